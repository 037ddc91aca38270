//! A place of the design where one control reads and writes.

use leptos::prelude::*;
use serde_json::Value;
use shared::check::{Diagnostic, Severity};
use shared::document::{Patch, Pointer};
use shared::model::{Member, Shape, StructureShape};

use crate::state::{DesignStore, EditorUi, edit, place};

/// What a control needs: its place, what AWS's model says of it, and the way to the design.
#[derive(Clone, Copy)]
pub(crate) struct Slot {
    pub(crate) store: DesignStore,
    pub(crate) ui: EditorUi,
    pub(crate) owner: &'static StructureShape,
    pub(crate) member: &'static Member,
    /// The member's shape, or that of its items.
    pub(crate) shape: Shape,
    /// Whether it stands in a table or list, whose row shows label and messages.
    pub(crate) cell: bool,
    /// The diagnostics to show here.
    pub(crate) shown: Memo<Vec<Diagnostic>>,
    path: StoredValue<Pointer>,
}

impl Slot {
    /// The member `member` of the structure `owner` at `parent`.
    pub(crate) fn member(owner: &'static StructureShape, member: &'static Member, parent: &Pointer) -> Self {
        Self::new(owner, member, member.shape, parent.key(member.name), false)
    }

    /// The same in a table's row.
    pub(crate) fn cell(owner: &'static StructureShape, member: &'static Member, parent: &Pointer) -> Self {
        Self::new(owner, member, member.shape, parent.key(member.name), true)
    }

    /// An item of the list here.
    pub(crate) fn item(self, index: usize, shape: Shape) -> Self {
        Self::new(self.owner, self.member, shape, self.path().index(index), true)
    }

    fn new(owner: &'static StructureShape, member: &'static Member, shape: Shape, path: Pointer, cell: bool) -> Self {
        let (store, ui, path) = (DesignStore::here(), EditorUi::here(), StoredValue::new(path));
        let shown = Memo::new(move |_| path.with_value(|path| shown(store, ui, path, inside_is_here(&shape))));
        Self { store, ui, owner, member, shape, cell, shown, path }
    }

    /// Where it is; the root once its control is gone, whose last event may still come in.
    pub(crate) fn path(self) -> Pointer {
        self.path.try_get_value().unwrap_or_default()
    }

    /// The id of the control, or of the group of controls.
    pub(crate) fn id(self) -> String {
        self.path.with_value(place::id)
    }

    /// The id of the element with the messages about this place: a cell's are those of its row.
    pub(crate) fn messages_id(self) -> String {
        let of = self.path.with_value(|path| match path.split_last() {
            Some((row, last)) if self.cell && last == self.member.name => place::id(&row),
            Some(_) | None => place::id(path),
        });
        of + "-messages"
    }

    /// Reads the value here; fires when the document changes.
    pub(crate) fn read<T>(self, read: impl FnOnce(Option<&Value>) -> T) -> T {
        self.path.with_value(|path| self.store.with(|document| read(path.get(document))))
    }

    pub(crate) fn read_untracked<T>(self, read: impl FnOnce(Option<&Value>) -> T) -> T {
        self.path.with_value(|path| self.store.with_untracked(|document| read(path.get(document))))
    }

    /// Whether there is anything here.
    pub(crate) fn present(self) -> Memo<bool> {
        Memo::new(move |_| self.read(|value| value.is_some()))
    }

    /// The value here, if it is none with parts.
    pub(crate) fn scalar(self) -> Memo<Option<Value>> {
        Memo::new(move |_| self.read(|value| value.filter(|value| !value.is_array() && !value.is_object()).cloned()))
    }

    /// The value here as a text control shows it.
    pub(crate) fn text(self) -> Memo<String> {
        Memo::new(move |_| self.read(scalar_text))
    }

