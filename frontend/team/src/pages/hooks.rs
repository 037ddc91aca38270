//! Hooks: where news are sent, and what came of that.

mod choice;
mod deliveries;
mod form;
mod kind;
mod row;
mod secret;

use leptos::prelude::*;
use parts::announcer::Announcer;
use parts::api;
use parts::dialog::dialog;
use parts::frame::frame;
use parts::load::{Load, failed, fetch, waiting};
use parts::shell::set_title;
use shared::api::{Delivery, Hook};

/// What the parts of this page share.
#[derive(Clone, Copy)]
struct Hooks {
    list: RwSignal<Load<Vec<Hook>>>,
    making: RwSignal<bool>,
    /// The hook whose deliveries are shown.
    chosen: RwSignal<Option<Hook>>,
    deliveries: RwSignal<Load<Vec<Delivery>>>,
    /// What went wrong last; empty if nothing did.
    problem: RwSignal<String>,
    announcer: Announcer,
}

impl Hooks {
    fn reload(self) {
        fetch(self.list, api::hooks());
    }

    fn choose(self, hook: &Hook) {
        if self.chosen.with_untracked(|chosen| chosen.as_ref().is_none_or(|chosen| chosen.id != hook.id)) {
            self.deliveries.set(Load::Waiting);
        }
        self.chosen.set(Some(hook.clone()));
        self.reload_deliveries();
    }

    fn reload_deliveries(self) {
        if let Some(hook) = self.chosen.get_untracked() {
            fetch(self.deliveries, async move { api::deliveries(&hook.id).await });
        }
    }
}

/// `/hooks`.
pub(crate) fn page() -> AnyView {
    set_title("Hooks");
    let state = Hooks {
        list: RwSignal::new(Load::Waiting),
        making: RwSignal::new(false),
        chosen: RwSignal::new(None),
        deliveries: RwSignal::new(Load::Waiting),
        problem: RwSignal::new(String::new()),
        announcer: Announcer::here(),
    };
    state.reload();
    let loaded = Memo::new(move |_| state.list.with(|list| matches!(list, Load::Ready(_))));
    let content = view! {
        <div class="page wide-page">
            <header class="page-head">
                <h1>"Hooks"</h1>
                <Show when=move || loaded.get()>
                    <button type="button" class="button" data-kind="primary" on:click=move |_| state.making.set(true)>
                        "New hook\u{2026}"
                    </button>
                </Show>
            </header>
            <p class="lead">
                "A hook tells others what happens here: any program by a signed message, a Slack channel, or the commit and "
                "pull request on GitHub that a version came from. Nothing is lost when a receiver is down: it is sent again."
            </p>
            <p class="notice" data-severity="error" role="alert" hidden=move || state.problem.with(String::is_empty)>
                {state.problem}
            </p>
            {move || match state.list.get() {
                Load::Waiting => waiting("Loading the hooks\u{2026}"),
                Load::Failed(why) => failed(why, move || state.reload()),
                Load::Ready(all) if all.is_empty() => view! {
                    <div class="empty">
                        <h2>"No hooks"</h2>
                        <p>"Nobody is told what happens here, except on these pages."</p>
                    </div>
                }
                .into_any(),
                Load::Ready(all) => table(state, all),
            }}
            {move || state.chosen.get().map(|hook| deliveries::deliveries(state, &hook))}
            {dialog(state.making, "New hook", move || form::form(state))}
        </div>
    };
    frame(Signal::stored(Vec::new()), content.into_any())
}

fn table(state: Hooks, all: Vec<Hook>) -> AnyView {
    view! {
        <table class="table hooks">
            <thead>
                <tr>
                    <th scope="col">"Name"</th>
                    <th scope="col">"Kind"</th>
                    <th scope="col">"Where to"</th>
                    <th scope="col">"Tells"</th>
                    <th scope="col"><span class="sr-only">"Actions"</span></th>
                </tr>
            </thead>
            <tbody>{all.into_iter().map(|hook| row::row(state, hook)).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
