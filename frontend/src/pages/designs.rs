//! The list of designs: open, rename, duplicate, delete, and ways to start a new one.

mod row;

use leptos::prelude::*;

use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use parts::me::only_looks;
use serde_json::json;
use shared::api::DesignMeta;
use wasm_bindgen_futures::spawn_local;

use crate::api::{self, ApiError};
use crate::dialog::dialog;
use crate::opening::{Target, open_panel};
use crate::shell::{environments_link, set_title, shell};
use row::design_row;

/// What is known of the list.
#[derive(Clone)]
enum Listing {
    Loading,
    Ready(Vec<DesignMeta>),
    Failed(String),
}

/// What the rows and buttons of this page share.
#[derive(Clone, Copy)]
pub(super) struct ListState {
    listing: RwSignal<Listing>,
    /// What went wrong last; empty if nothing did.
    problem: RwSignal<String>,
}

impl ListState {
    fn new() -> Self {
        Self { listing: RwSignal::new(Listing::Loading), problem: RwSignal::new(String::new()) }
    }

    pub(super) fn reload(self) {
        spawn_local(async move {
            let listing = match api::designs().await {
                Ok(designs) => Listing::Ready(designs),
                Err(error) => Listing::Failed(error.to_string()),
            };
            self.listing.set(listing);
        });
    }

    /// Shows what came of a change, and the list as it is now.
    pub(super) fn after<T>(self, outcome: Result<T, ApiError>) {
        self.problem.set(outcome.err().map(|error| error.to_string()).unwrap_or_default());
        self.reload();
    }

    fn failed(self, error: &ApiError) {
        self.problem.set(error.to_string());
    }
}

/// `/designs`.
pub(crate) fn page() -> impl IntoView {
    set_title("Designs");
    let state = ListState::new();
    state.reload();
    let opening = RwSignal::new(false);
    let looks = only_looks();
    let content = view! {
        <div class="page">
            <header class="page-head">
                <h1>"Designs"</h1>
                <Show when=move || !looks.get()>{new_buttons(state, opening)}</Show>
            </header>
            <p class="notice" data-severity="error" role="alert" hidden=move || state.problem.with(String::is_empty)>
                {move || state.problem.get()}
            </p>
            {move || match state.listing.get() {
                Listing::Loading => view! { <p class="empty" role="status">"Loading the designs\u{2026}"</p> }.into_any(),
                Listing::Failed(why) => view! {
                    <div class="empty" role="alert">
                        <p>{why}</p>
                        <button type="button" class="button" on:click=move |_| state.reload()>"Try again"</button>
                    </div>
                }.into_any(),
                Listing::Ready(designs) if designs.is_empty() => view! {
                    <div class="empty">
                        <h2>"No designs yet"</h2>
                        <p>"Open a task definition or a service that you have, or start from the sample."</p>
                    </div>
                }.into_any(),
                Listing::Ready(designs) => design_table(state, designs),
            }}
            {dialog(opening, "Open JSON", move || open_panel(Target::NewDesign, opening))}
        </div>
    };
    let bar = view! {
        <span class="grow"></span>
        {environments_link()}
    };
    shell(bar.into_any(), content.into_any())
}

fn design_table(state: ListState, designs: Vec<DesignMeta>) -> AnyView {
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">"Name"</th>
                    <th scope="col">"Last change"</th>
                    <th scope="col"><span class="sr-only">"Actions"</span></th>
                </tr>
            </thead>
            <tbody>
                {designs.into_iter().map(|design| design_row(state, design)).collect_view()}
            </tbody>
        </table>
    }
    .into_any()
}

fn new_buttons(state: ListState, opening: RwSignal<bool>) -> AnyView {
    let navigate = StoredValue::new_local(use_navigate());
    let create = move |sample: bool| {
        spawn_local(async move {
            let document = if sample { api::sample().await } else { Ok(json!({"name": "New design"})) };
            let created = match document {
                Ok(document) => api::create_design(&document).await,
                Err(error) => Err(error),
            };
            match created {
                Ok(design) => {
                    navigate.with_value(|go| go(&format!("/designs/{}", design.id), NavigateOptions::default()));
                }
                Err(error) => state.failed(&error),
            }
        });
    };
    view! {
        <div class="toolbar">
            <button type="button" class="button" data-kind="primary" on:click=move |_| opening.set(true)>"Open JSON\u{2026}"</button>
            <button type="button" class="button" on:click=move |_| create(false)>"New design"</button>
            <button type="button" class="button" on:click=move |_| create(true)>"New from sample"</button>
        </div>
    }
    .into_any()
}
