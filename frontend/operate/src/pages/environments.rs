//! The environments: list, create, change, delete.

mod draft;
mod form;
mod policy;
mod row;
mod trust;

use leptos::prelude::*;
use parts::announcer::Announcer;
use parts::api;
use parts::dialog::dialog;
use parts::me::lacks;
use parts::shell::set_title;
use shared::access::Permission;
use shared::environment::Environment;

use parts::frame::frame;
use parts::load::{Load, failed, fetch, waiting};

/// What the parts of this page share.
#[derive(Clone, Copy)]
struct Environments {
    list: RwSignal<Load<Vec<Environment>>>,
    /// Whether the form is open.
    open: RwSignal<bool>,
    /// What the form changes; nothing where it makes a new one.
    edited: RwSignal<Option<Environment>>,
    /// What went wrong last; empty if nothing did.
    problem: RwSignal<String>,
    announcer: Announcer,
}

impl Environments {
    fn reload(self) {
        fetch(self.list, api::environments());
    }

    fn edit(self, environment: Option<Environment>) {
        self.edited.set(environment);
        self.open.set(true);
    }
}

/// `/environments`.
pub(crate) fn page() -> AnyView {
    set_title("Environments");
    let state = Environments {
        list: RwSignal::new(Load::Waiting),
        open: RwSignal::new(false),
        edited: RwSignal::new(None),
        problem: RwSignal::new(String::new()),
        announcer: Announcer::here(),
    };
    state.reload();
    let may_not_make = lacks(|me| me.grants.permit_everywhere(Permission::Manage));
    let content = view! {
        <div class="page wide-page">
            <header class="page-head">
                <h1>"Environments"</h1>
                <Show when=move || !may_not_make.get()>
                    <button type="button" class="button" data-kind="primary" on:click=move |_| state.edit(None)>
                        "New environment\u{2026}"
                    </button>
                </Show>
            </header>
            <p class="lead">
                "An environment is an AWS account and a Region that designs are applied to. What differs between "
                "environments stands in each design, as overrides."
            </p>
            <p class="notice" data-severity="error" role="alert" hidden=move || state.problem.with(String::is_empty)>
                {state.problem}
            </p>
            {move || match state.list.get() {
                Load::Waiting => waiting("Loading the environments\u{2026}"),
                Load::Failed(why) => failed(why, move || state.reload()),
                Load::Ready(all) => table(state, all),
            }}
            {dialog(state.open, "Environment", move || form::form(state))}
        </div>
    };
    frame(Signal::stored(Vec::new()), content.into_any())
}

fn table(state: Environments, all: Vec<Environment>) -> AnyView {
    view! {
        <table class="table environments">
            <thead>
                <tr>
                    <th scope="col">"Name"</th>
                    <th scope="col">"Kind"</th>
                    <th scope="col">"Account"</th>
                    <th scope="col">"Region"</th>
                    <th scope="col">"Role"</th>
                    <th scope="col"><span class="sr-only">"Actions"</span></th>
                </tr>
            </thead>
            <tbody>{all.into_iter().map(|environment| row::row(state, environment)).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
