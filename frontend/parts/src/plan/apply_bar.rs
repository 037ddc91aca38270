//! The button that applies a plan, or why it doesn't.

use crate::announcer::Announcer;
use crate::api::{self, ApiError};
use leptos::prelude::*;
use shared::api::{ApplyKind, ApplyRequest, PlanCopy};
use wasm_bindgen_futures::spawn_local;

use crate::address::go;
use crate::words::{account_words, count, environment_badge, kind_word};

/// What the page adds to the bar.
pub struct Around {
    /// Why the plan that is shown no longer holds; empty while it does.
    pub stale: Signal<String>,
    /// Why the page knows that it may not be applied; empty where it knows no reason.
    pub hindrance: Signal<String>,
    /// What is done where the server refuses. It was announced already.
    pub refused: Callback<ApiError>,
    /// Stands before the button.
    pub beside: AnyView,
}

pub fn apply_bar(copy: &PlanCopy, around: Around) -> AnyView {
    if let Some(apply) = &copy.apply {
        return view! {
            <div class="apply-bar">
                <p>"This plan was applied already."</p>
                <a class="button" data-kind="primary" href=format!("/applies/{apply}")>"Open the run"</a>
            </div>
        }
        .into_any();
    }
    let Around { stale, hindrance, refused, beside } = around;
    let announcer = Announcer::here();
    let accepted = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let (hopeless, refusal) = (StoredValue::new(hopeless(copy)), StoredValue::new(copy.refused.clone()));
    let needs_consent = copy.plan.needs_consent();
    let why_not = Memo::new(move |_| {
        // What the page knows is about this moment; the plan tells how it was when it was asked for.
        let said =
            [stale.get(), hopeless.get_value().to_owned(), hindrance.get(), refusal.get_value().unwrap_or_default()];
        let said = said.into_iter().find(|why| !why.is_empty());
        let unaccepted = needs_consent && !accepted.get();
        match said {
            Some(why) => why,
            None if unaccepted => "Look at the marked calls and accept them first.".to_owned(),
            None => String::new(),
        }
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
                    announcer.fail(error.to_string());
                    refused.run(error);
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
            <p class="why-not" id="why-not" data-stale=move || stale.with(|stale| !stale.is_empty()).to_string()>
                {why_not}
            </p>
            <div class="apply-buttons">
            {beside}
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

/// Why this plan can't be applied whatever others say and a person accepts; empty where it can.
fn hopeless(copy: &PlanCopy) -> &'static str {
    if !copy.plan.blockers.is_empty() {
        "The blockers are in the way."
    } else if copy.plan.steps.is_empty() {
        "There is nothing to do."
    } else {
        ""
    }
}
