//! The editor of one design: outline, form, and the JSON and the problems beside them.

mod add_field;
mod bar;
mod element;
mod form;
mod head;
mod keys;
mod outline;
mod plan;
mod problems;
mod section;
mod start;

use js_sys::decode_uri_component;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::api::DesignCopy;
use shared::document::Pointer;
use wasm_bindgen_futures::spawn_local;

use crate::api;
use crate::fields::FieldHelp;
use crate::json_pane::json_pane;
use crate::saving;
use crate::shell::{set_title, shell};
use crate::state::{Checks, DesignStore, EditorUi, Tab, place};

/// What the page has of its design.
#[derive(Clone)]
enum Load {
    Waiting,
    Failed(String),
    Ready(Box<DesignCopy>),
}

pub(crate) fn page() -> impl IntoView {
    provide_context(FieldHelp::new());
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    move || editor_of(&id.get())
}

fn editor_of(id: &str) -> AnyView {
    let load = RwSignal::new(Load::Waiting);
    let wanted = id.to_owned();
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
                <a class="button" href="/designs">
                    "All designs"
                </a>
            </p>
        </div>
    };
    shell(().into_any(), content.into_any())
}

fn ready(copy: &DesignCopy) -> AnyView {
    let draft = saving::recover(copy);
    let first = outline::first_element(&draft.document);
    let store = DesignStore::new(draft.document.clone());
    let ui = EditorUi::new(first);
    show_first_findings(store, ui);
    provide_context(store);
    provide_context(ui);
    let saver = saving::saver(&copy.meta, &draft);
    let plan = plan::Planner::new(saver, ui);
    keys::listen(store, ui, plan);
    go_where_the_address_says(store, ui);
    let content = view! {
        <div class="editor" data-tab=move || tab_word(ui.tab.get())>
            {tabs(store, ui)}
            {outline::outline()}
            // The form's own heading can't be reached while the JSON is broken, or where another pane stands alone.
            <h1 class="sr-only" hidden=move || !ui.json_broken.get() && ui.tab.get() == Tab::Form>"JSON and problems"</h1>
            <div class="form" id="form" inert=move || ui.json_broken.get()>
                <Show when=move || saver.only_looks.get()>
                    <p class="notice" data-severity="warning">
                        "You can look at this design; what you change here is not saved. Ask an owner for the role of editor."
                    </p>
                </Show>
                {form::form()}
            </div>
            <aside class="side" aria-label="JSON and problems">
                <div class="side-json">{json_pane(copy.meta.id.clone())}</div>
                {problems::problems()}
            </aside>
        </div>
    };
    shell(bar::bar(saving::save_state(saver), plan), content.into_any())
}

/// Shows the diagnostics that the design was opened with, which are known when the checks have been loaded.
fn show_first_findings(store: DesignStore, ui: EditorUi) {
    let checks = Checks::here();
    Effect::new(move |shown: Option<bool>| {
        if shown == Some(true) || !checks.ready() {
            return shown.unwrap_or(false);
        }
        let paths: Vec<_> = store
            .findings()
            .with_untracked(|findings| findings.all().iter().map(|found| found.path.as_str().to_owned()).collect());
        ui.touch_all(paths.into_iter());
        true
    });
}

/// Goes to the place behind the address's `#`, where it is one of the design.
fn go_where_the_address_says(store: DesignStore, ui: EditorUi) {
    let hash = window().location().hash().unwrap_or_default();
    let wanted = hash.strip_prefix('#').and_then(|path| decode_uri_component(path).ok());
    let Some(path) = wanted.and_then(|path| Pointer::try_from(String::from(path)).ok()) else { return };
    let element = place::element_of(&path);
    if !element.is_root() && store.with_untracked(|document| element.get(document).is_some()) {
        ui.go_to_problem(&path);
    }
}

fn tab_word(tab: Tab) -> &'static str {
    match tab {
        Tab::Form => "form",
        Tab::Json => "json",
        Tab::Problems => "problems",
    }
}

/// The switch between the panes on a small screen.
fn tabs(store: DesignStore, ui: EditorUi) -> AnyView {
    let problems = move || {
        let all = store.findings().with(|findings| findings.all().len());
        if all == 0 { "Problems".to_owned() } else { format!("Problems ({all})") }
    };
    let tab = move |tab: Tab, word: AnyView| {
        view! {
            <button
                type="button"
                class="tab"
                aria-pressed=move || (ui.tab.get() == tab).to_string()
                on:click=move |_| ui.tab.set(tab)
            >
                {word}
            </button>
        }
    };
    view! {
        <div class="tabs" role="group" aria-label="What is shown">
            {tab(Tab::Form, "Form".into_any())}
            {tab(Tab::Json, "JSON".into_any())}
            {tab(Tab::Problems, problems.into_any())}
        </div>
    }
    .into_any()
}
