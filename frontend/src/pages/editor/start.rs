//! The design itself: what it has, and what can be added.

use leptos::prelude::*;

use super::outline;
use crate::icon::icon;
use crate::state::{DesignStore, EditorUi};

pub(super) fn start() -> AnyView {
    let (store, ui) = (DesignStore::here(), EditorUi::here());
    let empty = Memo::new(move |_| store.with(|document| outline::first_element(document).is_root()));
    let heading = move || if empty.get() { "This design is empty" } else { "Choose what to edit" };
    let add = move |collection: &'static str, word: &'static str| {
        view! {
            <button type="button" class="button" on:click=move |_| outline::add_element(store, ui, collection)>
                {icon("plus")}
                {word}
            </button>
        }
    };
    view! {
        <div class="start">
            <h1 id="element-title" tabindex="-1">
                {heading}
            </h1>
            <p>
                "A design holds task definitions, the services that run them, and what stands around them. "
                "Add one, choose one in the outline, or paste JSON."
            </p>
            <p class="buttons">
                {add("taskDefinitions", "Add a task definition")} {add("services", "Add a service")}
            </p>
        </div>
    }
    .into_any()
}
