//! The exact calls that are approved, and the button that has them made.

use leptos::prelude::*;
use parts::api::ApiError;
use shared::access::Permission;
use shared::api::{PlanCopy, Standing};

use super::state::Reviewing;
use parts::plan::apply_bar::{Around, apply_bar};
use parts::plan::{steps, summary};

pub(super) fn calls(state: Reviewing) -> AnyView {
    let plan = state.part(|copy| copy.plan.clone());
    let content = move || {
        let copy = plan.get()?;
        let plan = &copy.plan;
        Some(view! {
            <p class="plan-sentence">{summary::sentence(plan)}</p>
            {summary::remarks("Blockers", "error", &plan.blockers)}
            {summary::remarks("Notes", "advice", &plan.notes)}
            {apply(state, &copy)}
            {steps::steps(plan)}
            {summary::unchanged(&plan.unchanged)}
        })
    };
    view! {
        <section class="review-plan" aria-labelledby="calls-title">
            <header class="section-head">
                <h2 id="calls-title">"What it would do"</h2>
                <code class="fingerprint" title=move || fingerprint(plan)>
                    {move || fingerprint(plan).chars().take(10).collect::<String>()}
                </code>
            </header>
            {content}
        </section>
    }
    .into_any()
}

fn fingerprint(plan: Memo<Option<PlanCopy>>) -> String {
    plan.with(|copy| copy.as_ref().map(|copy| copy.plan.fingerprint.clone())).unwrap_or_default()
}

/// The button, for those who may press it.
fn apply(state: Reviewing, copy: &PlanCopy) -> AnyView {
    if !untrack(|| state.may(Permission::Apply)) {
        return ().into_any();
    }
    let standing = state.part(|copy| copy.standing.clone());
    let needs_approval = !copy.environment.applies_without_approval();
    let hindrance = Signal::derive(move || match standing.get() {
        Some(Standing { approved: None, sentences, .. }) if needs_approval => sentences.join(" "),
        Some(_) | None => String::new(),
    });
    let stale = Signal::derive(move || {
        if state.newer.with(Option::is_some) {
            "The review has moved. Look at what it is about now.".to_owned()
        } else {
            String::new()
        }
    });
    let refused = Callback::new(move |error: ApiError| {
        state.problem.set(error.to_string());
        state.run(async move {
            state.again().await?;
            // Stays until something else is done.
            state.problem.set(error.to_string());
            Ok(())
        });
    });
    apply_bar(copy, Around { stale, hindrance, refused, beside: ().into_any() })
}
