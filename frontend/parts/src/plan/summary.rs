//! The plan in a sentence, and what stands beside its steps.

use crate::icon::icon;
use leptos::prelude::*;
use shared::api::{ApplyKind, Changes, PlanCopy};
use shared::plan::{Plan, Remark, Risk, Step, Wait};

use super::changes::change_groups;
use crate::words::{count, doing};

/// Such as `2 calls: registers task definition web; updates service web. Restarts tasks of web.`
pub fn sentence(plan: &Plan) -> String {
    if plan.steps.is_empty() {
        return if plan.blockers.is_empty() {
            "Nothing to do: AWS is as this version says.".to_owned()
        } else {
            "Nothing can be done until the blockers are gone.".to_owned()
        };
    }
    let mut groups: Vec<(&str, Vec<String>)> = Vec::new();
    for step in &plan.steps {
        let (verb, noun) = doing(step.action);
        let thing = format!("{noun} {}", name(step));
        match groups.iter_mut().find(|(known, _)| *known == verb) {
            Some((_, things)) if things.contains(&thing) => {}
            Some((_, things)) => things.push(thing),
            None => groups.push((verb, vec![thing])),
        }
    }
    let parts: Vec<String> = groups.into_iter().map(|(verb, things)| format!("{verb} {}", list(&things))).collect();
    let mut sentences = vec![format!("{}: {}.", count(plan.steps.len(), "call", "calls"), parts.join("; "))];
    let mut restarted: Vec<String> =
        plan.steps.iter().filter(|step| step.risk == Risk::RestartsTasks).map(|step| name(step).to_owned()).collect();
    restarted.dedup();
    if !restarted.is_empty() {
        sentences.push(format!("Restarts tasks of {}.", list(&restarted)));
    }
    let waits = plan.steps.iter().filter(|step| step.waits_for == Some(Wait::Deployment)).count();
    if waits > 0 {
        sentences.push(format!("Waits for {}.", count(waits, "deployment", "deployments")));
    }
    sentences.join(" ")
}

/// The element's own name: `web` of `services.web`.
fn name(step: &Step) -> &str {
    step.element.split_once('.').map_or(step.element.as_str(), |(_, name)| name)
}

fn list(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Remarks under a title; nothing where there are none.
pub fn remarks(title: &'static str, severity: &'static str, all: &[Remark]) -> AnyView {
    if all.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="remark-box" data-severity=severity>
            <h3>{icon(severity)}{title}</h3>
            <ul class="remarks">{all.iter().map(remark).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// What stays as it is, folded away.
pub fn unchanged(all: &[Remark]) -> AnyView {
    if all.is_empty() {
        return ().into_any();
    }
    view! {
        <details class="fold">
            <summary>{format!("Not touched ({})", all.len())}</summary>
            <ul class="remarks">{all.iter().map(remark).collect_view()}</ul>
        </details>
    }
    .into_any()
}

fn remark(remark: &Remark) -> AnyView {
    let element = (!remark.element.is_empty()).then(|| view! { <strong>{remark.element.clone()}</strong> });
    view! { <li>{element}<span>{remark.message.clone()}</span></li> }.into_any()
}

/// How the version differs from the one that was applied last, or that a rollback leaves.
pub fn changes(copy: &PlanCopy) -> AnyView {
    let (title, content) = match &copy.changes {
        None => {
            let words = format!("Nothing of this design was applied in {} before.", copy.environment.name);
            ("Changes".to_owned(), view! { <p class="quiet-text">{words}</p> }.into_any())
        }
        Some(changes) if changes.changes.is_empty() => {
            let words = "The version means the same; what differs, differs in AWS.".to_owned();
            (since(copy, changes), view! { <p class="quiet-text">{words}</p> }.into_any())
        }
        Some(changes) => (since(copy, changes), change_groups(&changes.changes)),
    };
    view! {
        <section aria-labelledby="changes-title">
            <h2 id="changes-title">{title}</h2>
            {content}
        </section>
    }
    .into_any()
}

fn since(copy: &PlanCopy, Changes { since, .. }: &Changes) -> String {
    match copy.kind {
        ApplyKind::Apply => format!("Changes since version {since}"),
        ApplyKind::Rollback => format!("Takes back, from version {since} to version {}", copy.version),
    }
}
