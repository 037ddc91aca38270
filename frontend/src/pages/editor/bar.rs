//! What stands in the top bar of the editor.

use leptos::prelude::*;
use serde_json::Value;
use shared::document::Pointer;

use super::plan::{self, Planner};
use crate::dialog::dialog;
use crate::fields::icon_button;
use crate::opening::{Target, open_panel, patch_adding};
use crate::shell::set_title;
use crate::state::{DesignStore, edit};

/// The bar; `save_state` says whether the design is saved.
pub(super) fn bar(save_state: AnyView, planner: Planner) -> AnyView {
    let store = DesignStore::here();
    let name = Memo::new(move |_| {
        store.with(|document| document.get("name").and_then(Value::as_str).unwrap_or_default().to_owned())
    });
    Effect::new(move |_| set_title(&name.get()));
    let rename = move |text: String| {
        let patch = store.with_untracked(|document| edit::set(document, &Pointer::root().key("name"), text.into()).0);
        store.apply_in_burst(&patch, "/name");
    };
    let undo = view! {
        <span class="bar-buttons">
            {dimmed(Signal::derive(move || !store.can_undo()), icon_button("undo", "Undo (Ctrl+Z)".into(), move || store.undo()))}
            {dimmed(
                Signal::derive(move || !store.can_redo()),
                icon_button("redo", "Redo (Ctrl+Shift+Z)".into(), move || store.redo()),
            )}
        </span>
    };
    let adding = RwSignal::new(false);
    let add = Callback::new(move |design: Value| {
        let patch = store.with_untracked(|document| patch_adding(document, &design));
        store.apply(&patch);
    });
    view! {
        <input
            class="input design-name"
            aria-label="Name of the design"
            placeholder="Name of the design"
            autocomplete="off"
            spellcheck="false"
            prop:value=name
            on:input=move |event| rename(event_target_value(&event))
            on:focusout=move |_| store.end_burst()
        />
        {save_state}
        <span class="grow"></span>
        {undo}
        <button type="button" class="button" on:click=move |_| adding.set(true)>
            {crate::icon::icon("plus")}
            <span class="bar-word">"Add JSON"</span>
        </button>
        {dialog(adding, "Add JSON to this design", move || open_panel(Target::Add(add), adding))}
        <a class="button bar-designs" href="/designs">
            {crate::icon::icon("list")}
            <span class="bar-word">"Designs"</span>
        </a>
        {plan::buttons(planner)}
    }
    .into_any()
}

/// A button that would do nothing now stays where it is, and says so when pressed.
fn dimmed(when: Signal<bool>, button: AnyView) -> AnyView {
    view! { <span class="dimmable" data-dimmed=move || when.get().to_string()>{button}</span> }.into_any()
}
