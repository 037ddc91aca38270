//! One element of a design as `--cli-input-json`.

use serde_json::Value;

use crate::document::{Pointer, View};
use crate::model::{COLLECTIONS, Service, Shape, Structure, StructureShape, TaskDefinition};

/// What `--cli-input-json` an element becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For `aws ecs register-task-definition`.
    TaskDefinition,
    /// For `aws ecs create-service`.
    Service,
}

/// Why there is nothing to export.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    #[error("the design has no {0}")]
    Nothing(&'static str),
    #[error("the design has several: {}. Say which one with its name", .0.join(", "))]
    Several(Vec<String>),
    #[error("there is no {name} in the design; it has {}", known.join(", "))]
    Unknown { name: String, known: Vec<String> },
    #[error(
        "{} that AWS alone knows: {}. Write the ARN or id in place of the reference, or apply the design",
        if .0.len() == 1 { "a reference stands for a value" } else { "references stand for values" },
        list(.0)
    )]
    Unresolved(Vec<(Pointer, String)>),
}

fn list(unresolved: &[(Pointer, String)]) -> String {
    unresolved.iter().map(|(path, reference)| format!("{reference} at {path}")).collect::<Vec<_>>().join(", ")
}

impl Format {
    /// The collection of a design whose elements have this format.
    pub const fn collection(self) -> &'static str {
        match self {
            Self::TaskDefinition => "taskDefinitions",
            Self::Service => "services",
        }
    }

    const fn shape(self) -> &'static StructureShape {
        match self {
            Self::TaskDefinition => TaskDefinition::SHAPE,
            Self::Service => Service::SHAPE,
        }
    }
}

/// The local names of the elements that have a format.
pub fn candidates(design: &Value, format: Format) -> Vec<String> {
    let elements = design.get(format.collection()).and_then(Value::as_object);
    elements.into_iter().flatten().map(|(name, _)| name.clone()).collect()
}

/// The element `name` of a design, or its only one, as the AWS CLI takes it: without our own members, with
/// references replaced by the names that they stand for.
pub fn request(design: &Value, format: Format, name: Option<&str>) -> Result<Value, ExportError> {
    let known = candidates(design, format);
    let local = match (name, known.as_slice()) {
        (Some(name), _) if known.iter().any(|local| local == name) => name,
        (Some(name), _) => return Err(ExportError::Unknown { name: name.to_owned(), known }),
        (None, [only]) => only,
        (None, []) => return Err(ExportError::Nothing(format.collection())),
        (None, [..]) => return Err(ExportError::Several(known)),
    };
    let path = Pointer::root().key(format.collection()).key(local);
    let mut element = path.get(design).cloned().unwrap_or_default();
    if let Some(members) = element.as_object_mut() {
        members.shift_remove("bayplan");
    }
    let mut unresolved = Vec::new();
    resolve(&mut element, &Shape::One(format.shape()), design, &path, &mut unresolved);
    if unresolved.is_empty() { Ok(element) } else { Err(ExportError::Unresolved(unresolved)) }
}

fn resolve(node: &mut Value, shape: &Shape, design: &Value, path: &Pointer, unresolved: &mut Vec<(Pointer, String)>) {
    match (shape, node) {
        (Shape::One(structure), Value::Object(members)) => {
            for (key, value) in members.iter_mut() {
                let Some(member) = structure.member(key) else { continue };
                let path = path.key(key);
                if member.refers_to.is_some() {
                    replace(value, design, &path, unresolved);
                } else {
                    resolve(value, &member.shape, design, &path, unresolved);
                }
            }
        }
        (Shape::Rows { of, .. }, Value::Array(items)) => {
            for (at, item) in items.iter_mut().enumerate() {
                resolve(item, &Shape::One(of), design, &path.index(at), unresolved);
            }
        }
        _ => {}
    }
}

/// Replaces the references of a slot, in a text or a list of texts.
fn replace(value: &mut Value, design: &Value, path: &Pointer, unresolved: &mut Vec<(Pointer, String)>) {
    match value {
        Value::Array(items) => {
            for (at, item) in items.iter_mut().enumerate() {
                replace(item, design, &path.index(at), unresolved);
            }
        }
        Value::String(text) => {
            let Some((collection, local)) = reference(text) else { return };
            let element = design.get(collection).and_then(|elements| elements.get(local));
            match element.and_then(|element| name_of(collection, element)) {
                Some(name) => *value = Value::String(name),
                None => unresolved.push((path.clone(), text.clone())),
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => {}
    }
}

/// The collection and local name of a reference such as `${taskDefinitions.web}`; nothing for any other text.
pub(crate) fn reference(text: &str) -> Option<(&'static str, &str)> {
    let (collection, local) = text.strip_prefix("${")?.strip_suffix('}')?.split_once('.')?;
    let known = COLLECTIONS.iter().find(|known| known.key == collection)?;
    Some((known.key, local))
}

/// The name by which AWS knows an element and takes it in place of an ARN.
fn name_of(collection: &str, element: &Value) -> Option<String> {
    let member = match collection {
        "taskDefinitions" => {
            return View::<TaskDefinition>::new(element, Pointer::root())
                .get(&TaskDefinition::FAMILY)
                .map(str::to_owned);
        }
        "clusters" => "clusterName",
        "capacityProviders" => "name",
        "roles" => "RoleName",
        _ => return None,
    };
    element.get(member).and_then(Value::as_str).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn references_become_names() {
        let design = json!({
            "taskDefinitions": {"web": {"family": "shop-web", "bayplan": {"ownership": "managed"}}},
            "services": {"web": {"serviceName": "web", "taskDefinition": "${taskDefinitions.web}"}},
        });
        let service = request(&design, Format::Service, None).unwrap();
        assert_eq!(service.to_string(), r#"{"serviceName":"web","taskDefinition":"shop-web"}"#);
        let task = request(&design, Format::TaskDefinition, Some("web")).unwrap();
        assert_eq!(task.to_string(), r#"{"family":"shop-web"}"#);
    }

    #[test]
    fn what_can_not_be_exported_says_why() {
        let design = json!({"services": {
            "a": {"taskDefinition": "${taskDefinitions.gone}"},
            "b": {"loadBalancers": [{"targetGroupArn": "${targetGroups.web}"}]},
        }});
        assert!(matches!(request(&design, Format::Service, None), Err(ExportError::Several(_))));
        assert!(matches!(request(&design, Format::TaskDefinition, None), Err(ExportError::Nothing(_))));
        assert!(matches!(request(&design, Format::Service, Some("c")), Err(ExportError::Unknown { .. })));
        for name in ["a", "b"] {
            assert!(matches!(request(&design, Format::Service, Some(name)), Err(ExportError::Unresolved(_))), "{name}");
        }
    }
}
