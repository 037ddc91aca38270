//! Accepting an invitation.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use parts::address::go;
use parts::controls::Labelled;
use parts::load::Load;
use parts::shell::set_title;
use parts::time::local_time;
use parts::{api, dom, me};
use shared::api::{Invitation, Join, StartOidc};
use wasm_bindgen_futures::spawn_local;

use super::door::{door, says};
use super::sign_in::with_oidc;
use crate::address::take_secret;
use crate::doing::Doing;
use crate::password::{missing, new_password};
use crate::words;

/// `/join#TOKEN`.
pub(crate) fn page() -> AnyView {
    set_title("Join");
    let Some(token) = take_secret() else {
        return door(says(
            "This address has no invitation",
            "What stands behind its # is missing, or was used on this page before. Open the invitation again as you got it."
                .to_owned(),
            ("/sign-in", "Sign in"),
        ));
    };
    let found = RwSignal::new(Load::Waiting);
    let token = StoredValue::new(token);
    spawn_local(async move {
        found.set(api::look_at_invitation(&token.get_value()).await.into());
    });
    let content = move || match found.get() {
        Load::Waiting => view! { <p role="status">"Looking at the invitation\u{2026}"</p> }.into_any(),
        Load::Failed(why) => view! {
            <div role="alert">{says("The invitation can't be used", why, ("/sign-in", "Sign in"))}</div>
        }
        .into_any(),
        Load::Ready(invitation) => form(token, &invitation),
    };
    door(content.into_any())
}

/// What a person typed.
#[derive(Clone, Copy)]
struct Draft {
    name: RwSignal<String>,
    email: RwSignal<String>,
    password: RwSignal<String>,
    /// Whether they tried to send it: from then on what is wrong is said.
    tried: RwSignal<bool>,
}

impl Draft {
    fn problem(self, id: &str) -> String {
        match id {
            "name" if self.name.with(|name| name.trim().is_empty()) => "Say how others know you.".to_owned(),
            "email" if self.email.with(|email| !email.trim().contains('@')) => {
                "An e-mail address has an \u{201c}@\u{201d}.".to_owned()
            }
            "password" => self.password.with(|password| missing(password)).unwrap_or_default(),
            _ => String::new(),
        }
    }

    /// What is wrong with a field, once it was tried to send it.
    fn shown(self, id: &'static str) -> Signal<String> {
        Signal::derive(move || if self.tried.get() { self.problem(id) } else { String::new() })
    }
}

fn form(token: StoredValue<String>, invitation: &Invitation) -> AnyView {
    let text = || RwSignal::new(String::new());
    let draft = Draft { name: text(), email: text(), password: text(), tried: RwSignal::new(false) };
    let doing = Doing::new();
    dom::focus_soon(vec!["name".to_owned()]);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        draft.tried.set(true);
        let wrong = ["name", "email", "password"].into_iter().find(|id| untrack(|| !draft.problem(id).is_empty()));
        if let Some(id) = wrong {
            dom::focus(id);
            return;
        }
        let with = Join {
            token: token.get_value(),
            name: draft.name.get_untracked().trim().to_owned(),
            email: draft.email.get_untracked().trim().to_owned(),
            password: draft.password.get_untracked(),
        };
        doing.ask(async move { api::join(&with).await }, |_| go("/"));
    };
    let me = me::me();
    let other = me.clone();
    let signed_in = move || {
        let name = other.get().filter(|me| me.accounts).and_then(|me| me.person).map(|person| person.name);
        name.map(|name| view! {
            <p class="notice" data-severity="warning">{format!("You are signed in as {name}. Joining makes another account.")}</p>
        })
    };
    let oidc = move || {
        let how = StartOidc { invitation: Some(token.get_value()), then: None };
        me.get().and_then(|me| me.oidc).map(|issuer| with_oidc(format!("Join with {issuer}"), how))
    };
    let Invitation { note, grants, by, expires_at, .. } = invitation;
    let note = Some(note)
        .filter(|note| !note.is_empty())
        .map(|note| view! { <p class="field-help">{format!("For: {note}")}</p> });
    view! {
        <h1>"Join Bayplan"</h1>
        <p>
            <strong>{by.name.clone()}</strong>
            " invites you as "
            <strong>{words::grants(grants)}</strong>
            "."
        </p>
        {note}
        <p class="field-help">{format!("The invitation works once, until {}.", local_time(*expires_at))}</p>
        {signed_in}
        <form aria-label="Join" class="door-form" on:submit=submit novalidate>
            {Labelled { id: "name", label: "Your name", help: "Others see it beside what you do.", text: draft.name, problem: draft.shown("name") }
                .typed("text", "name")}
            {Labelled { id: "email", label: "E-mail", help: "You sign in with it.", text: draft.email, problem: draft.shown("email") }
                .typed("email", "username")}
            {new_password("password", "Password", draft.password, draft.shown("password"))}
            {doing.notice()}
            <button type="submit" class="button" data-kind="primary" aria-busy=doing.busy()>"Join"</button>
        </form>
        {oidc}
    }
    .into_any()
}
