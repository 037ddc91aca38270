//! Changes to a document: JSON patches (RFC 6902), each with the exact way back.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Pointer;

/// One change, as RFC 6902 writes it. A `move` within one object renames the member and leaves it where it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "lowercase")]
pub enum Op {
    /// Put `value` at `path`: a new or changed member of an object, or a new item of a list (`-` is its end).
    Add { path: Pointer, value: Value },
    /// Put `value` in the place of what stands at `path`.
    Replace { path: Pointer, value: Value },
    /// Take away what stands at `path`.
    Remove { path: Pointer },
    /// Take what stands at `from` to `path`.
    Move { from: Pointer, path: Pointer },
}

/// Changes applied in order, all or none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Patch(pub Vec<Op>);

/// Why a patch doesn't fit a document. The document is unchanged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatchError {
    #[error("there is nothing at {0} to change: the document was changed meanwhile")]
    Missing(Pointer),
    #[error("{0} is neither a member of an object nor an item of a list")]
    NotAContainer(Pointer),
    #[error("{0} names no item of the list")]
    NoSuchIndex(Pointer),
    #[error("{from} can't move into itself")]
    IntoItself { from: Pointer },
}

/// The way back from a patch to exactly the earlier bytes, the order of members included.
#[derive(Clone, Debug, PartialEq)]
pub struct Inverse(Vec<Undo>);

#[derive(Clone, Debug, PartialEq)]
enum Undo {
    Whole(Value),
    Insert { parent: Pointer, at: usize, key: Option<String>, value: Value },
    Remove { parent: Pointer, at: usize },
    Set { parent: Pointer, at: usize, value: Value },
    Rename { parent: Pointer, at: usize, key: String },
}

impl Patch {
    pub fn add(path: Pointer, value: impl Into<Value>) -> Self {
        Self(vec![Op::Add { path, value: value.into() }])
    }

    pub fn replace(path: Pointer, value: impl Into<Value>) -> Self {
        Self(vec![Op::Replace { path, value: value.into() }])
    }

    pub fn remove(path: Pointer) -> Self {
        Self(vec![Op::Remove { path }])
    }

    /// This patch followed by `next`.
    #[must_use]
    pub fn then(mut self, next: Self) -> Self {
        self.0.extend(next.0);
        self
    }

    /// Changes `root`; on an error it is left as it was.
    pub fn apply(&self, root: &mut Value) -> Result<Inverse, PatchError> {
        let mut undo = Vec::with_capacity(self.0.len());
        for op in &self.0 {
            if let Err(error) = apply_one(op, root, &mut undo) {
                let _ = Inverse(undo).apply(root);
                return Err(error);
            }
        }
        Ok(Inverse(undo))
    }
}

impl Inverse {
    /// Takes `root` back. It must be the document just as the patch left it.
    ///
    /// Returns the way forward again.
    #[must_use = "it is the only way forward again"]
    pub fn apply(self, root: &mut Value) -> Self {
        let mut redo = Vec::with_capacity(self.0.len());
        for undo in self.0.into_iter().rev() {
            if let Some(step) = step(undo, root) {
                redo.push(step);
            }
        }
        Self(redo)
    }
}

fn apply_one(op: &Op, root: &mut Value, undo: &mut Vec<Undo>) -> Result<(), PatchError> {
    match op {
        Op::Add { path, value } => add(root, path, value.clone(), undo),
        Op::Replace { path, value } => {
            let Some((parent, last)) = path.split_last() else {
                undo.push(Undo::Whole(std::mem::replace(root, value.clone())));
                return Ok(());
            };
            let at = position(root, &parent, &last)?;
            undo.extend(step(Undo::Set { parent, at, value: value.clone() }, root));
            Ok(())
        }
        Op::Remove { path } => {
            let Some((parent, last)) = path.split_last() else {
                undo.push(Undo::Whole(std::mem::take(root)));
                return Ok(());
            };
            let at = position(root, &parent, &last)?;
            undo.extend(step(Undo::Remove { parent, at }, root));
            Ok(())
        }
        Op::Move { from, path } => {
            if from == path {
                return Ok(());
            }
            if from.contains(path) {
                return Err(PatchError::IntoItself { from: from.clone() });
            }
            let value = from.get(root).ok_or_else(|| PatchError::Missing(from.clone()))?.clone();
            if let (Some((from_parent, from_last)), Some((parent, last))) = (from.split_last(), path.split_last())
                && from_parent == parent
                && let Some(Value::Object(object)) = parent.get(root)
                && !object.contains_key(&last)
            {
                let at = position(root, &parent, &from_last)?;
                undo.extend(step(Undo::Rename { parent, at, key: last }, root));
                return Ok(());
            }
            apply_one(&Op::Remove { path: from.clone() }, root, undo)?;
            add(root, path, value, undo)
        }
    }
}

