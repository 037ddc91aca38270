//! What only the screen knows: never part of the design, its history or its fingerprint.

use std::collections::{HashMap, HashSet};

use leptos::prelude::*;
use shared::document::Pointer;

use super::place;
use crate::dom;

/// Selection, open sections, touched fields.
#[derive(Clone, Copy)]
pub(crate) struct EditorUi {
    /// The element whose form is shown: `/services/web`, `/taskDefinitions/web/containerDefinitions/0`; the root is
    /// the design itself.
    pub(crate) selected: RwSignal<Pointer>,
    /// Places that a person has been at, or that had diagnostics when the design was opened: theirs are shown.
    touched: RwSignal<HashSet<String>>,
    /// The place being edited: a diagnostic that appears there waits until the field is left.
    focused: RwSignal<Pointer>,
    /// Members shown although absent, because a person asked for them.
    revealed: RwSignal<HashSet<String>>,
    /// Sections and cards that a person opened or closed, by an id of their own.
    open: RwSignal<HashMap<String, bool>>,
    /// Objects and lists that an edit made as parents: they go when they are empty again.
    made: StoredValue<HashSet<String>>,
    /// What a small screen shows.
    pub(crate) tab: RwSignal<Tab>,
    /// The problem that was gone to last, by its place in the list.
    pub(crate) problem: RwSignal<Option<usize>>,
    /// Whether the JSON beside the form can't be read: the form then shows the last good design and takes no edits.
    pub(crate) json_broken: RwSignal<bool>,
}

/// The panes of which a small screen shows one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tab {
    Form,
    Json,
    Problems,
}

impl EditorUi {
    pub(crate) fn new(selected: Pointer) -> Self {
        Self {
            selected: RwSignal::new(selected),
            touched: RwSignal::new(HashSet::new()),
            focused: RwSignal::new(Pointer::root()),
            revealed: RwSignal::new(HashSet::new()),
            open: RwSignal::new(HashMap::new()),
            made: StoredValue::new(HashSet::new()),
            tab: RwSignal::new(Tab::Form),
            problem: RwSignal::new(None),
            json_broken: RwSignal::new(false),
        }
    }

    /// The UI state of the page around.
    pub(crate) fn here() -> Self {
        expect_context()
    }

    /// Notes that a person is at this place.
    pub(crate) fn enter(self, path: Pointer) {
        self.focused.set(path);
    }

    /// Notes that a person has been at this place.
    pub(crate) fn leave(self, path: &Pointer) {
        self.focused.set(Pointer::root());
        self.touch(path);
    }

    pub(crate) fn touch(self, path: &Pointer) {
        if !self.touched.with_untracked(|touched| touched.contains(path.as_str())) {
            self.touched.update(|touched| {
                touched.insert(path.as_str().to_owned());
            });
        }
    }

    /// Notes that these places had diagnostics when the design was opened.
    pub(crate) fn touch_all(self, paths: impl Iterator<Item = String>) {
        self.touched.update(|touched| touched.extend(paths));
    }

    /// Whether a diagnostic at `path` is shown: its place was left or opened with it, or holds something that nobody
    /// is typing just now.
    pub(crate) fn shows(self, path: &Pointer, present: bool) -> bool {
        let typing = self.focused.with(|focused| !focused.is_root() && focused.contains(path));
        self.touched.with(|touched| touched.contains(path.as_str())) || (present && !typing)
    }

    /// Shows an absent member.
    pub(crate) fn reveal(self, path: &Pointer) {
        if !self.revealed.with_untracked(|revealed| revealed.contains(path.as_str())) {
            self.revealed.update(|revealed| {
                revealed.insert(path.as_str().to_owned());
            });
        }
    }

    pub(crate) fn is_revealed(self, path: &Pointer) -> bool {
        self.revealed.with(|revealed| revealed.contains(path.as_str()))
    }

    /// No longer shows a member that is absent.
    pub(crate) fn conceal(self, path: &Pointer) {
        self.revealed.update(|revealed| {
            revealed.remove(path.as_str());
        });
    }

    /// Whether the section or card `id` is open.
    pub(crate) fn is_open(self, id: &str, otherwise: bool) -> bool {
        self.open.with(|open| open.get(id).copied().unwrap_or(otherwise))
    }

    pub(crate) fn set_open(self, id: &str, is_open: bool) {
        if self.open.with_untracked(|open| open.get(id) != Some(&is_open)) {
            self.open.update(|open| {
                open.insert(id.to_owned(), is_open);
            });
        }
    }

    pub(crate) fn note_made(self, parents: &[Pointer]) {
        self.made.update_value(|made| made.extend(parents.iter().map(|path| path.as_str().to_owned())));
    }

    pub(crate) fn made(self, path: &Pointer) -> bool {
        self.made.with_value(|made| made.contains(path.as_str()))
    }

    /// Goes to a problem: shows its place and what is said about it.
    pub(crate) fn go_to_problem(self, path: &Pointer) {
        self.touch(path);
        self.go_to(path);
    }

    /// Shows the element and opens all that hides `path`, then focuses the nearest control.
    pub(crate) fn go_to(self, path: &Pointer) {
        let element = place::element_of(path);
        if let Some(section) = place::section_of(&element, path) {
            self.set_open(&section, true);
        }
        let mut inside = path.clone();
        let mut ids = Vec::new();
        loop {
            ids.push(place::id(&inside));
            if inside == element {
                break;
            }
            self.reveal(&inside);
            self.set_open(inside.as_str(), true);
            match inside.split_last() {
                Some((parent, _)) => inside = parent,
                None => break,
            }
        }
        self.tab.set(Tab::Form);
        self.selected.set(element);
        dom::focus_soon(ids);
    }
}
