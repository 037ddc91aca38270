//! Gives an element another local name, and the references to it with it.

use serde_json::Value;
use shared::document::{Op, Patch, Pointer};
use shared::import::local_name;

/// Why a local name can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    Empty,
    Letters,
    Taken,
}

impl Refused {
    /// What to tell a person.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Empty => "A local name needs at least one letter or digit.",
            Self::Letters => {
                "A local name has letters, digits, - and _ only, at most 64, so that it can stand in a reference."
            }
            Self::Taken => "Another element here already has this local name. Choose a different one.",
        }
    }
}

/// The patch that renames the element at `element` to `to`; nothing if that is its name.
pub(crate) fn rename(document: &Value, element: &Pointer, to: &str) -> Result<Option<Patch>, Refused> {
    let Some((collection, from)) = element.split_last() else { return Ok(None) };
    if from == to {
        return Ok(None);
    }
    if to.is_empty() {
        return Err(Refused::Empty);
    }
    if local_name(to) != to {
        return Err(Refused::Letters);
    }
    let path = collection.key(to);
    if path.get(document).is_some() {
        return Err(Refused::Taken);
    }
    let kind = collection.split_last().map(|(_, kind)| kind).unwrap_or_default();
    let mut references = Vec::new();
    find(document, &Pointer::root(), &format!("${{{kind}.{from}}}"), &mut references);
    let reference = format!("${{{kind}.{to}}}");
    let mut ops: Vec<Op> =
        references.into_iter().map(|path| Op::Replace { path, value: Value::from(reference.as_str()) }).collect();
    ops.push(Op::Move { from: element.clone(), path });
    Ok(Some(Patch(ops)))
}

/// Every place whose whole value is `text`.
fn find(value: &Value, at: &Pointer, text: &str, found: &mut Vec<Pointer>) {
    match value {
        Value::String(string) if string == text => found.push(at.clone()),
        Value::Object(members) => members.iter().for_each(|(key, value)| find(value, &at.key(key), text, found)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| find(value, &at.index(index), text, found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A local name that no element of the collection has: `base`, `base-2`, ...
pub(crate) fn free_name(document: &Value, collection: &Pointer, base: &str) -> String {
    let taken = |name: &str| collection.key(name).get(document).is_some();
    let mut name = base.to_owned();
    let mut number = 2u32;
    while taken(&name) {
        name = format!("{base}-{number}");
        number += 1;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn references_follow() {
        let mut document = json!({
            "taskDefinitions": {"web": {"family": "web"}, "job": {}},
            "services": {"web": {"taskDefinition": "${taskDefinitions.web}", "cluster": "${clusters.web}"}},
        });
        let element = Pointer::root().key("taskDefinitions").key("web");
        let patch = rename(&document, &element, "site").unwrap().unwrap();
        patch.apply(&mut document).unwrap();
        assert_eq!(
            document.to_string(),
            json!({
                "taskDefinitions": {"site": {"family": "web"}, "job": {}},
                "services": {"web": {"taskDefinition": "${taskDefinitions.site}", "cluster": "${clusters.web}"}},
            })
            .to_string()
        );
    }

    #[test]
    fn refused() {
        let document = json!({"services": {"a": {}, "b": {}}});
        let element = Pointer::root().key("services").key("a");
        assert_eq!(rename(&document, &element, "b"), Err(Refused::Taken));
        assert_eq!(rename(&document, &element, ""), Err(Refused::Empty));
        assert_eq!(rename(&document, &element, "a b"), Err(Refused::Letters));
        assert_eq!(rename(&document, &element, "a"), Ok(None));
    }
}
