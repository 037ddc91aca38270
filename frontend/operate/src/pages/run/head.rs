//! What stands above a run: its state, where it runs, and what can be done.

use leptos::prelude::*;
use parts::api;
use parts::icon::icon;
use parts::time::{local_time, span};
use shared::access::PersonRef;
use shared::event::{Outcome, State};
use wasm_bindgen_futures::spawn_local;

use super::state::Run;
use super::{approval, rollback};
use parts::controls::badge;
use parts::frame::named;
use parts::words::{account_words, environment_badge};

pub(super) fn head(run: Run, title: &str) -> AnyView {
    let facts = run.copy.with_value(|copy| {
        let design = view! { <a href=format!("/designs/{}", copy.meta.design_id)>{named(&copy.design_name)}</a> };
        let plan = format!(
            "/designs/{}/plan?environment={}&version={}&plan={}",
            copy.meta.design_id, copy.meta.environment, copy.meta.version, copy.meta.plan_id
        );
        view! {
            <p class="facts">
                {environment_badge(copy.environment_at.kind)}
                <span>{account_words(&copy.environment_at)}</span>
                <span>{design}" v"{copy.meta.version}</span>
                <a href=plan>"Plan"</a>
                <span>{started(copy.meta.by.as_ref(), copy.meta.created_at)}</span>
                {approval::fact(run)}
            </p>
        }
    });
    let elapsed = move || {
        let (from, to) = run.progress.with(|progress| (progress.started_at, progress.ended_at));
        from.map(|from| span(to.unwrap_or_else(|| run.now.get()) - from)).unwrap_or_default()
    };
    view! {
        <header class="page-head run-head">
            <div>
                <h1 id="run-title">{title.to_owned()}</h1>
                <p class="run-state">
                    {move || state_badge(run)}
                    <span class="elapsed" title="Time since it was taken up">{elapsed}</span>
                </p>
            </div>
            <div class="toolbar">
                {move || cancel(run)}
                {move || rollback::link(run)}
            </div>
        </header>
        {facts}
    }
    .into_any()
}

/// By whom and when; nobody is told in records from before there were people.
fn started(by: Option<&PersonRef>, at: i64) -> String {
    match by {
        Some(person) => format!("Started by {} {}", person.name, local_time(at)),
        None => format!("Started {}", local_time(at)),
    }
}

fn state_badge(run: Run) -> AnyView {
    let (state, cancelling) = run.progress.with(|progress| (progress.state.clone(), progress.cancel_requested));
    let (tone, mark, words) = match state {
        State::Queued => ("info", "clock", "Queued"),
        State::Running if cancelling => ("warn", "busy", "Cancelling"),
        State::Running => ("info", "busy", "Running"),
        State::Ended(Outcome::Done) => ("ok", "ok", "Done"),
        State::Ended(Outcome::RolledBack) => ("ok", "undo", "Rolled back"),
        State::Ended(Outcome::Cancelled) => ("warn", "stop", "Cancelled"),
        State::Ended(Outcome::Failed { .. }) => ("error", "error", "Failed"),
    };
    badge(tone, mark, words.to_owned())
}

/// "Cancel", as long as there is something to cancel.
fn cancel(run: Run) -> AnyView {
    let requested = run.progress.with(|progress| progress.cancel_requested);
    if run.ended() || requested {
        return ().into_any();
    }
    let cancel = move |_| {
        let id = run.copy.with_value(|copy| copy.meta.id.clone());
        spawn_local(async move {
            let answer = api::cancel_apply(&id).await;
            run.problem.set(answer.err().map(|error| error.to_string()).unwrap_or_default());
        });
    };
    view! {
        <button type="button" class="button" data-kind="danger" on:click=cancel>
            {icon("stop")}
            "Cancel"
        </button>
    }
    .into_any()
}
