//! The only writer of a design: every change goes through it and can be undone.

use serde_json::Value;

use crate::document::{Inverse, Patch, PatchError};

/// A design being edited, with the way back and forth.
#[derive(Clone, Debug)]
pub struct Editor {
    document: Value,
    undo: Vec<Entry>,
    redo: Vec<Entry>,
    /// What the last change belonged to, so that typing in one field is one step.
    burst: Option<String>,
    revision: u64,
}

/// The changes that one undo takes back, in the order in which they were made.
type Entry = Vec<Inverse>;

/// How many steps can be undone.
const MOST_STEPS: usize = 1000;

impl Editor {
    pub fn new(document: Value) -> Self {
        Self { document, undo: Vec::new(), redo: Vec::new(), burst: None, revision: 0 }
    }

    pub fn document(&self) -> &Value {
        &self.document
    }

    /// Counts every change, undone or not: equal numbers mean equal documents.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Makes a change as a step of its own.
    pub fn apply(&mut self, patch: &Patch) -> Result<(), PatchError> {
        self.change(patch, None)
    }

    /// Makes a change that joins the step before if that was of the same `burst`: the letters typed into one field.
    pub fn apply_in_burst(&mut self, patch: &Patch, burst: &str) -> Result<(), PatchError> {
        self.change(patch, Some(burst))
    }

    /// Ends a burst: the next change is a step of its own.
    pub fn end_burst(&mut self) {
        self.burst = None;
    }

    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Takes the last step back; false if there is none.
    pub fn undo(&mut self) -> bool {
        let Some(entry) = self.undo.pop() else { return false };
        let back = self.replay(entry);
        self.redo.push(back);
        true
    }

    /// Makes the last undone step again; false if there is none.
    pub fn redo(&mut self) -> bool {
        let Some(entry) = self.redo.pop() else { return false };
        let back = self.replay(entry);
        self.undo.push(back);
        true
    }

    fn change(&mut self, patch: &Patch, burst: Option<&str>) -> Result<(), PatchError> {
        let inverse = patch.apply(&mut self.document)?;
        self.revision += 1;
        self.redo.clear();
        let joins = burst.is_some() && self.burst.as_deref() == burst;
        match self.undo.last_mut() {
            Some(entry) if joins => entry.push(inverse),
            Some(_) | None => self.undo.push(vec![inverse]),
        }
        if self.undo.len() > MOST_STEPS {
            self.undo.remove(0);
        }
        self.burst = burst.map(str::to_owned);
        Ok(())
    }

    fn replay(&mut self, entry: Entry) -> Entry {
        self.burst = None;
        self.revision += 1;
        entry.into_iter().rev().map(|inverse| inverse.apply(&mut self.document)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Pointer;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn typing_is_one_step() {
        let mut editor = Editor::new(json!({"a": ""}));
        let path = Pointer::root().key("a");
        for text in ["x", "xy", "xyz"] {
            editor.apply_in_burst(&Patch::replace(path.clone(), text), "/a").unwrap();
        }
        editor.apply_in_burst(&Patch::add(Pointer::root().key("b"), 1), "/b").unwrap();
        assert!(editor.undo());
        assert!(editor.undo());
        assert_eq!(editor.document().to_string(), r#"{"a":""}"#);
        assert!(!editor.undo());
        assert!(editor.redo());
        assert_eq!(editor.document().to_string(), r#"{"a":"xyz"}"#);
    }

    fn every_place(value: &Value, at: &Pointer, places: &mut Vec<Pointer>) {
        places.push(at.clone());
        match value {
            Value::Object(members) => members.iter().for_each(|(key, value)| every_place(value, &at.key(key), places)),
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(index, value)| every_place(value, &at.index(index), places));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    proptest! {
        #[test]
        fn undo_gives_the_same_bytes(edits in prop::collection::vec((any::<prop::sample::Index>(), 0u8..5), 1..40)) {
            let before = json!({"family": "web", "volumes": [], "containerDefinitions": [
                {"name": "app", "image": "nginx", "environment": [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}]},
                {"name": "log", "dockerLabels": {"x": "1", "y": "2"}, "essential": false},
            ]});
            let mut editor = Editor::new(before.clone());
            let mut states = vec![before.to_string()];
            for (index, kind) in edits {
                let mut places = Vec::new();
                every_place(editor.document(), &Pointer::root(), &mut places);
                let place = index.get(&places).clone();
                let patch = match kind {
                    0 => Patch::remove(place),
                    1 => Patch::replace(place, json!({"new": [1, null]})),
                    2 => Patch::add(place.key("added"), "text"),
                    3 => Patch::add(place.key("-"), 7),
                    _ => Patch(vec![crate::document::Op::Move { path: place.key("moved"), from: place }]),
                };
                if editor.apply(&patch).is_ok() {
                    states.push(editor.document().to_string());
                }
            }
            let last = states.last().unwrap().clone();
            for state in states.iter().rev().skip(1) {
                prop_assert!(editor.undo());
                prop_assert_eq!(&editor.document().to_string(), state);
            }
            prop_assert!(!editor.undo());
            while editor.redo() {}
            prop_assert_eq!(editor.document().to_string(), last);
        }
    }
}