fn add(root: &mut Value, path: &Pointer, value: Value, undo: &mut Vec<Undo>) -> Result<(), PatchError> {
    let Some((parent, last)) = path.split_last() else {
        undo.push(Undo::Whole(std::mem::replace(root, value)));
        return Ok(());
    };
    let change = match parent.get(root).ok_or_else(|| PatchError::Missing(parent.clone()))? {
        Value::Object(object) => match object.keys().position(|key| *key == last) {
            Some(at) => Undo::Set { parent, at, value },
            None => Undo::Insert { parent, at: object.len(), key: Some(last), value },
        },
        Value::Array(items) => {
            let at = if last == "-" { items.len() } else { index(&last, path)? };
            if at > items.len() {
                return Err(PatchError::NoSuchIndex(path.clone()));
            }
            Undo::Insert { parent, at, key: None, value }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            return Err(PatchError::NotAContainer(parent));
        }
    };
    undo.extend(step(change, root));
    Ok(())
}

/// The place of `last` among the members or items of `parent`.
fn position(root: &Value, parent: &Pointer, last: &str) -> Result<usize, PatchError> {
    let missing = || PatchError::Missing(parent.key(last));
    match parent.get(root).ok_or_else(missing)? {
        Value::Object(object) => object.keys().position(|key| key == last).ok_or_else(missing),
        Value::Array(items) => {
            let at = index(last, &parent.key(last))?;
            if at < items.len() { Ok(at) } else { Err(missing()) }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            Err(PatchError::NotAContainer(parent.clone()))
        }
    }
}

fn index(step: &str, path: &Pointer) -> Result<usize, PatchError> {
    let canonical = step == "0" || !step.starts_with(['0', '+']);
    step.parse().ok().filter(|_| canonical).ok_or_else(|| PatchError::NoSuchIndex(path.clone()))
}

/// Makes one positional change and returns its opposite; nothing where the place is gone.
fn step(change: Undo, root: &mut Value) -> Option<Undo> {
    match change {
        Undo::Whole(value) => Some(Undo::Whole(std::mem::replace(root, value))),
        Undo::Insert { parent, at, key, value } => {
            match (root.pointer_mut(parent.as_str())?, key) {
                (Value::Object(object), Some(key)) => {
                    object.shift_insert(at, key, value);
                }
                (Value::Array(items), None) => items.insert(at, value),
                _ => return None,
            }
            Some(Undo::Remove { parent, at })
        }
        Undo::Remove { parent, at } => match root.pointer_mut(parent.as_str())? {
            Value::Object(object) => {
                let key = object.keys().nth(at)?.clone();
                let value = object.shift_remove(&key)?;
                Some(Undo::Insert { parent, at, key: Some(key), value })
            }
            Value::Array(items) if at < items.len() => {
                let value = items.remove(at);
                Some(Undo::Insert { parent, at, key: None, value })
            }
            _ => None,
        },
        Undo::Set { parent, at, value } => {
            let slot = match root.pointer_mut(parent.as_str())? {
                Value::Object(object) => object.values_mut().nth(at)?,
                Value::Array(items) => items.get_mut(at)?,
                _ => return None,
            };
            Some(Undo::Set { parent, at, value: std::mem::replace(slot, value) })
        }
        Undo::Rename { parent, at, key } => {
            let Value::Object(object) = root.pointer_mut(parent.as_str())? else { return None };
            let before = object.keys().nth(at)?.clone();
            rename(object, &before, key);
            Some(Undo::Rename { parent, at, key: before })
        }
    }
}

fn rename(object: &mut Map<String, Value>, before: &str, after: String) {
    if let Some(at) = object.keys().position(|key| key == before)
        && let Some(value) = object.shift_remove(before)
    {
        object.shift_insert(at, after, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn pointer(text: &str) -> Pointer {
        Pointer::try_from(text.to_owned()).unwrap()
    }

    #[test]
    fn every_op_goes_there_and_back() {
        let before = json!({"a": 1, "b": [1, 2, 3], "c": {"d": null}});
        let patch: Patch = serde_json::from_value(json!([
            {"op": "remove", "path": "/a"},
            {"op": "add", "path": "/b/1", "value": 9},
            {"op": "add", "path": "/b/-", "value": 10},
            {"op": "replace", "path": "/c/d", "value": "x"},
            {"op": "move", "from": "/c", "path": "/e"},
            {"op": "move", "from": "/b/0", "path": "/e/f"},
        ]))
        .unwrap();
        let mut document = before.clone();
        let inverse = patch.apply(&mut document).unwrap();
        let after = r#"{"b":[9,2,3,10],"e":{"d":"x","f":1}}"#;
        assert_eq!(document.to_string(), after);
        let forward = inverse.apply(&mut document);
        assert_eq!(document.to_string(), before.to_string());
        let _ = forward.apply(&mut document);
        assert_eq!(document.to_string(), after);
    }

    #[test]
    fn a_failing_patch_leaves_the_document() {
        let mut document = json!({"a": 1, "b": 2});
        let patch = Patch::remove(pointer("/a")).then(Patch::replace(pointer("/x"), 1));
        assert_eq!(patch.apply(&mut document), Err(PatchError::Missing(pointer("/x"))));
        assert_eq!(document.to_string(), r#"{"a":1,"b":2}"#);
    }

    #[test]
    fn a_move_into_itself_is_refused() {
        let mut document = json!({"a": {"b": 1}});
        let patch = Patch(vec![Op::Move { from: pointer("/a"), path: pointer("/a/b") }]);
        assert!(matches!(patch.apply(&mut document), Err(PatchError::IntoItself { .. })));
    }
}
