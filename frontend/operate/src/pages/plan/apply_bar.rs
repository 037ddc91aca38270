//! The button that applies the plan, or why it doesn't.

use leptos::prelude::*;
use parts::api::{self, ApiError};
use parts::icon::icon;
use shared::api::{ApplyKind, ApplyRequest, PlanCopy};
use wasm_bindgen_futures::spawn_local;

use super::state::Planning;
use crate::address::go;
use crate::words::{account_words, count, environment_badge, kind_word};

pub(super) fn apply_bar(planning: Planning, copy: &PlanCopy) -> AnyView {
    if let Some(apply) = &copy.apply {
        return view! {
            <div class="apply-bar">
                <p>"This plan was applied already."</p>
                <a class="button" data-kind="primary" href=format!("/applies/{apply}")>"Open the run"</a>
            </div>
        }
        .into_any();
    }
    let announcer = planning.announcer;
    let accepted = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let fixed = StoredValue::new(reason(copy));
    let needs_consent = copy.plan.needs_consent();
    let why_not = Memo::new(move |_| {
        let stale = planning.stale.get();
        if !stale.is_empty() {
            return stale;
        }
        let unaccepted = needs_consent && !accepted.get();
        fixed.with_value(|fixed| match fixed {
            Some(why) => why.clone(),
            None if unaccepted => "Look at the marked calls and accept them first.".to_owned(),
            None => String::new(),
        })
    });
    let plan = StoredValue::new((copy.id.clone(), copy.plan.fingerprint.clone()));
    let apply = move |_| {
        let why = why_not.get_untracked();
        if !why.is_empty() {
            return announcer.fail(why);
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let (id, fingerprint) = plan.get_value();
            let order = ApplyRequest { fingerprint, accept_risks: accepted.get_untracked() };
            match api::start_apply(&id, &order).await {
                Ok(apply) => go(&format!("/applies/{}", apply.id)),
                Err(error) => {
                    busy.set(false);
                    refused(planning, &error);
                }
            }
        });
    };
    let words = format!(
        "{} v{} in {}",
        match copy.kind {
            ApplyKind::Apply => kind_word(copy.kind),
            ApplyKind::Rollback => "Roll back to",
        },
        copy.version,
        copy.environment.name
    );
    let consent = needs_consent.then(|| {
        let marked = copy.plan.steps.iter().filter(|step| step.risk.needs_consent()).count();
        view! {
            <label class="consent">
                <input type="checkbox" on:change=move |event| accepted.set(event_target_checked(&event)) />
                {format!("I accept what {} takes over, takes back or deletes", count(marked, "call", "calls"))}
            </label>
        }
    });
    view! {
        <div class="apply-bar">
            <p class="facts">{environment_badge(copy.environment.kind)}<span>{account_words(&copy.environment)}</span></p>
            {consent}
            <p class="why-not" id="why-not" data-stale=move || planning.stale.with(|stale| !stale.is_empty()).to_string()>
                {why_not}
            </p>
            <div class="apply-buttons">
            <button
                type="button"
                class="button"
                hidden=move || planning.stale.with(String::is_empty)
                on:click=move |_| planning.make()
            >
                {icon("redo")}
                "Plan again"
            </button>
            <button
                type="button"
                class="button"
                data-kind="primary"
                aria-describedby="why-not"
                aria-disabled=move || (!why_not.with(String::is_empty)).to_string()
                on:click=apply
            >
                {words}
            </button>
            </div>
        </div>
    }
    .into_any()
}

/// Why this plan can't be applied whatever a person accepts; nothing where it can.
fn reason(copy: &PlanCopy) -> Option<String> {
    if let Some(refused) = &copy.refused {
        Some(refused.clone())
    } else if !copy.plan.blockers.is_empty() {
        Some("The blockers are in the way.".to_owned())
    } else if copy.plan.steps.is_empty() {
        Some("There is nothing to do.".to_owned())
    } else if copy.environment.applies_without_approval() {
        None
    } else {
        Some(format!(
            "{} is protected: it takes the approval of others, which can't be asked for yet.",
            copy.environment.name
        ))
    }
}

fn refused(planning: Planning, error: &ApiError) {
    let words = error.to_string();
    planning.announcer.fail(words.clone());
    match error {
        ApiError::Refused { status: 409, .. } | ApiError::Conflict(_) => planning.stale.set(words),
        ApiError::Unreachable | ApiError::Refused { .. } | ApiError::NotPlanned(_) | ApiError::Garbled => {
            planning.problem.set(words);
        }
    }
}
