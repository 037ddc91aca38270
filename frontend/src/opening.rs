//! Opening what a person has: pasted text, a file chosen or dropped.

mod add;
mod recognized;

use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use serde_json::Value;
use shared::import::to_design;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DragEvent, File};

use crate::api;
use crate::state::Checks;
pub(crate) use add::patch_adding;
use recognized::{Recognized, recognize};

/// Where the opened thing goes.
#[derive(Clone, Copy)]
pub(crate) enum Target {
    /// A design of its own.
    NewDesign,
    /// The elements of a design that is open; the callback takes a design with them.
    Add(Callback<Value>),
}

/// Takes a text, says what it is, and opens it. Nothing leaves the browser before the button is pressed.
///
/// `done` is set to false when it is done.
pub(crate) fn open_panel(target: Target, done: RwSignal<bool>) -> AnyView {
    let text = RwSignal::new(String::new());
    let problem = RwSignal::new(String::new());
    let checks = Checks::here();
    let recognized = Memo::new(move |_| text.with(|text| recognize(text, checks)));
    let navigate = StoredValue::new_local(use_navigate());
    let area = NodeRef::<html::Textarea>::new();
    area.on_load(|area| {
        let _ = area.focus();
    });
    let read = move |file: File| {
        spawn_local(async move {
            match JsFuture::from(file.text()).await {
                Ok(content) => {
                    problem.set(String::new());
                    text.set(content.as_string().unwrap_or_default());
                }
                Err(_) => {
                    problem.set(format!("{} could not be read. Choose it again, or paste its text.", file.name()));
                }
            }
        });
    };
    let create = move |_| {
        let Some(found) = recognized.get_untracked().usable() else { return };
        let design = to_design(&found.document, found.kind).design;
        match target {
            Target::Add(add) => {
                add.run(design);
                done.set(false);
            }
            Target::NewDesign => spawn_local(async move {
                match api::create_design(&design).await {
                    Ok(meta) => {
                        done.set(false);
                        navigate.with_value(|go| go(&format!("/designs/{}", meta.id), NavigateOptions::default()));
                    }
                    Err(error) => problem.set(error.to_string()),
                }
            }),
        }
    };
    let verb = match target {
        Target::NewDesign => "Open as a new design",
        Target::Add(_) => "Add to this design",
    };
    view! {
        <div
            class="open-panel"
            on:dragover=|event: DragEvent| event.prevent_default()
            on:drop=move |event: DragEvent| {
                event.prevent_default();
                if let Some(file) = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0)) {
                    read(file);
                }
            }
        >
            <label class="open-label" for="open-text">
                "Paste a task definition, a service or a design: request input, or what aws ecs describe-task-definition and describe-services print."
            </label>
            <textarea
                id="open-text"
                class="input open-text"
                rows="12"
                spellcheck="false"
                node_ref=area
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
            ></textarea>
            <label class="open-file">
                "Or choose a file (or drop it here): "
                <input
                    type="file"
                    accept=".json,application/json"
                    on:change=move |event| {
                        let input: web_sys::HtmlInputElement = event_target(&event);
                        if let Some(file) = input.files().and_then(|files| files.get(0)) {
                            read(file);
                        }
                    }
                />
            </label>
            <div class="open-verdict" role="status">
                {move || recognized.with(Recognized::view)}
            </div>
            <p class="notice" data-severity="error" role="alert" hidden=move || problem.with(String::is_empty)>
                {move || problem.get()}
            </p>
            <footer class="dialog-foot">
                <button type="button" class="button" data-kind="quiet" on:click=move |_| done.set(false)>"Cancel"</button>
                <button
                    type="button"
                    class="button"
                    data-kind="primary"
                    disabled=move || recognized.with(|found| !found.is_usable())
                    on:click=create
                >
                    {verb}
                </button>
            </footer>
        </div>
    }
    .into_any()
}
