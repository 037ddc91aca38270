//! The calls of a plan, in order.

use leptos::prelude::*;
use serde_json::Value;
use shared::plan::{Filling, Hole, Plan, Step, StepId};

use super::command::command;
use crate::controls::copy_button;
use crate::dom::is_open;
use crate::words::{risk_badge, wait_words};

pub fn steps(plan: &Plan) -> AnyView {
    if plan.steps.is_empty() {
        return ().into_any();
    }
    view! {
        <section aria-labelledby="steps-title">
            <h2 id="steps-title">"Calls, in order"</h2>
            <ol class="steps">{plan.steps.iter().enumerate().map(|(at, step)| row(plan, at + 1, step)).collect_view()}</ol>
        </section>
    }
    .into_any()
}

fn row(plan: &Plan, number: usize, step: &Step) -> AnyView {
    let open = RwSignal::new(false);
    let details = StoredValue::new((step.clone(), plan.region.clone(), holes(plan, step)));
    let after = if step.after.is_empty() { String::new() } else { format!("after {}", numbers(plan, &step.after)) };
    let order: Vec<&str> =
        [after.as_str(), wait_words(step.waits_for)].into_iter().filter(|words| !words.is_empty()).collect();
    view! {
        <li>
            <details class="step" on:toggle=move |event| open.set(is_open(&event))>
                <summary>
                    <span class="step-number">{number}</span>
                    <span class="step-action">
                        <code>{format!("{}:{}", step.service, step.action)}</code>
                        <span class="step-element">{step.element.clone()}</span>
                    </span>
                    <span class="step-why">
                        <span>{step.why.clone()}</span>
                        <span class="quiet-text">{order.join("; ")}</span>
                    </span>
                    {risk_badge(step.risk)}
                </summary>
                {move || open.get().then(|| details.with_value(|(step, region, holes)| inside(step, region, holes)))}
            </details>
        </li>
    }
    .into_any()
}

/// The exact input, made when it is looked at.
fn inside(step: &Step, region: &str, holes: &[String]) -> AnyView {
    let input = serde_json::to_string_pretty(&step.input).unwrap_or_default();
    let stored = StoredValue::new(input.clone());
    let command = StoredValue::new(command(step, region));
    let label = format!("Input of {} for {}", step.action, step.element);
    view! {
        <div class="step-inside">
            <div class="toolbar">
                {copy_button("Copy input", format!("Copy input of {} for {}", step.action, step.element), stored)}
                {copy_button(
                    "Copy as AWS CLI",
                    format!("Copy as AWS CLI: {} for {}", step.action, step.element),
                    command,
                )}
            </div>
            <ul class="holes">{holes.iter().map(|hole| view! { <li>{hole.clone()}</li> }).collect_view()}</ul>
            <pre class="code" tabindex="0" role="group" aria-label=label>{input}</pre>
        </div>
    }
    .into_any()
}

/// What is filled in only when the step is applied.
fn holes(plan: &Plan, step: &Step) -> Vec<String> {
    let words = |Hole { at, from }: &Hole| {
        let stands = at.get(&step.input).and_then(Value::as_str).unwrap_or_default();
        let place = at.as_str().trim_start_matches('/').replace('/', " \u{203a} ");
        match from {
            Filling::ArnOf(of) => {
                format!("{place} ({stands}) is filled when applied: ARN of step {}", number(plan, of))
            }
            Filling::Token => {
                format!("{place} ({stands}) is filled when applied: a token that keeps AWS from making it twice")
            }
        }
    };
    step.holes.iter().map(words).collect()
}

/// The numbers of steps, as words: `1, 3`.
fn numbers(plan: &Plan, ids: &[StepId]) -> String {
    ids.iter().map(|id| number(plan, id)).collect::<Vec<_>>().join(", ")
}

fn number(plan: &Plan, id: &StepId) -> String {
    plan.steps.iter().position(|step| step.id == *id).map_or_else(|| id.to_string(), |at| (at + 1).to_string())
}
