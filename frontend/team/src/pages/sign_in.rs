//! Signing in, with a password or with OpenID Connect.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use parts::address::{go, query};
use parts::controls::Labelled;
use parts::shell::set_title;
use parts::{api, dom, me};
use shared::api::{Me, SignIn, SignInProblem, StartOidc};

use super::door::{door, says};
use crate::address::then;
use crate::doing::Doing;
use crate::words;

/// What the page is for whoever looks at it.
#[derive(Clone, PartialEq, Eq)]
enum Door {
    Closed,
    /// Signed in already, under this name.
    Open(String),
    NoAccounts,
}

/// `/sign-in`.
pub(crate) fn page() -> AnyView {
    set_title("Sign in");
    let me = me::me();
    // The form is there before the server has answered, and stays as it is then.
    let known = me.clone();
    let state = Memo::new(move |_| match known.get() {
        Some(Me { accounts: false, .. }) => Door::NoAccounts,
        Some(Me { person: Some(person), .. }) => Door::Open(person.name),
        Some(Me { accounts: true, person: None, .. }) | None => Door::Closed,
    });
    let oidc = Memo::new(move |_| me.get().and_then(|me| me.oidc));
    let content = move || match state.get() {
        Door::Closed => form(oidc),
        Door::Open(name) => view! {
            <h1>"You are signed in"</h1>
            <p>{format!("You are signed in as {name}. Where another tab waits for that, go back to it.")}</p>
            <p>
                <a class="button" data-kind="primary" href=then() rel="external">"Go on"</a>
            </p>
        }
        .into_any(),
        Door::NoAccounts => says(
            "Nobody signs in here",
            "Only this machine reaches this server, so there are no accounts: whoever sits at it is the owner."
                .to_owned(),
            ("/designs", "All designs"),
        ),
    };
    door(content.into_any())
}

fn form(oidc: Memo<Option<String>>) -> AnyView {
    let doing = Doing::new();
    let (email, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let nothing = Signal::stored(String::new());
    dom::focus_soon(vec!["email".to_owned()]);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let with = SignIn { email: email.get_untracked().trim().to_owned(), password: password.get_untracked() };
        let missing =
            [("email", &with.email), ("password", &with.password)].into_iter().find(|(_, text)| text.is_empty());
        if let Some((id, _)) = missing {
            doing.problem.set("Type your e-mail address and your password.".to_owned());
            dom::focus(id);
            return;
        }
        doing.ask_or(
            async move { api::sign_in(&with).await },
            |()| go(&then()),
            || dom::focus_soon(vec!["password".to_owned()]),
        );
    };
    let line = |id, label, text| Labelled { id, label, help: "", text, problem: nothing };
    view! {
        <h1>"Sign in to Bayplan"</h1>
        {problem()}
        <form aria-label="Sign in" class="door-form" on:submit=submit novalidate>
            {line("email", "E-mail", email).typed("email", "username")}
            {line("password", "Password", password).typed("password", "current-password")}
            {doing.notice()}
            <button type="submit" class="button" data-kind="primary" aria-busy=doing.busy()>"Sign in"</button>
        </form>
        {move || oidc.get().map(|issuer| with_oidc(format!("Sign in with {issuer}"), StartOidc { invitation: None, then: Some(then()) }))}
        <p class="field-help">"No account? An owner of this server can invite you."</p>
    }
    .into_any()
}

/// Why the way over a provider ended here.
fn problem() -> Option<AnyView> {
    let problem = query("problem").and_then(|code| SignInProblem::read(&code))?;
    let words = words::sign_in_problem(problem);
    Some(view! { <p class="notice" data-severity="error" role="alert">{words}</p> }.into_any())
}

/// The button that goes to the provider.
pub(super) fn with_oidc(words: String, how: StartOidc) -> AnyView {
    let doing = Doing::new();
    let start = move |_| {
        let how = how.clone();
        doing.ask(async move { api::start_oidc(&how).await }, |to| go(&to.address));
    };
    view! {
        <p class="or" aria-hidden="true">"or"</p>
        {doing.notice()}
        <button type="button" class="button" aria-busy=doing.busy() on:click=start>{words}</button>
    }
    .into_any()
}
