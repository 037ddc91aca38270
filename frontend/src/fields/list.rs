//! A list of texts or numbers: one row each, in an order that can be changed.

use leptos::prelude::*;
use serde_json::Value;
use shared::document::Patch;
use shared::model::Shape;

use super::{Slot, control as item_control, icon_button, messages, text};
use crate::dom;
use crate::icon::icon;
use crate::state::{edit, place};

pub(super) fn control(slot: Slot, item: Shape) -> AnyView {
    let len = slot.len();
    let id = slot.id();
    let add = move || {
        slot.append(vec![Value::from("")]);
        dom::focus_soon(vec![place::id(&slot.path().index(len.get_untracked().saturating_sub(1)))]);
    };
    view! {
        <div
            class="list"
            role="group"
            id=id.clone()
            aria-labelledby=id.clone() + "-label"
            aria-describedby=slot.messages_id()
        >
            <For each=move || 0..len.get() key=|at| *at children=move |at| row(slot, item, at, len) />
            <button type="button" class="button small add" id=id.clone() + "-add" on:click=move |_| add()>
                {icon("plus")}
                "Add"
            </button>
        </div>
    }
    .into_any()
}

fn row(slot: Slot, item: Shape, at: usize, len: Memo<usize>) -> AnyView {
    let inner = slot.item(at, item);
    let label = inner.cell_label().unwrap_or_default();
    let move_to = move |to: usize| {
        slot.store.apply(&edit::reorder(&slot.path(), at, to));
        dom::focus_soon(vec![place::id(&slot.path().index(to))]);
    };
    let up = (at > 0).then(|| icon_button("up", format!("Move {label} up"), move || move_to(at - 1)));
    let down_label = format!("Move {label} down");
    let down = move || (at + 1 < len.get()).then(|| icon_button("down", down_label.clone(), move || move_to(at + 1)));
    view! {
        <div
            class="list-row"
            on:focusout=move |_| slot.ui.touch(&inner.path())
            on:paste:capture=move |event| {
                if let Some(text) = text::pasted(&event).filter(|text| text.trim_end().contains('\n')) {
                    event.prevent_default();
                    split(slot, at, &text);
                }
            }
        >
            {item_control(inner)}
            <span class="row-actions">
                {up} {down} {icon_button("close", format!("Remove {label}"), move || remove(slot, at))}
            </span>
            {messages(inner.messages_id(), inner.shown)}
        </div>
    }
    .into_any()
}

/// Pasted lines become items: the first in this place, the others after it.
fn split(slot: Slot, at: usize, pasted: &str) {
    let list = slot.path();
    let mut patch = Patch::default();
    for (offset, line) in pasted.trim_end().lines().enumerate() {
        let op =
            if offset == 0 { Patch::replace(list.index(at), line) } else { Patch::add(list.index(at + offset), line) };
        patch = patch.then(op);
    }
    slot.store.apply(&patch);
}

/// Removes an item; focus goes to the one that takes its place, or the one before, or the button that adds.
pub(super) fn remove(slot: Slot, at: usize) {
    let list = slot.path();
    let patch =
        slot.store.with_untracked(|document| edit::remove(document, &list.index(at), |parent| slot.ui.made(parent)));
    if let Some(patch) = patch {
        slot.store.apply(&patch);
    }
    let mut ids = vec![place::id(&list.index(at))];
    ids.extend(at.checked_sub(1).map(|before| place::id(&list.index(before))));
    ids.push(slot.id() + "-add");
    dom::focus_soon(ids);
}
