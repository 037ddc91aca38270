//! Who let the run begin.

use leptos::prelude::*;
use parts::api;
use shared::access::PersonRef;
use shared::review::{Decision, DecisionKind};
use wasm_bindgen_futures::spawn_local;

use super::state::Run;
use parts::words::{glass_banner, names};

/// Who had approved it, and whether they let it through in an emergency.
fn approval(run: Run) -> Memo<(Vec<PersonRef>, bool)> {
    Memo::new(move |_| run.progress.with(|progress| (progress.approved_by.clone(), progress.break_glass)))
}

/// Who approved it, as a fact among others; nothing where nobody had to.
pub(super) fn fact(run: Run) -> AnyView {
    let approval = approval(run);
    (move || {
        let (by, broke) = approval.get();
        (!by.is_empty() && !broke).then(|| view! { <span>{format!("Approved by {}", names(&by))}</span> })
    })
    .into_any()
}

/// Says loudly that it was applied without approval, by whom, and why.
pub(super) fn banner(run: Run) -> AnyView {
    let approval = approval(run);
    let reason = RwSignal::new(String::new());
    let asked = StoredValue::new(false);
    Effect::new(move |_| {
        if approval.get().1 && !asked.get_value() {
            asked.set_value(true);
            spawn_local(async move { reason.set(why(run).await.unwrap_or_default()) });
        }
    });
    (move || {
        let (by, broke) = approval.get();
        let why = reason.get();
        let why = if why.is_empty() { ".".to_owned() } else { format!(": {why}") };
        broke.then(|| glass_banner(format!("Applied without approval: {} broke the glass{why}", names(&by))))
    })
    .into_any()
}

/// What they said with it, as it stands in the review of the plan.
async fn why(run: Run) -> Option<String> {
    let (design, plan) = run.copy.with_value(|copy| (copy.meta.design_id.clone(), copy.meta.plan_id.clone()));
    let reviews = api::design_reviews(&design).await.ok()?;
    let decisions = match reviews.iter().find(|review| review.plan_id == plan) {
        Some(review) => api::review(&review.id).await.ok()?.decisions,
        // The review is about another plan by now. Those of the design all tell the same decisions of an environment.
        None => {
            let environment = run.copy.with_value(|copy| copy.meta.environment.clone());
            let of = reviews.iter().find(|review| review.environment == environment)?;
            api::review(&of.id).await.ok()?.decisions
        }
    };
    let fingerprint = run.copy.with_value(|copy| copy.plan.fingerprint.clone());
    let broke = |decision: &&Decision| {
        decision.kind == DecisionKind::BreakGlass
            && decision.withdrawn_at.is_none()
            && decision.content.plan_fingerprint == fingerprint
    };
    let notes: Vec<&str> = decisions.iter().filter(broke).map(|decision| decision.note.as_str()).collect();
    Some(notes.join(" / "))
}
