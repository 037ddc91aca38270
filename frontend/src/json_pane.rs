//! The selected element, or the whole design, as JSON beside the form: always current, and editable.

mod code_editor;
mod export;
mod kept;
mod marks;
mod offsets;
mod pane;

use leptos::html;
use leptos::prelude::*;
use shared::document::Pointer;
use wasm_bindgen_futures::spawn_local;

use crate::state::{DesignStore, EditorUi};
use code_editor::CodeEditor;
use pane::Pane;

/// The pane's content, for the design `id`.
pub(crate) fn json_pane(id: String) -> AnyView {
    let pane = Pane::new(id, DesignStore::here(), EditorUi::here());
    let host = NodeRef::<html::Div>::new();
    let failure = RwSignal::new(String::new());
    host.on_load(move |host| {
        spawn_local(async move {
            let editor =
                CodeEditor::mount(&host, "JSON", move |text| pane.edited(text), move |at| pane.cursor_moved(at)).await;
            match editor {
                Ok(editor) => pane.mounted(editor),
                Err(_) => {
                    // The page may have been left before the module came.
                    failure
                        .try_set("The code editor could not be loaded. Reload the page to edit the JSON.".to_owned());
                }
            }
        });
    });
    Effect::new(move || pane.follow());
    on_cleanup(move || pane.unmount());
    view! {
        <div class="json-head">
            {scope_choice(pane)}
            <span class="grow"></span>
            {export::buttons(pane)}
        </div>
        <p class="notice" data-severity="error" role="alert" hidden=move || pane.problem.with(Option::is_none)>
            <span>{move || pane.problem.with(|problem| problem.as_ref().map(|problem| problem.message.clone()))}</span>
            <button type="button" class="button" on:click=move |_| pane.go_to_problem()>"Go to error"</button>
            <button type="button" class="button" on:click=move |_| pane.discard()>"Discard this text"</button>
        </p>
        <div class="json-editor" node_ref=host></div>
        <p class="notice" data-severity="error" role="alert" hidden=move || failure.with(String::is_empty)>{failure}</p>
    }
    .into_any()
}

/// Chooses between the selected element and the whole design.
fn scope_choice(pane: Pane) -> AnyView {
    let label = move || match pane.element.get() {
        Some(element) => element_label(&element),
        None => "Nothing selected".to_owned(),
    };
    view! {
        <div class="segments" role="group" aria-label="What is shown as JSON">
            <button
                type="button"
                class="segment"
                aria-pressed=move || (!pane.whole.get()).to_string()
                disabled=move || pane.element.with(Option::is_none)
                on:click=move |_| pane.show_whole(false)
            >
                {label}
            </button>
            <button
                type="button"
                class="segment"
                aria-pressed=move || pane.whole.get().to_string()
                on:click=move |_| pane.show_whole(true)
            >
                "Whole design"
            </button>
        </div>
    }
    .into_any()
}

/// An element's local name, as `/services/web` gives it.
fn element_label(element: &Pointer) -> String {
    element.split_last().map(|(_, local)| local).unwrap_or_default()
}
