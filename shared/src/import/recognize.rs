//! Tells what a JSON text is.

use serde_json::Value;

use crate::check::InputKind;
use crate::document::{ParseError, Parsed, parse};
use crate::model::COLLECTIONS;

/// A text that was read, and what it is.
#[derive(Clone, Debug)]
pub struct Opened {
    pub kind: InputKind,
    pub parsed: Parsed,
}

/// Why a text can't be used at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// It is not JSON, or not JSON that survives; all that was found before reading stopped.
    #[error("{}", first_of(.0))]
    Text(Vec<ParseError>),
    /// It is JSON, but no object.
    #[error("{found} was found, but a task definition, a service or a design is a JSON object")]
    NoObject { found: &'static str },
    /// It is an object of no kind that is known here.
    #[error(
        "this is neither a task definition (it has no containerDefinitions), nor a service (no taskDefinition), \
         nor a design (no taskDefinitions or services)"
    )]
    UnknownKind,
}

fn first_of(problems: &[ParseError]) -> String {
    problems.first().map_or_else(|| "this is not JSON".to_owned(), ToString::to_string)
}

impl Unusable {
    /// Line and column, from 1, of the first problem.
    pub fn place(&self) -> (usize, usize) {
        match self {
            Self::Text(problems) => {
                problems.first().map_or((1, 1), |first| (first.position.line, first.position.column))
            }
            Self::NoObject { .. } | Self::UnknownKind => (1, 1),
        }
    }

    /// The problem without its place.
    pub fn message(&self) -> String {
        match self {
            Self::Text(problems) => problems.first().map_or_else(|| self.to_string(), |first| first.kind.to_string()),
            Self::NoObject { .. } | Self::UnknownKind => self.to_string(),
        }
    }
}

/// Reads a text as `kind`, or as what it is.
pub fn open(text: &str, kind: Option<InputKind>) -> Result<Opened, Unusable> {
    let parsed = parse(text).map_err(Unusable::Text)?;
    let found = match &parsed.value {
        Value::Object(_) => None,
        Value::Array(_) => Some("a list"),
        Value::String(_) => Some("a text"),
        Value::Number(_) => Some("a number"),
        Value::Bool(_) => Some("true or false"),
        Value::Null => Some("null"),
    };
    if let Some(found) = found {
        return Err(Unusable::NoObject { found });
    }
    let kind = kind.or_else(|| recognize(&parsed.value)).ok_or(Unusable::UnknownKind)?;
    Ok(Opened { kind, parsed })
}

/// What a JSON object is, by the members that only one kind has.
pub fn recognize(document: &Value) -> Option<InputKind> {
    let object = |key: &str| document.get(key).is_some_and(Value::is_object);
    let text = |key: &str| document.get(key).is_some_and(Value::is_string);
    if document.get("containerDefinitions").is_some() {
        Some(InputKind::TaskDefinition)
    } else if text("taskDefinition") {
        Some(InputKind::Service)
    } else if object("service") {
        Some(InputKind::Bundle)
    } else if object("taskDefinition") {
        Some(InputKind::TaskDefinition)
    } else if document.get("services").is_some_and(Value::is_array) {
        Some(InputKind::Service)
    } else if COLLECTIONS.iter().any(|collection| object(collection.key)) {
        Some(InputKind::Design)
    } else if text("serviceName") {
        Some(InputKind::Service)
    } else if text("family") {
        Some(InputKind::TaskDefinition)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn kinds() {
        let kind = |value: Value| recognize(&value);
        assert_eq!(kind(json!({"containerDefinitions": []})), Some(InputKind::TaskDefinition));
        assert_eq!(kind(json!({"taskDefinition": "web"})), Some(InputKind::Service));
        assert_eq!(kind(json!({"taskDefinition": {}, "service": {}})), Some(InputKind::Bundle));
        assert_eq!(kind(json!({"taskDefinition": {}})), Some(InputKind::TaskDefinition));
        assert_eq!(kind(json!({"services": [], "failures": []})), Some(InputKind::Service));
        assert_eq!(kind(json!({"services": {}})), Some(InputKind::Design));
        assert_eq!(kind(json!({"Resources": {}})), None);
    }

    #[test]
    fn unusable_texts_say_where_and_why() {
        assert_eq!(open("{", None).unwrap_err().place(), (1, 2));
        assert!(matches!(open("[]", None), Err(Unusable::NoObject { .. })));
        assert!(matches!(open("{}", None), Err(Unusable::UnknownKind)));
        assert!(open("{}", Some(InputKind::Service)).is_ok());
    }
}
