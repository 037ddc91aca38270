//! Typed views: a JSON node seen as an AWS structure, with the place where it stands.

use std::marker::PhantomData;

use serde_json::Value;

use super::Pointer;
use crate::model::{Field, Kind, Structure};

/// A JSON node seen as the AWS structure `S`. Nothing is parsed, copied or lost: what the structure doesn't know is
/// still there for [`View::node`].
pub struct View<'a, S> {
    node: &'a Value,
    path: Pointer,
    structure: PhantomData<fn() -> S>,
}

impl<S> std::fmt::Debug for View<'_, S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} at {:?}", self.node, self.path)
    }
}

impl<S> Clone for View<'_, S> {
    fn clone(&self) -> Self {
        Self { node: self.node, path: self.path.clone(), structure: PhantomData }
    }
}

/// The items of a list of structures.
pub type Rows<'a, S> = Vec<View<'a, S>>;

impl<'a, S: Structure> View<'a, S> {
    pub fn new(node: &'a Value, path: Pointer) -> Self {
        Self { node, path, structure: PhantomData }
    }

    /// Where this structure stands in its document.
    pub fn path(&self) -> &Pointer {
        &self.path
    }

    /// Where the member `field` stands, present or not.
    pub fn at<K: Kind>(&self, field: &Field<S, K>) -> Pointer {
        self.path.key(field.member.name)
    }

    /// The node itself.
    pub fn node(&self) -> &'a Value {
        self.node
    }

    /// The node of the member `field`, whatever its type; nothing where it is missing.
    pub fn raw<K: Kind>(&self, field: &Field<S, K>) -> Option<&'a Value> {
        self.node.get(field.member.name)
    }

    /// Whether `field` has a value: not missing, not null, no empty string, list or object.
    ///
    /// This is what AWS's JSON protocol and console exports mean by "set".
    pub fn has<K: Kind>(&self, field: &Field<S, K>) -> bool {
        self.raw(field).is_some_and(|value| !is_absent(value))
    }

    /// The value of `field` where it is set, of the right type and literal.
    ///
    /// A value of another type is the shape check's to report, and of a placeholder (`${IMAGE}`) no value is known, so
    /// both give nothing here, and a rule that reads a value stays silent.
    pub fn get<K: Kind>(&self, field: &Field<S, K>) -> Option<K::Out<'a>> {
        let value = self.raw(field)?;
        if is_absent(value) || value.as_str().is_some_and(is_placeholder) {
            return None;
        }
        K::read(value, || self.at(field))
    }

    /// The items of the list of structures `field`; none where it is absent or no list.
    pub fn rows<T: Structure>(&self, field: &Field<S, crate::model::RowsOf<T>>) -> Rows<'a, T> {
        self.get(field).unwrap_or_default()
    }
}

/// Missing in AWS's sense: null, or an empty string, list or object.
pub fn is_absent(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Whether a text holds something that a template or a reference would still replace: `${...}`, `{{...}}` or
/// `<UPPER_CASE>`.
pub fn is_placeholder(text: &str) -> bool {
    between(text, "${", "}").is_some()
        || between(text, "{{", "}}").is_some()
        || between(text, "<", ">").is_some_and(|name| {
            !name.is_empty()
                && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b"_- ".contains(&b))
        })
}

fn between<'t>(text: &'t str, open: &str, close: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(open)?;
    rest.split_once(close).map(|(inner, _)| inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders() {
        for text in ["${IMAGE}", "repo:{{ tag }}", "arn:aws:iam::<ACCOUNT_ID>:role/x", "${services.web}"] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["$HOME", "echo <a>", "{\"a\": {}}", "a < b > c", "$(date)", "}${"] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
