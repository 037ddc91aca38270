//! Why something failed, and what to do next.

use leptos::prelude::*;
use shared::event::{Cause, Outcome, State};

use super::state::Run;

/// What a failed run says of itself, above the steps.
pub(super) fn ending(run: Run) -> AnyView {
    let failed = run.progress.with(|progress| match &progress.state {
        State::Ended(Outcome::Failed { cause }) => Some(cause.clone()),
        State::Ended(Outcome::Done | Outcome::RolledBack | Outcome::Cancelled) | State::Queued | State::Running => None,
    });
    let Some(cause) = failed else { return ().into_any() };
    // A step that failed tells all of it.
    let first = run.progress.with(|progress| progress.steps.iter().position(|step| step.cause.is_some()));
    let content = match first.and_then(|at| Some((at + 1, run.steps().into_iter().nth(at)?))) {
        Some((number, step)) => view! {
            <p class="why-failed">
                <strong>{format!("Step {} failed: {}:{} for {}.", number, step.service, step.action, step.element)}</strong>
                " "
                <a href=format!("#step-{number}")>"Why, and what to do next"</a>
            </p>
        }
        .into_any(),
        None => details(&cause),
    };
    view! { <section class="remark-box" data-severity="error" aria-label="Why it failed">{content}</section> }
        .into_any()
}

/// All that is known of a cause.
pub(super) fn details(cause: &Cause) -> AnyView {
    let row = |word: &'static str, value: Option<String>| {
        value.map(|value| view! { <div><dt>{word}</dt><dd>{value}</dd></div> })
    };
    let log = (!cause.log_lines.is_empty()).then(|| {
        view! {
            <p class="quiet-text">"The last lines that it logged"</p>
            <pre class="code" tabindex="0" role="group" aria-label="Log lines">{cause.log_lines.join("\n")}</pre>
        }
    });
    view! {
        <div class="cause">
            <p><strong>{cause.summary.clone()}</strong></p>
            <p>{cause.next.clone()}</p>
            <dl class="pairs">
                {row("Code", Some(cause.code.clone()))}
                {row("Container", cause.container.clone())}
                {row("Exit code", cause.exit_code.map(|code| code.to_string()))}
                {row("Stopped because", cause.stopped_reason.clone())}
                {row("Request id", cause.request_id.clone())}
            </dl>
            {log}
        </div>
    }
    .into_any()
}