    /// How many items or members the value here has.
    pub(crate) fn len(self) -> Memo<usize> {
        Memo::new(move |_| {
            self.read(|value| match value {
                Some(Value::Array(items)) => items.len(),
                Some(Value::Object(members)) => members.len(),
                Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) | None => 0,
            })
        })
    }

    /// Whether the value here has a JSON type that the control of this shape can't show.
    pub(crate) fn misfit(self) -> Memo<bool> {
        Memo::new(move |_| {
            self.read(|value| match (value, self.shape) {
                (None | Some(Value::Null), _) | (_, Shape::Document) => false,
                (
                    Some(value),
                    Shape::Text { .. }
                    | Shape::Integer { .. }
                    | Shape::Double { .. }
                    | Shape::Boolean
                    | Shape::Choice(_),
                ) => value.is_array() || value.is_object(),
                (
                    Some(value),
                    Shape::Texts { .. } | Shape::Choices(_) | Shape::Integers { .. } | Shape::Rows { .. },
                ) => !value.is_array(),
                (Some(value), Shape::One(_) | Shape::TextMap) => !value.is_object(),
            })
        })
    }

    /// `true` for `aria-invalid` where an error is shown.
    pub(crate) fn invalid(self) -> Option<&'static str> {
        let is_error = |found: &Diagnostic| found.severity == Severity::Error;
        self.shown.with(|shown| shown.iter().any(is_error)).then_some("true")
    }

    /// The label of a control in a table or list, where no visible label belongs to it alone.
    pub(crate) fn cell_label(self) -> Option<String> {
        self.cell.then(|| match self.path.with_value(Pointer::split_last) {
            Some((_, last)) if last != self.member.name => {
                let number = last.parse::<usize>().map_or(0, |at| at + 1);
                format!("{} {number}", self.member.label)
            }
            Some((row, _)) => {
                let number = row.split_last().and_then(|(_, at)| at.parse::<usize>().ok()).map_or(0, |at| at + 1);
                format!("{}, row {number}", self.member.label)
            }
            None => self.member.label.to_owned(),
        })
    }

    /// What stands in an empty text control.
    pub(crate) fn placeholder(self) -> String {
        match (self.member.default, self.member.example) {
            (Some(default), _) => format!("Default: {default}"),
            (None, Some(example)) => format!("e.g. {example}"),
            (None, None) => String::new(),
        }
    }

    /// Writes a value as a step of its own.
    pub(crate) fn set(self, value: Value) {
        let (patch, made) = self.patch(value);
        self.ui.note_made(&made);
        self.store.apply(&patch);
    }

    /// Writes a value while a person types it.
    pub(crate) fn set_typed(self, value: Value) {
        let (patch, made) = self.patch(value);
        self.ui.note_made(&made);
        self.path.with_value(|path| self.store.apply_in_burst(&patch, path.as_str()));
    }

    /// Writes a typed text; an empty one removes a member and empties an item.
    pub(crate) fn set_typed_text(self, text: String) {
        let is_item = self.path.with_value(|path| path.split_last().is_some_and(|(_, last)| last != self.member.name));
        if text.is_empty() && !is_item {
            self.remove_typed();
        } else {
            self.set_typed(Value::String(text));
        }
    }

    /// Removes what is here while a person types.
    pub(crate) fn remove_typed(self) {
        if let Some(patch) = self.removal() {
            self.path.with_value(|path| self.store.apply_in_burst(&patch, path.as_str()));
        }
    }

    /// Removes what is here as a step of its own.
    pub(crate) fn remove(self) {
        if let Some(patch) = self.removal() {
            self.store.apply(&patch);
        }
    }

    /// Adds items to the end of the list here.
    pub(crate) fn append(self, items: Vec<Value>) {
        if self.read_untracked(|value| value.is_some_and(Value::is_array)) {
            let end = self.path().key("-");
            let patch =
                items.into_iter().fold(Patch::default(), |patch, item| patch.then(Patch::add(end.clone(), item)));
            self.store.apply(&patch);
        } else {
            let path = self.path();
            self.set(Value::Array(items));
            self.ui.note_made(&[path]);
        }
    }

    fn patch(self, value: Value) -> (Patch, Vec<Pointer>) {
        self.path.with_value(|path| self.store.with_untracked(|document| edit::set(document, path, value)))
    }

    fn removal(self) -> Option<Patch> {
        let ours = |parent: &Pointer| self.ui.made(parent);
        self.path.with_value(|path| self.store.with_untracked(|document| edit::remove(document, path, ours)))
    }
}

/// Whether this place shows what is said about anything inside it, because its parts show nothing themselves.
fn inside_is_here(shape: &Shape) -> bool {
    match shape {
        Shape::Choices(_)
        | Shape::Document
        | Shape::Text { .. }
        | Shape::Integer { .. }
        | Shape::Double { .. }
        | Shape::Boolean
        | Shape::Choice(_) => true,
        Shape::Texts { .. } | Shape::Integers { .. } | Shape::One(_) | Shape::Rows { .. } | Shape::TextMap => false,
    }
}

/// The diagnostics to show about `path`, or about all that is inside it.
pub(crate) fn shown(store: DesignStore, ui: EditorUi, path: &Pointer, inside: bool) -> Vec<Diagnostic> {
    store.findings().with(|findings| {
        let found: Vec<&Diagnostic> =
            if inside { findings.inside(path).collect() } else { findings.at(path).collect() };
        let set = |path: &Pointer| store.exists(path);
        found.into_iter().filter(|found| ui.shows(&found.path, set(&found.path))).cloned().collect()
    })
}

/// A value without parts as a text control shows it.
pub(super) fn scalar_text(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(flag)) => flag.to_string(),
        Some(Value::Null | Value::Array(_) | Value::Object(_)) | None => String::new(),
    }
}
