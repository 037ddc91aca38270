//! What is not a form of fields: the containers of a task definition, and elements whose request is not described.

use leptos::prelude::*;
use serde_json::Value;
use shared::document::Pointer;

use super::outline;
use crate::fields::{Slot, count_badge, messages};
use crate::icon::icon;
use crate::state::{DesignStore, place};

/// The containers, each leading to its own form.
pub(super) fn containers(slot: Slot) -> AnyView {
    let (store, ui) = (slot.store, slot.ui);
    let rows = Memo::new(move |_| {
        slot.read(|value| {
            let items = value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            items.iter().map(image).collect::<Vec<_>>()
        })
    });
    let task = slot.path().split_last().map(|(task, _)| task).unwrap_or_default();
    let row = move |(at, image): (usize, String)| {
        let path = StoredValue::new(slot.path().index(at));
        let name = move || store.with(|document| path.with_value(|path| place::name_of(document, path)));
        let counts =
            Memo::new(move |_| path.with_value(|path| store.findings().with(|findings| findings.counts_in(path))));
        view! {
            <li>
                <button type="button" class="link-row" on:click=move |_| outline::select(ui, path.get_value())>
                    <strong>{name}</strong>
                    <span class="summary">{image}</span>
                    {count_badge(counts)}
                </button>
            </li>
        }
    };
    let id = slot.id();
    view! {
        <div class="field wide" id=id.clone()>
            <ul class="link-rows">{move || rows.get().into_iter().enumerate().map(row).collect_view()}</ul>
            <button
                type="button"
                class="button small add"
                id=id.clone() + "-add"
                on:click=move |_| outline::add_container(store, ui, &task)
            >
                {icon("plus")}
                "Add a container"
            </button>
            {messages(id.clone() + "-messages", slot.shown)}
        </div>
    }
    .into_any()
}

fn image(container: &Value) -> String {
    container.get("image").and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// An element as its JSON.
pub(super) fn plain(element: &Pointer) -> AnyView {
    let store = DesignStore::here();
    let element = element.clone();
    let text = Memo::new(move |_| {
        store
            .with(|document| element.get(document).map(|value| serde_json::to_string_pretty(value).unwrap_or_default()))
    });
    view! {
        <div class="plain">
            <p>"There is no form for this yet. Edit it in the JSON."</p>
            <pre tabindex="0">{text}</pre>
        </div>
    }
    .into_any()
}
