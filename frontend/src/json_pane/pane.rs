//! What the pane shows, and how text and design stay the same thing.

use leptos::prelude::*;
use serde_json::Value;
use shared::document::{Parsed, Patch, Pointer, parse};

use super::code_editor::CodeEditor;
use super::{kept, marks, offsets};
use crate::state::{DesignStore, EditorUi};

/// The pane's state. Copy: handles to signals.
#[derive(Clone, Copy)]
pub(super) struct Pane {
    id: StoredValue<String>,
    pub(super) store: DesignStore,
    selected: RwSignal<Pointer>,
    /// Told to the form, which takes no edits while the text can't be read.
    broken: RwSignal<bool>,
    /// The task definition, service or other element that the selection is in.
    pub(super) element: Memo<Option<Pointer>>,
    /// Whether the whole design is shown instead of the element.
    pub(super) whole: RwSignal<bool>,
    /// What the text in the editor is, as far as it can be read.
    shown: StoredValue<Option<Shown>>,
    /// Why the text can't be taken over into the design; the design then keeps its last good state.
    pub(super) problem: RwSignal<Option<Problem>>,
    editor: StoredValue<Option<CodeEditor>, LocalStorage>,
    /// Fires when the editor has been mounted.
    is_mounted: RwSignal<bool>,
    /// Whether the next frame catches up already.
    is_waiting: StoredValue<bool>,
}

/// Why a text can't be taken over.
#[derive(PartialEq)]
pub(super) struct Problem {
    pub(super) message: String,
    /// Where, in UTF-16 units.
    at: u32,
}

/// The text that the editor shows.
struct Shown {
    scope: Pointer,
    text: String,
    /// Nothing where it can't be read.
    parsed: Option<Parsed>,
}

impl Pane {
    pub(super) fn new(id: String, store: DesignStore, ui: EditorUi) -> Self {
        let element = Memo::new(move |_| ui.selected.with(element_of));
        Self {
            id: StoredValue::new(id),
            store,
            selected: ui.selected,
            broken: ui.json_broken,
            element,
            whole: RwSignal::new(false),
            shown: StoredValue::new(None),
            problem: RwSignal::new(None),
            editor: StoredValue::new_local(None),
            is_mounted: RwSignal::new(false),
            is_waiting: StoredValue::new(false),
        }
    }

    /// The place in the design that is shown.
    pub(super) fn scope(self) -> Pointer {
        if self.whole.get() { Pointer::root() } else { self.element.get().unwrap_or_default() }
    }

    pub(super) fn show_whole(self, whole: bool) {
        self.whole.set(whole);
    }

    pub(super) fn mounted(self, editor: CodeEditor) {
        // The page may have been left while the module was loading.
        if self.editor.try_set_value(Some(editor)).is_none() {
            self.is_mounted.set(true);
        }
    }

    pub(super) fn unmount(self) {
        self.editor.try_update_value(Option::take);
    }

    /// Takes what a person typed: into the design if it can be read, else into this browser's keeping.
    pub(super) fn edited(self, text: String) {
        let Some(scope) = self.shown.with_value(|shown| shown.as_ref().map(|shown| shown.scope.clone())) else {
            return;
        };
        let parsed = match parse(&text) {
            Ok(parsed) if parsed.value.is_object() => parsed,
            Ok(_) => return self.keep_broken(scope, text, 0, "Line 1: a JSON object was expected"),
            Err(problems) => {
                let (at, message) = problems.first().map_or((0, String::new()), |first| {
                    (offsets::Utf16::new(&text).of(first.position.offset), first.to_string())
                });
                return self.keep_broken(scope, text, at, &capitalized(&message));
            }
        };
        let patch = Patch::replace(scope.clone(), parsed.value.clone());
        let burst = format!("json {scope}");
        self.shown.set_value(Some(Shown { scope: scope.clone(), text, parsed: Some(parsed) }));
        self.set_problem(None);
        self.id.with_value(|id| kept::forget(id, &scope));
        self.store.apply_in_burst(&patch, &burst);
    }

    fn keep_broken(self, scope: Pointer, text: String, at: u32, message: &str) {
        self.id.with_value(|id| kept::keep(id, &scope, &text));
        self.shown.set_value(Some(Shown { scope, text, parsed: None }));
        let message = format!("{message}. The form keeps the last text that could be read.");
        self.set_problem(Some(Problem { message, at }));
        self.mark();
    }

    fn set_problem(self, problem: Option<Problem>) {
        if self.problem.with_untracked(|known| *known != problem) {
            self.broken.set(problem.is_some());
            self.problem.set(problem);
        }
    }

