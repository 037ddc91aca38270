//! What a place of a design is: which element it belongs to, what it is called, which section shows it.

use serde_json::Value;
use shared::document::Pointer;
use shared::model::{Collection, ContainerDefinition, Shape, Structure, StructureShape, TaskDefinition};

use crate::sections;

/// The id of the control for a place.
pub(crate) fn id(path: &Pointer) -> String {
    let mut id = String::with_capacity(path.as_str().len() + 1);
    id.push('f');
    id.extend(path.as_str().chars().map(|c| if c.is_whitespace() { '_' } else { c }));
    id
}

/// The element or container whose form shows `path`; the root where that is the design's own form.
pub(crate) fn element_of(path: &Pointer) -> Pointer {
    let steps: Vec<String> = path.steps().collect();
    let root = Pointer::root();
    match steps.as_slice() {
        [collection, element, containers, at, ..]
            if collection == "taskDefinitions"
                && containers == TaskDefinition::CONTAINER_DEFINITIONS.member.name
                && at.parse::<usize>().is_ok() =>
        {
            root.key(collection).key(element).key(containers).key(at)
        }
        [collection, element, ..] if Collection::named(collection).is_some() => root.key(collection).key(element),
        _ => root,
    }
}

/// The structure of an element or container; nothing for one whose request is not described.
pub(crate) fn shape_of(element: &Pointer) -> Option<&'static StructureShape> {
    let mut steps = element.steps();
    let collection = Collection::named(&steps.next()?)?;
    if steps.count() > 1 { Some(ContainerDefinition::SHAPE) } else { collection.creates }
}

/// The id of the section of the element's form that shows `path`.
pub(crate) fn section_of(element: &Pointer, path: &Pointer) -> Option<String> {
    let shape = shape_of(element)?;
    let member = path.steps().nth(element.steps().count())?;
    let section = sections::of(shape)?.iter().find(|section| section.has(&member))?;
    Some(section.id(shape))
}

/// What an element or container is called: its local name, or the container's own name or number.
pub(crate) fn name_of(document: &Value, element: &Pointer) -> String {
    let Some((_, last)) = element.split_last() else { return "Design".to_owned() };
    match last.parse::<usize>() {
        Ok(at) if element.steps().count() > 2 => {
            let name = element.get(document).and_then(|container| container.get("name")).and_then(Value::as_str);
            name.filter(|name| !name.is_empty()).map_or_else(|| format!("Container {}", at + 1), str::to_owned)
        }
        Ok(_) | Err(_) => last,
    }
}

/// Where `path` is, in the words of the form: `web › app › Port mappings › 8080 › Host port`.
pub(crate) fn words(document: &Value, path: &Pointer) -> String {
    let element = element_of(path);
    let mut words = Vec::new();
    if let Some((parent, _)) = element.split_last()
        && element.steps().count() > 2
    {
        words.push(name_of(document, &element_of(&parent)));
    }
    words.push(name_of(document, &element));
    let mut shape = shape_of(&element).map(Shape::One);
    let mut at = element.clone();
    for step in path.steps().skip(element.steps().count()) {
        at = at.key(&step);
        let member = match shape {
            Some(Shape::One(of)) => of.member(&step),
            _ => None,
        };
        match (member, shape) {
            (Some(member), _) => {
                words.push(member.label.to_owned());
                shape = Some(member.shape);
            }
            (None, Some(Shape::Rows { of, .. })) => {
                words.push(row_name(document, of, &at).unwrap_or_else(|| number(&step)));
                shape = Some(Shape::One(of));
            }
            (None, _) => {
                words.push(number(&step));
                shape = None;
            }
        }
    }
    words.join(" › ")
}

fn row_name(document: &Value, of: &StructureShape, at: &Pointer) -> Option<String> {
    let name = at.get(document)?.get(of.row_name()?.name)?.as_str()?;
    (!name.is_empty()).then(|| cut(name, 40))
}

/// An index as people count; any other step as it is.
fn number(step: &str) -> String {
    step.parse::<usize>().map_or_else(|_| step.to_owned(), |at| format!("{}", at + 1))
}

/// The first `most` characters of a text.
pub(crate) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => text.get(..end).unwrap_or_default().to_owned() + "…",
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pointer(text: &str) -> Pointer {
        Pointer::try_from(text.to_owned()).unwrap()
    }

    #[test]
    fn elements() {
        for (path, element) in [
            ("/services/web/networkConfiguration/x", "/services/web"),
            ("/taskDefinitions/web/containerDefinitions/1/image", "/taskDefinitions/web/containerDefinitions/1"),
            ("/taskDefinitions/web/containerDefinitions", "/taskDefinitions/web"),
            ("/taskDefinitions/web", "/taskDefinitions/web"),
            ("/name", ""),
            ("/future/x", ""),
        ] {
            assert_eq!(element_of(&pointer(path)).as_str(), element, "{path}");
        }
    }
}
