//! API tokens: what programs present in a person's stead.

mod form;
mod row;

use leptos::prelude::*;
use parts::announcer::Announcer;
use parts::dialog::dialog;
use parts::frame::frame;
use parts::load::{Load, failed, fetch, waiting};
use parts::shell::set_title;
use parts::{api, me};
use shared::api::Token;

use super::no_accounts::no_accounts;

/// What the parts of this page share.
#[derive(Clone, Copy)]
struct Tokens {
    list: RwSignal<Load<Vec<Token>>>,
    making: RwSignal<bool>,
    /// What went wrong last; empty if nothing did.
    problem: RwSignal<String>,
    announcer: Announcer,
}

impl Tokens {
    fn reload(self) {
        fetch(self.list, api::tokens());
    }
}

/// `/tokens`.
pub(crate) fn page() -> AnyView {
    set_title("Tokens");
    let state = Tokens {
        list: RwSignal::new(Load::Waiting),
        making: RwSignal::new(false),
        problem: RwSignal::new(String::new()),
        announcer: Announcer::here(),
    };
    let me = me::me();
    let accounts = Memo::new(move |_| me.with(|me| me.as_ref().map(|me| me.accounts)));
    Effect::new(move |_| {
        if accounts.get() == Some(true) {
            state.reload();
        }
    });
    let content = view! {
        <div class="page wide-page">
            <header class="page-head">
                <h1>"API tokens"</h1>
                <Show when=move || accounts.get() == Some(true)>
                    <button type="button" class="button" data-kind="primary" on:click=move |_| state.making.set(true)>
                        "New token\u{2026}"
                    </button>
                </Show>
            </header>
            <p class="notice" data-severity="error" role="alert" hidden=move || state.problem.with(String::is_empty)>
                {state.problem}
            </p>
            {move || match accounts.get() {
                None => waiting("Loading the tokens\u{2026}"),
                Some(false) => no_accounts(),
                Some(true) => list(state),
            }}
            {dialog(state.making, "New API token", move || form::form(state))}
        </div>
    };
    frame(Signal::stored(Vec::new()), content.into_any())
}

fn list(state: Tokens) -> AnyView {
    view! {
        <p class="lead">
            "A program with a token does what the token's scope says, as long as its owner may do it, too. "
            "No token approves anything or manages people."
        </p>
        {move || match state.list.get() {
            Load::Waiting => waiting("Loading the tokens\u{2026}"),
            Load::Failed(why) => failed(why, move || state.reload()),
            Load::Ready(all) if all.is_empty() => view! {
                <div class="empty">
                    <h2>"No tokens"</h2>
                    <p>"Make one for a pipeline that pushes designs, waits for reviews or applies what is approved."</p>
                </div>
            }
            .into_any(),
            Load::Ready(all) => table(state, all),
        }}
    }
    .into_any()
}

fn table(state: Tokens, all: Vec<Token>) -> AnyView {
    view! {
        <table class="table tokens">
            <thead>
                <tr>
                    <th scope="col">"Name"</th>
                    <th scope="col">"May"</th>
                    <th scope="col">"Whose"</th>
                    <th scope="col">"Last used"</th>
                    <th scope="col">"Expires"</th>
                    <th scope="col"><span class="sr-only">"Actions"</span></th>
                </tr>
            </thead>
            <tbody>{all.into_iter().map(|token| row::row(state, token)).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
