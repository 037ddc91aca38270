//! Whether what AWS has is what a design wants.

use serde_json::Value;

use crate::document::is_absent;
use crate::model::StructureShape;
use crate::normal::{as_request, never_printed, normal};

/// Whether `found` has everything that `wanted` states, in meaning. AWS prints more than it was given: what `wanted`
/// leaves open is no difference, and nothing can be said about what AWS never prints.
pub(super) fn covers(shape: &'static StructureShape, found: &Value, wanted: &Value) -> bool {
    uncovered(shape, found, wanted).is_empty()
}

/// The members that `wanted` states and `found` has otherwise, in the order of `wanted`.
pub(super) fn uncovered(shape: &'static StructureShape, found: &Value, wanted: &Value) -> Vec<String> {
    let (found, meant) = (normal(shape, &as_request(shape, found)), normal(shape, wanted));
    let differs = |key: &&String| match meant.get(key.as_str()) {
        Some(meant) => {
            let found = found.get(key.as_str()).unwrap_or(&Value::Null);
            !covers_node(found, meant) || takes_back(found, meant, &wanted[key.as_str()])
        }
        // Stated, but the default or nothing: it differs where AWS has something else.
        None => found.get(key.as_str()).is_some(),
    };
    let stated = wanted.as_object().into_iter().flatten().map(|(key, _)| key);
    let printed = stated.filter(|key| !never_printed(shape).contains(&key.as_str()));
    printed.filter(differs).cloned().collect()
}

/// Whether something stated is a default that `meant` leaves out, where `found` has something else.
fn takes_back(found: &Value, meant: &Value, stated: &Value) -> bool {
    let (Value::Object(found), Value::Object(meant), Value::Object(stated)) = (found, meant, stated) else {
        return false;
    };
    stated.iter().any(|(key, stated)| match (found.get(key), meant.get(key)) {
        (Some(found), Some(meant)) => takes_back(found, meant, stated),
        (Some(_), None) => !is_absent(stated),
        (None, _) => false,
    })
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
