//! The editor of one design: outline, form, and the JSON beside them.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::api::DesignCopy;
use shared::document::Pointer;
use wasm_bindgen_futures::spawn_local;

use crate::api;
use crate::saving;
use crate::shell::{set_title, shell};
use crate::state::{DesignStore, EditorUi};

/// What the page has of its design.
#[derive(Clone)]
enum Load {
    Waiting,
    Failed(String),
    Ready(Box<DesignCopy>),
}

pub(crate) fn page() -> impl IntoView {
    let params = use_params_map();
    move || editor_of(params.with(|params| params.get("id").unwrap_or_default()))
}

fn editor_of(id: String) -> AnyView {
    let load = RwSignal::new(Load::Waiting);
    let wanted = id.clone();
    spawn_local(async move {
        let found = api::design(&wanted).await;
        load.try_set(match found {
            Ok(copy) => Load::Ready(Box::new(copy)),
            Err(error) => Load::Failed(error.to_string()),
        });
    });
    (move || match load.get() {
        Load::Waiting => shell(().into_any(), view! { <p class="loading">"Opening the design…"</p> }.into_any()),
        Load::Failed(error) => failed(error),
        Load::Ready(copy) => ready(&copy),
    })
    .into_any()
}

fn failed(error: String) -> AnyView {
    set_title("Not opened");
    let content = view! {
        <div class="message-page">
            <h1>"The design can't be opened"</h1>
            <p>{error}</p>
            <p>
                <a class="button" href="/designs">"All designs"</a>
            </p>
        </div>
    };
    shell(().into_any(), content.into_any())
}

fn ready(copy: &DesignCopy) -> AnyView {
    let draft = saving::recover(copy);
    let store = DesignStore::new(draft.document.clone());
    let touched = store
        .findings()
        .with_untracked(|findings| findings.all().iter().map(|found| found.path.as_str().to_owned()).collect());
    let ui = EditorUi::new(Pointer::root(), touched);
    provide_context(store);
    provide_context(ui);
    let bar = view! { <span class="grow"></span>{saving::save_state(&copy.meta, &draft)} }.into_any();
    let content = view! {
        <div class="editor">
            <nav class="outline" aria-label="Outline"></nav>
            <section class="form" aria-label="Form"></section>
            <aside class="side" aria-label="JSON and problems">{crate::json_pane::json_pane(copy.meta.id.clone())}</aside>
        </div>
    };
    shell(bar, content.into_any())
}