    /// Drops a text that can't be read, and shows the design again.
    pub(super) fn discard(self) {
        let scope = self.shown.with_value(|shown| shown.as_ref().map(|shown| shown.scope.clone())).unwrap_or_default();
        self.id.with_value(|id| kept::forget(id, &scope));
        self.shown.set_value(None);
        self.set_problem(None);
        self.show_design();
    }

    pub(super) fn go_to_problem(self) {
        let Some(at) = self.problem.with_untracked(|problem| problem.as_ref().map(|problem| problem.at)) else {
            return;
        };
        self.editor.with_value(|editor| {
            if let Some(editor) = editor {
                editor.handle.reveal(at, at);
                editor.handle.focus();
            }
        });
    }

    /// Catches up with the design and its diagnostics after what the form draws: once a frame, however much changed.
    pub(super) fn follow(self) {
        self.scope();
        self.store.revision();
        self.store.findings().track();
        if self.is_mounted.get() && !self.is_waiting.get_value() {
            self.is_waiting.set_value(true);
            request_animation_frame(move || {
                // The page may have been left meanwhile.
                if self.is_waiting.try_update_value(|waiting| *waiting = false).is_some() {
                    self.show_design();
                }
            });
        }
    }

    /// Shows the design as it is now, unless the text already says the same or can't be read.
    fn show_design(self) {
        let scope = untrack(|| self.scope());
        if self.problem.with_untracked(Option::is_some) {
            return;
        }
        let first_time = self.shown.with_value(Option::is_none);
        if first_time && let Some(text) = self.id.with_value(|id| kept::load(id, &scope)) {
            self.put(&text);
            self.shown.set_value(Some(Shown { scope, text: text.clone(), parsed: None }));
            return self.edited(text);
        }
        let text = self.store.with_untracked(|document| {
            let value = scope.get(document)?;
            let same = self.shown.with_value(|shown| {
                shown.as_ref().is_some_and(|shown| {
                    shown.scope == scope && shown.parsed.as_ref().is_some_and(|parsed| equal(&parsed.value, value))
                })
            });
            (!same).then(|| serde_json::to_string_pretty(value).unwrap_or_default())
        });
        if let Some(text) = text {
            let parsed = parse(&text).ok();
            self.put(&text);
            self.shown.set_value(Some(Shown { scope, text, parsed }));
        }
        self.mark();
    }

    fn put(self, text: &str) {
        self.editor.with_value(|editor| {
            if let Some(editor) = editor {
                editor.handle.set_text(text, true);
            }
        });
    }

    /// Underlines what the checks say now.
    fn mark(self) {
        let findings = self.store.findings().get_untracked();
        self.shown.with_value(|shown| {
            let Some(shown) = shown else { return };
            let marks = match &shown.parsed {
                Some(parsed) => marks::of_findings(&shown.text, parsed, &shown.scope, findings.all()),
                None => marks::of_problems(&shown.text),
            };
            self.editor.with_value(|editor| {
                if let Some(editor) = editor {
                    editor.set_marks(&marks);
                }
            });
        });
    }

    /// Selects the element that the cursor is in.
    pub(super) fn cursor_moved(self, units: u32) {
        let place = self.shown.with_value(|shown| {
            let shown = shown.as_ref()?;
            let inner = shown.parsed.as_ref()?.pointer_at(offsets::bytes_at(&shown.text, units));
            Some(shown.scope.join(&inner))
        });
        if let Some(selected) = place.and_then(|place| selectable(&place))
            && self.selected.with_untracked(|now| *now != selected)
        {
            self.selected.set(selected);
        }
    }
}

/// Equal with the members in the same order: what the text shows is what is there.
fn equal(left: &Value, right: &Value) -> bool {
    let (left, right) = (left.to_string(), right.to_string());
    left == right
}

/// The element of the design that a place is in: `/services/web`.
fn element_of(place: &Pointer) -> Option<Pointer> {
    let mut steps = place.steps();
    let (collection, local) = (steps.next()?, steps.next()?);
    Some(Pointer::root().key(&collection).key(&local))
}

/// What the outline can select around a place: an element, or a container of a task definition.
fn selectable(place: &Pointer) -> Option<Pointer> {
    let steps: Vec<String> = place.steps().take(4).collect();
    let element = element_of(place)?;
    match steps.as_slice() {
        [collection, _, list, at] if collection == "taskDefinitions" && list == "containerDefinitions" => {
            at.parse().ok().map(|at| element.key(list).index(at))
        }
        _ => Some(element),
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
