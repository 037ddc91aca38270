//! Patches that a form needs: set a member whose parents may be missing, remove one with the parents made for it.

use serde_json::{Map, Value};
use shared::document::{Op, Patch, Pointer};

/// A patch that puts `value` at `path`, and the parents that it makes on the way.
///
/// A missing parent is made as an object. A `null` in the way counts as missing, as AWS sees it.
pub(crate) fn set(document: &Value, path: &Pointer, value: Value) -> (Patch, Vec<Pointer>) {
    let mut value = value;
    let mut path = path.clone();
    let mut made = Vec::new();
    loop {
        if path.get(document).is_some() {
            return (Patch::replace(path, value), made);
        }
        let Some((parent, last)) = path.split_last() else { return (Patch::replace(path, value), made) };
        match parent.get(document) {
            None | Some(Value::Null) => {
                let mut members = Map::new();
                members.insert(last, value);
                value = Value::Object(members);
                made.push(parent.clone());
                path = parent;
            }
            Some(Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_)) => {
                return (Patch::add(path, value), made);
            }
        }
    }
}

/// A patch that removes what is at `path` and then each parent that `ours` says was made for it and is now empty.
///
/// Nothing where there is nothing at `path`.
pub(crate) fn remove(document: &Value, path: &Pointer, ours: impl Fn(&Pointer) -> bool) -> Option<Patch> {
    path.get(document)?;
    let mut path = path.clone();
    while let Some((parent, _)) = path.split_last() {
        let alone = match parent.get(document) {
            Some(Value::Object(members)) => members.len() == 1,
            Some(Value::Array(items)) => items.len() == 1,
            Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) | None => false,
        };
        if !alone || !ours(&parent) {
            break;
        }
        path = parent;
    }
    Some(Patch::remove(path))
}

/// A patch that moves the item `from` of the list at `list` to the place `to`.
pub(crate) fn reorder(list: &Pointer, from: usize, to: usize) -> Patch {
    Patch(vec![Op::Move { from: list.index(from), path: list.index(to) }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn pointer(text: &str) -> Pointer {
        Pointer::try_from(text.to_owned()).unwrap()
    }

    #[test]
    fn missing_parents_are_made_and_taken_away_again() {
        let mut document = json!({"a": {}});
        let (patch, made) = set(&document, &pointer("/a/b/c"), json!(1));
        patch.apply(&mut document).unwrap();
        assert_eq!(document, json!({"a": {"b": {"c": 1}}}));
        assert_eq!(made, [pointer("/a/b")]);
        remove(&document, &pointer("/a/b/c"), |path| made.contains(path)).unwrap().apply(&mut document).unwrap();
        assert_eq!(document, json!({"a": {}}));
    }

    #[test]
    fn parents_of_others_stay() {
        let mut document = json!({"a": {"b": 1}});
        remove(&document, &pointer("/a/b"), |_| false).unwrap().apply(&mut document).unwrap();
        assert_eq!(document, json!({"a": {}}));
        assert_eq!(remove(&document, &pointer("/a/b"), |_| true), None);
    }

    #[test]
    fn null_gives_way() {
        let mut document = json!({"a": null});
        set(&document, &pointer("/a/b"), json!("x")).0.apply(&mut document).unwrap();
        assert_eq!(document, json!({"a": {"b": "x"}}));
    }
}
