//! Walks a document beside the shape that AWS's model gives it.

use serde_json::{Number, Value};

use super::subject::Root;
use crate::document::Pointer;
use crate::model::{Member, Shape, StructureShape};

/// One member of one structure in a document.
pub(super) struct Visit<'v> {
    pub(super) owner: &'static StructureShape,
    pub(super) key: &'v str,
    pub(super) value: &'v Value,
    pub(super) path: &'v Pointer,
    /// The model's description; nothing where the model has no such member.
    pub(super) known: Option<&'static Member>,
}

/// Calls `visit` for every member of every structure in `node`, known or not.
pub(super) fn walk_members(
    node: &Value,
    path: &Pointer,
    owner: &'static StructureShape,
    visit: &mut dyn FnMut(&Visit<'_>),
) {
    for (key, value) in node.as_object().into_iter().flatten() {
        let path = path.key(key);
        let known = owner.member(key);
        visit(&Visit { owner, key, value, path: &path, known });
        match known.map(|member| member.shape) {
            Some(Shape::One(inner)) => walk_members(value, &path, inner, visit),
            Some(Shape::Rows { of, .. }) => {
                for (at, item) in value.as_array().into_iter().flatten().enumerate() {
                    walk_members(item, &path.index(at), of, visit);
                }
            }
            Some(
                Shape::Text { .. }
                | Shape::Integer { .. }
                | Shape::Double { .. }
                | Shape::Boolean
                | Shape::Choice(_)
                | Shape::Texts { .. }
                | Shape::Choices(_)
                | Shape::Integers { .. }
                | Shape::TextMap
                | Shape::Document,
            )
            | None => {}
        }
    }
}

/// The shape of a list's items or a map's values.
fn item_shape(shape: &Shape) -> Option<Shape> {
    const TEXT: Shape = Shape::Text { form: crate::model::Form::Line, min: 0, max: usize::MAX };
    match shape {
        Shape::Texts { .. } | Shape::Choices(_) | Shape::TextMap => Some(TEXT),
        Shape::Integers { .. } => Some(Shape::Integer { min: i64::MIN, max: i64::MAX }),
        Shape::Rows { of, .. } => Some(Shape::One(of)),
        Shape::Text { .. }
        | Shape::Integer { .. }
        | Shape::Double { .. }
        | Shape::Boolean
        | Shape::Choice(_)
        | Shape::One(_)
        | Shape::Document => None,
    }
}

/// Calls `visit` for every value to which the model gives a type: members, items of lists, values of maps.
pub(super) fn walk_values(root: &Root<'_>, visit: &mut dyn FnMut(&Value, &Pointer, &Shape)) {
    walk_members(root.node, &root.path, root.shape, &mut |member| {
        let Some(known) = member.known else { return };
        visit(member.value, member.path, &known.shape);
        let Some(item) = item_shape(&known.shape) else { return };
        match member.value {
            Value::Array(items) => {
                for (at, value) in items.iter().enumerate() {
                    visit(value, &member.path.index(at), &item);
                }
            }
            Value::Object(members) if matches!(known.shape, Shape::TextMap) => {
                for (key, value) in members {
                    visit(value, &member.path.key(key), &item);
                }
            }
            _ => {}
        }
    });
}

/// Whether a value has the JSON type of a shape; its items are values of their own.
pub(super) fn fits(value: &Value, shape: &Shape) -> bool {
    match shape {
        Shape::Text { .. } | Shape::Choice(_) => value.is_string(),
        Shape::Integer { .. } => value.is_i64() || value.is_u64(),
        Shape::Double { .. } => value.is_number(),
        Shape::Boolean => value.is_boolean(),
        Shape::Texts { .. } | Shape::Choices(_) | Shape::Integers { .. } | Shape::Rows { .. } => value.is_array(),
        Shape::One(_) | Shape::TextMap => value.is_object(),
        Shape::Document => true,
    }
}

/// A shape's type in words.
pub(super) fn expected(shape: &Shape) -> &'static str {
    match shape {
        Shape::Text { .. } | Shape::Choice(_) => "text in quotes",
        Shape::Integer { .. } => "a whole number",
        Shape::Double { .. } => "a number",
        Shape::Boolean => "true or false",
        Shape::Texts { .. } | Shape::Choices(_) => "a list of texts",
        Shape::Integers { .. } => "a list of whole numbers",
        Shape::Rows { .. } => "a list of objects",
        Shape::One(_) | Shape::TextMap => "an object",
        Shape::Document => "any JSON",
    }
}

/// A value's type in words.
pub(super) fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(number) if number.is_f64() => "a number with a fraction",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// The same value in the shape's type, where nothing is lost by that.
pub(super) fn convert(value: &Value, shape: &Shape) -> Option<Value> {
    match (shape, value) {
        (Shape::Text { .. } | Shape::Choice(_), Value::Number(number)) => Some(Value::String(number.to_string())),
        (Shape::Text { .. } | Shape::Choice(_), Value::Bool(flag)) => Some(Value::String(flag.to_string())),
        (Shape::Integer { .. }, Value::String(text)) => text.trim().parse::<i64>().ok().map(Value::from),
        (Shape::Double { .. }, Value::String(text)) => {
            text.trim().parse::<f64>().ok().and_then(Number::from_f64).map(Value::Number)
        }
        (Shape::Integer { .. }, Value::Number(number)) => whole(number.as_f64()?),
        (Shape::Boolean, Value::String(text)) => match text.trim() {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            _ => None,
        },
        (Shape::Texts { .. } | Shape::Choices(_), Value::String(_))
        | (Shape::Integers { .. }, Value::Number(_))
        | (Shape::Rows { .. }, Value::Object(_)) => Some(Value::Array(vec![value.clone()])),
        _ => None,
    }
}

fn whole(double: f64) -> Option<Value> {
    let text = format!("{double}");
    text.parse::<i64>().ok().map(Value::from)
}

/// The member that a misspelt key probably means: equal but for case, `-` and `_`, or up to two letters off.
pub(super) fn meant(owner: &'static StructureShape, key: &str) -> Option<&'static Member> {
    const FARTHEST: usize = 2;
    let plain = |name: &str| name.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).collect::<String>().to_lowercase();
    let wanted = plain(key);
    let distance = |member: &&Member| edit_distance(&wanted, &plain(member.name));
    let near = owner.members.iter().min_by_key(distance)?;
    let limit = FARTHEST.min(wanted.chars().count() / 3);
    (distance(&near) <= limit).then_some(near)
}

/// How many letters must be added, removed or changed to get from one word to the other (Levenshtein).
pub(super) fn edit_distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, b) in to.iter().enumerate() {
            let changed = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[to.len()]
}
