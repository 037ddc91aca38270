//! The form of a token, and its secret once it is made.

use leptos::prelude::*;
use parts::controls::Labelled;
use parts::time::local_time;
use parts::{api, dom};
use shared::access::{EVERYWHERE, TokenScope};
use shared::api::{MadeToken, MakeToken};
use wasm_bindgen_futures::spawn_local;

use super::Tokens;
use crate::doing::Doing;
use crate::once::once;
use crate::words;

/// For how many days a token may last, as they are offered.
const DAYS: [u32; 4] = [7, 30, 90, 366];

/// What a person chose, as texts of the controls.
#[derive(Clone, Copy)]
struct Draft {
    name: RwSignal<String>,
    scope: RwSignal<String>,
    environment: RwSignal<String>,
    days: RwSignal<String>,
}

impl Draft {
    fn read(self) -> MakeToken {
        let scope = self.scope.get_untracked();
        MakeToken {
            name: self.name.get_untracked().trim().to_owned(),
            scope: TokenScope::ALL
                .into_iter()
                .find(|known| words::scope_word(*known) == scope)
                .unwrap_or(TokenScope::View),
            environment: self.environment.get_untracked(),
            expires_in_days: self.days.get_untracked().parse().unwrap_or(DAYS[0]),
        }
    }
}

pub(super) fn form(state: Tokens) -> AnyView {
    let made = RwSignal::new(None::<MadeToken>);
    let draft = Draft {
        name: RwSignal::new(String::new()),
        scope: RwSignal::new(words::scope_word(TokenScope::Push).to_owned()),
        environment: RwSignal::new(EVERYWHERE.to_owned()),
        days: RwSignal::new("90".to_owned()),
    };
    let environments = RwSignal::new(Vec::new());
    spawn_local(async move {
        // Without their names there is still "everywhere".
        let all = api::environments().await.unwrap_or_default();
        environments.try_set(all.into_iter().map(|environment| environment.name).collect());
    });
    dom::focus_soon(vec!["token-name".to_owned()]);
    (move || match made.get() {
        Some(made) => secret(state, made),
        None => fields(state, draft, environments, made),
    })
    .into_any()
}

fn fields(
    state: Tokens,
    draft: Draft,
    environments: RwSignal<Vec<String>>,
    made: RwSignal<Option<MadeToken>>,
) -> AnyView {
    let doing = Doing::new();
    let problem = RwSignal::new(String::new());
    let none = Signal::stored(String::new());
    let make = move || {
        let wanted = draft.read();
        if wanted.name.is_empty() {
            problem.set("Name what uses it, such as the pipeline.".to_owned());
            dom::focus("token-name");
            return;
        }
        problem.set(String::new());
        doing.ask(async move { api::make_token(&wanted).await }, move |answer| {
            made.set(Some(answer));
            state.reload();
            dom::focus_soon(vec!["token-secret".to_owned()]);
        });
    };
    let scopes = TokenScope::ALL.into_iter().map(|scope| {
        let word = words::scope_word(scope);
        (word.to_owned(), format!("{word}: {}", words::scope_help(scope)))
    });
    let days = DAYS.into_iter().map(|days| (days.to_string(), format!("{days} days")));
    view! {
        <form
            class="sheet-form"
            aria-label="New API token"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                make();
            }
        >
            {Labelled { id: "token-name", label: "Name", help: "What uses it, such as the pipeline.", text: draft.name, problem: problem.into() }
                .line()}
            {Labelled { id: "token-scope", label: "Scope", help: "What it may do, as far as you may.", text: draft.scope, problem: none }
                .select(scopes.collect())}
            {move || {
                let all = [EVERYWHERE.to_owned()].into_iter().chain(environments.get());
                let places = all.map(|name| (name.clone(), words::place(&name))).collect();
                Labelled { id: "token-environment", label: "Environment", help: "Where it may do that.", text: draft.environment, problem: none }
                    .select(places)
            }}
            {Labelled { id: "token-days", label: "Expires in", help: "It can be revoked at any time.", text: draft.days, problem: none }
                .select(days.collect())}
            {doing.notice()}
            <footer class="dialog-foot">
                <button type="button" class="button" data-kind="quiet" on:click=move |_| state.making.set(false)>"Cancel"</button>
                <button type="submit" class="button" data-kind="primary" aria-busy=doing.busy()>"Make the token"</button>
            </footer>
        </form>
    }
    .into_any()
}

fn secret(state: Tokens, made: MadeToken) -> AnyView {
    let MadeToken { token, secret } = made;
    view! {
        <div class="sheet-form">
            <p>
                {format!(
                    "The token \u{201c}{}\u{201d} may {} {}, until {}. Keep it where your pipeline keeps secrets.",
                    token.name,
                    words::scope_word(token.scope),
                    words::place(&token.environment),
                    local_time(token.expires_at),
                )}
            </p>
            {once("token-secret", "API token", secret)}
            <p class="field-help">"Requests present it as " <code>"Authorization: Bearer TOKEN"</code> "."</p>
            <footer class="dialog-foot">
                <button type="button" class="button" data-kind="primary" on:click=move |_| state.making.set(false)>"Done"</button>
            </footer>
        </div>
    }
    .into_any()
}
