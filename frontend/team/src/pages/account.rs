//! One's own account.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use parts::address::go;
use parts::announcer::Announcer;
use parts::controls::Labelled;
use parts::frame::frame;
use parts::load::waiting;
use parts::shell::set_title;
use parts::{api, dom, me};
use shared::api::{ChangePassword, Me};

use super::no_accounts::no_accounts;
use crate::doing::Doing;
use crate::password::{missing, new_password};
use crate::words;

/// `/account`.
pub(crate) fn page() -> AnyView {
    set_title("Account");
    let me = me::me();
    let content = view! {
        <div class="page">
            <header class="page-head">
                <h1>"Account"</h1>
            </header>
            {move || match me.get() {
                None => waiting("Loading your account\u{2026}"),
                Some(me) if !me.accounts => no_accounts(),
                Some(me) => account(&me),
            }}
        </div>
    };
    frame(Signal::stored(Vec::new()), content.into_any())
}

fn account(me: &Me) -> AnyView {
    let Some(person) = &me.person else {
        // Nobody is signed in: a page of its own is for that.
        go(&parts::session::sign_in_address());
        return ().into_any();
    };
    let leaving = Doing::new();
    let leave = move |_| leaving.ask(async { api::sign_out().await }, |()| go("/sign-in"));
    let roles = me.grants.0.iter().map(|grant| view! { <li class="tag">{words::grant(grant)}</li> }).collect_view();
    view! {
        <dl class="pairs account">
            <div>
                <dt>"Name"</dt>
                <dd>{person.name.clone()}</dd>
            </div>
            <div>
                <dt>"Roles"</dt>
                <dd>
                    {if me.grants.0.is_empty() {
                        "None: ask an owner for one.".into_any()
                    } else {
                        view! { <ul class="grants">{roles}</ul> }.into_any()
                    }}
                </dd>
            </div>
        </dl>
        {leaving.notice()}
        <p class="toolbar">
            <a class="button" href="/tokens">"API tokens"</a>
            <button type="button" class="button" aria-busy=leaving.busy() on:click=leave>"Sign out"</button>
        </p>
        <section class="block" aria-labelledby="password-title">
            <h2 id="password-title">"Change the password"</h2>
            {password()}
        </section>
    }
    .into_any()
}

fn password() -> AnyView {
    let announcer = Announcer::here();
    let doing = Doing::new();
    let (current, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (tried, done) = (RwSignal::new(false), RwSignal::new(false));
    let problem =
        Signal::derive(
            move || if tried.get() { new.with(|new| missing(new)).unwrap_or_default() } else { String::new() },
        );
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        done.set(false);
        if new.with_untracked(|new| missing(new).is_some()) {
            dom::focus("new-password");
            return;
        }
        let to = ChangePassword { current: current.get_untracked(), new: new.get_untracked() };
        let changed = move |()| {
            current.set(String::new());
            new.set(String::new());
            tried.set(false);
            done.set(true);
            announcer.say("Password changed");
        };
        doing.ask_or(async move { api::change_password(&to).await }, changed, || {
            dom::focus_soon(vec!["current-password".to_owned()]);
        });
    };
    let current_line = Labelled {
        id: "current-password",
        label: "Current password",
        help: "",
        text: current,
        problem: Signal::stored(String::new()),
    };
    view! {
        <form aria-label="Change the password" class="narrow-form" on:submit=submit novalidate>
            {current_line.typed("password", "current-password")}
            {new_password("new-password", "New password", new, problem)}
            {doing.notice()}
            <p class="notice" hidden=move || !done.get()>"The password is changed. Wherever else you were signed in, you are signed out."</p>
            <button type="submit" class="button" data-kind="primary" aria-busy=doing.busy()>"Change the password"</button>
        </form>
    }
    .into_any()
}
