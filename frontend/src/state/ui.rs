//! What only the screen knows: never part of the design, its history or its fingerprint.

use std::collections::{HashMap, HashSet};

use leptos::prelude::*;
use shared::document::Pointer;

/// Selection, open sections, touched fields.
#[derive(Clone, Copy)]
pub(crate) struct EditorUi {
    /// The element whose form is shown: `/services/web`, `/taskDefinitions/web/containerDefinitions/0`; the root is
    /// the design itself.
    pub(crate) selected: RwSignal<Pointer>,
    /// Places that a person has been at, or that had diagnostics when the design was opened: theirs are shown.
    pub(crate) touched: RwSignal<HashSet<String>>,
    /// Members shown although absent, because a person asked for them.
    pub(crate) revealed: RwSignal<HashSet<String>>,
    /// Sections and cards that a person opened or closed, by an id of their own.
    pub(crate) open: RwSignal<HashMap<String, bool>>,
    /// Whether the JSON beside the form can't be read: the form then shows the last good design and takes no edits.
    pub(crate) json_broken: RwSignal<bool>,
}

impl EditorUi {
    pub(crate) fn new(selected: Pointer, touched: HashSet<String>) -> Self {
        Self {
            selected: RwSignal::new(selected),
            touched: RwSignal::new(touched),
            revealed: RwSignal::new(HashSet::new()),
            open: RwSignal::new(HashMap::new()),
            json_broken: RwSignal::new(false),
        }
    }

    /// The UI state of the page around.
    pub(crate) fn here() -> Self {
        expect_context()
    }

    /// Notes that a person has been at this place.
    pub(crate) fn touch(self, path: &Pointer) {
        if !self.touched.with_untracked(|touched| touched.contains(path.as_str())) {
            self.touched.update(|touched| {
                touched.insert(path.as_str().to_owned());
            });
        }
    }

    /// Shows an absent member.
    pub(crate) fn reveal(self, path: &Pointer) {
        self.revealed.update(|revealed| {
            revealed.insert(path.as_str().to_owned());
        });
    }

    /// Whether the section or card `id` is open.
    pub(crate) fn is_open(self, id: &str, otherwise: bool) -> bool {
        self.open.with(|open| open.get(id).copied().unwrap_or(otherwise))
    }

    pub(crate) fn set_open(self, id: &str, is_open: bool) {
        self.open.update(|open| {
            open.insert(id.to_owned(), is_open);
        });
    }
}
