//! Asks others to review a version for an environment.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use parts::announcer::Announcer;
use parts::api;
use parts::icon::icon;
use parts::me::only_looks;
use parts::storage::last_environment;
use shared::api::{ApplyKind, OpenReview, PlanCopy};
use shared::environment::{Environment, EnvironmentKind};
use wasm_bindgen_futures::spawn_local;

use parts::address::go;
use parts::controls::Labelled;

/// The button that opens a review of what a plan is about, and goes there. `problem` takes what went wrong.
pub(crate) fn ask_now(copy: &PlanCopy, problem: RwSignal<String>, primary: bool) -> AnyView {
    let design = copy.design_id.clone();
    let wanted = OpenReview {
        environment: copy.environment.name.clone(),
        version: Some(copy.version),
        kind: copy.kind,
        title: String::new(),
    };
    let wanted = StoredValue::new((design, wanted));
    let busy = RwSignal::new(false);
    let announcer = Announcer::here();
    let ask = move |_| {
        let (design, wanted) = wanted.get_value();
        open(announcer, design, wanted, busy, problem);
    };
    let looks = only_looks();
    view! {
        <button
            type="button"
            class="button"
            hidden=looks
            data-kind=primary.then_some("primary")
            aria-busy=move || busy.get().to_string()
            on:click=ask
        >
            {icon("eye")}
            {move || if busy.get() { "Opening a review\u{2026}" } else { "Ask for review" }}
        </button>
    }
    .into_any()
}

/// The form that asks for a review of a design's version in an environment to choose.
pub(crate) fn form(design: StoredValue<String>, version: i64, open_dialog: RwSignal<bool>) -> AnyView {
    let environments = RwSignal::new(Vec::<Environment>::new());
    let environment = RwSignal::new(String::new());
    let title = RwSignal::new(String::new());
    let problem = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let announcer = Announcer::here();
    spawn_local(async move {
        match api::environments().await {
            Ok(all) => {
                environment.set(likely(&all));
                environments.set(all);
            }
            Err(error) => problem.set(error.to_string()),
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let wanted = OpenReview {
            environment: environment.get_untracked(),
            version: Some(version),
            kind: ApplyKind::Apply,
            title: title.with_untracked(|title| title.trim().to_owned()),
        };
        open(announcer, design.get_value(), wanted, busy, problem);
    };
    let none = Signal::stored(String::new());
    let choice = move || {
        let options = environments.get().into_iter().map(|environment| {
            let protected = environment.kind == EnvironmentKind::Protected;
            let words = if protected { format!("{} (protected)", environment.name) } else { environment.name.clone() };
            (environment.name, words)
        });
        let labelled =
            Labelled { id: "ask-environment", label: "Environment", help: "", text: environment, problem: none };
        labelled.select(options.collect())
    };
    let line = Labelled {
        id: "ask-title",
        label: "Title",
        help: "What it is about, for others. It may be empty.",
        text: title,
        problem: none,
    };
    view! {
        <form class="stack" on:submit=submit>
            <p>{format!("A review of version {version}: what it changes, the exact calls, comments and approvals.")}</p>
            {choice}
            {line.line()}
            <p class="notice" data-severity="error" role="alert" hidden=move || problem.with(String::is_empty)>{problem}</p>
            <footer class="dialog-foot">
                <button type="button" class="button" data-kind="quiet" on:click=move |_| open_dialog.set(false)>"Close"</button>
                <button type="submit" class="button" data-kind="primary" aria-busy=move || busy.get().to_string()>
                    {move || if busy.get() { "Opening a review\u{2026}" } else { "Open the review" }}
                </button>
            </footer>
        </form>
    }
    .into_any()
}

/// The environment that was used last where it is protected, else the first that is, else the first.
fn likely(all: &[Environment]) -> String {
    let last = last_environment();
    let protected = || all.iter().filter(|environment| environment.kind == EnvironmentKind::Protected);
    let used = protected().find(|environment| Some(&environment.name) == last.as_ref());
    let found = used.or_else(|| protected().next()).or_else(|| all.first());
    found.map(|environment| environment.name.clone()).unwrap_or_default()
}

fn open(announcer: Announcer, design: String, wanted: OpenReview, busy: RwSignal<bool>, problem: RwSignal<String>) {
    if busy.get_untracked() {
        return;
    }
    busy.set(true);
    problem.set(String::new());
    spawn_local(async move {
        match api::open_review(&design, &wanted).await {
            Ok(review) => go(&format!("/reviews/{}", review.id)),
            Err(error) => {
                busy.set(false);
                let words = match error {
                    api::ApiError::NotPlanned(why) => format!("{} {}", why.cause.summary, why.cause.next),
                    api::ApiError::Unreachable
                    | api::ApiError::Conflict(_)
                    | api::ApiError::Refused { .. }
                    | api::ApiError::Garbled => error.to_string(),
                };
                announcer.fail(words.clone());
                problem.set(words);
            }
        }
    });
}
