//! The keys that work everywhere in the editor.

use leptos::prelude::*;
use leptos::{ev, leptos_dom::helpers::window_event_listener};
use web_sys::KeyboardEvent;

use super::plan::Planner;
use super::problems;
use crate::state::{DesignStore, EditorUi};

/// Undo and redo of the whole design, inside fields too, the way through the problems, and the plan.
pub(super) fn listen(store: DesignStore, ui: EditorUi, planner: Planner) {
    let handle = window_event_listener(ev::keydown, move |event| key(store, ui, planner, &event));
    on_cleanup(move || handle.remove());
}

fn key(store: DesignStore, ui: EditorUi, planner: Planner, event: &KeyboardEvent) {
    let command = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
    match (event.key().as_str(), command, event.shift_key()) {
        ("z" | "Z", true, false) => store.undo(),
        ("z" | "Z", true, true) | ("y" | "Y", true, false) => store.redo(),
        ("Enter", true, false) => planner.plan(),
        ("F8", false, backwards) => problems::step(store, ui, backwards),
        _ => return,
    }
    event.prevent_default();
}
