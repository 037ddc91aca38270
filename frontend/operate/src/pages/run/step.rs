//! One call of a run.

use leptos::prelude::*;
use parts::icon::icon;
use parts::time::{clock, span};
use shared::event::{StepProgress, StepState};
use shared::plan::Step;

use super::cause;
use super::state::Run;

pub(super) fn row(run: Run, number: usize, step: Step) -> AnyView {
    let id = step.id.clone();
    let progress = run.step(step.id.clone());
    let step_id = StoredValue::new(id);
    let state = Memo::new(move |_| progress.with(|progress| progress.as_ref().map_or(StepState::Pending, |p| p.state)));
    let shown_state = move || {
        let (tone, mark, word) = words(state.get());
        view! { <span class="tag" data-tone=tone>{icon(mark)}{word}</span> }
    };
    let attempt = move || progress.with(|progress| progress.as_ref().map_or(0, |progress| progress.attempt));
    let facts =
        move || progress.with(|progress| progress.as_ref().map(|progress| facts(progress, run)).unwrap_or_default());
    let delay = move || {
        let reason = progress.with(|progress| progress.as_ref().and_then(|progress| progress.delayed.clone()))?;
        let again = step_id.with_value(|id| run.again.with(|again| again.get(id).copied()));
        let left = again.map(|again| again - run.now.get()).filter(|left| *left > 0);
        let when =
            left.map_or_else(|| "is tried again now".to_owned(), |left| format!("is tried again in {}", span(left)));
        Some(view! { <p class="delay">{icon("clock")}{format!("{reason} Attempt {} {when}.", attempt() + 1)}</p> })
    };
    let failure = move || {
        let cause = progress.with(|progress| progress.as_ref().and_then(|progress| progress.cause.clone()))?;
        Some(cause::details(&cause))
    };
    view! {
        <li class="run-step" id=format!("step-{number}") tabindex="-1" data-state=move || words(state.get()).0>
            <div class="run-step-head">
                <span class="step-number">{number}</span>
                <span class="step-action">
                    <code>{format!("{}:{}", step.service, step.action)}</code>
                    <span class="step-element">{step.element}</span>
                </span>
                {shown_state}
            </div>
            <p class="step-facts">{facts}</p>
            {delay}
            {failure}
        </li>
    }
    .into_any()
}

/// Tone, icon and word.
const fn words(state: StepState) -> (&'static str, &'static str, &'static str) {
    match state {
        StepState::Pending => ("plain", "dot", "Pending"),
        StepState::Calling => ("info", "busy", "Calling"),
        StepState::Waiting => ("info", "clock", "Waiting"),
        StepState::Done => ("ok", "ok", "Done"),
        StepState::Failed => ("error", "error", "Failed"),
        StepState::Skipped => ("plain", "skip", "Not tried"),
    }
}

/// When it started, how long it took, which attempt it was, and AWS's name of the call.
fn facts(progress: &StepProgress, run: Run) -> Vec<AnyView> {
    let mut facts = Vec::new();
    let mut add = |words: String| facts.push(view! { <span>{words}</span> }.into_any());
    if let Some(at) = progress.started_at {
        add(format!("Started {}", clock(at)));
        let running = match progress.state {
            StepState::Pending | StepState::Calling | StepState::Waiting => Some(run.now.get()),
            StepState::Done | StepState::Failed | StepState::Skipped => None,
        };
        if let Some(until) = progress.ended_at.or(running) {
            add(span(until - at));
        }
    }
    if progress.attempt > 1 {
        add(format!("Attempt {}", progress.attempt));
    }
    if progress.adopted {
        add("Found done: an earlier attempt had taken effect".to_owned());
    }
    if let Some(id) = &progress.request_id {
        add(format!("Request {id}"));
    }
    facts
}
