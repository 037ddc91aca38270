//! Whether what AWS has is what a design wants.

use serde_json::Value;

use crate::document::is_absent;
use crate::model::StructureShape;
use crate::normal::{as_request, never_printed, normal};

/// Whether `found` has everything that `wanted` states, in meaning. AWS prints more than it was given: what `wanted`
/// leaves open is no difference, and nothing can be said about what AWS never prints.
pub(super) fn covers(shape: &'static StructureShape, found: &Value, wanted: &Value) -> bool {
    let mut meant = normal(shape, wanted);
    if let Some(members) = meant.as_object_mut() {
        members.retain(|key, _| !never_printed(shape).contains(&key.as_str()));
    }
    covers_node(&normal(shape, &as_request(shape, found)), &meant)
}

/// The members that `wanted` states and `found` has otherwise, in the order of `wanted`.
pub(super) fn uncovered(shape: &'static StructureShape, found: &Value, wanted: &Value) -> Vec<String> {
    let (found, meant) = (normal(shape, &as_request(shape, found)), normal(shape, wanted));
    let differs = |key: &&String| match meant.get(key.as_str()) {
        Some(wanted) => !covers_node(found.get(key.as_str()).unwrap_or(&Value::Null), wanted),
        // Stated, but the default or nothing: it differs where AWS has something else.
        None => found.get(key.as_str()).is_some(),
    };
    let stated = wanted.as_object().into_iter().flatten().map(|(key, _)| key);
    let printed = stated.filter(|key| !never_printed(shape).contains(&key.as_str()));
    printed.filter(differs).cloned().collect()
}

/// Lists have to be as long as each other: an item too many is a difference.
fn covers_node(found: &Value, wanted: &Value) -> bool {
    match (found, wanted) {
        (Value::Object(found), Value::Object(wanted)) => {
            wanted.iter().all(|(key, wanted)| covers_node(found.get(key).unwrap_or(&Value::Null), wanted))
        }
        (Value::Array(found), Value::Array(wanted)) => {
            found.len() == wanted.len() && found.iter().zip(wanted).all(|(found, wanted)| covers_node(found, wanted))
        }
        (found, wanted) => found == wanted || (is_absent(found) && is_absent(wanted)),
    }
}
