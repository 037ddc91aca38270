//! What the plan of a protected environment still lacks, and the way to its review.

use leptos::prelude::*;
use parts::api;
use shared::api::{PlanCopy, ReviewCopy, ReviewMeta, Standing};
use wasm_bindgen_futures::spawn_local;

use super::state::Planning;
use crate::ask_review::ask_now;

/// What is known of the approval.
#[derive(Clone)]
enum Known {
    Asking,
    /// Nobody has asked for a review of this version yet.
    NoReview,
    /// Its standing, and whether its plan makes the same calls.
    Review {
        id: String,
        standing: Standing,
        same: bool,
    },
    /// It can't be told; the server decides.
    Unknown,
}

/// Why the plan waits for others; empty where it doesn't. And what leads on.
pub(super) fn approval(planning: Planning, copy: &PlanCopy) -> (Signal<String>, AnyView) {
    let name = copy.environment.name.clone();
    if copy.environment.applies_without_approval() {
        return (Signal::stored(String::new()), ask_now(copy, planning.problem, false));
    }
    let known = RwSignal::new(Known::Asking);
    let wanted = StoredValue::new(copy.clone());
    spawn_local(async move {
        known.set(find(&wanted.get_value()).await);
    });
    let hindrance = Signal::derive(move || {
        known.with(|known| match known {
            Known::Asking | Known::Unknown => {
                format!("{name} is protected: what is applied there waits for the approval of others.")
            }
            Known::NoReview => format!("{name} is protected: others have to approve it first. Ask for a review."),
            Known::Review { standing, same: true, .. } if standing.approved.is_some() => String::new(),
            Known::Review { standing, same: false, .. } if standing.approved.is_some() => {
                "What was approved is another plan: AWS, the environment or the version has changed. Open the review \
                 and look at AWS again."
                    .to_owned()
            }
            Known::Review { standing, .. } => standing.sentences.join(" "),
        })
    });
    let beside = move || {
        known.with(|known| match known {
            Known::Asking | Known::Unknown => ().into_any(),
            Known::NoReview => wanted.with_value(|copy| ask_now(copy, planning.problem, true)),
            Known::Review { id, .. } => {
                view! { <a class="button" href=format!("/reviews/{id}")>"Open the review"</a> }.into_any()
            }
        })
    };
    (hindrance, beside.into_any())
}

/// The newest review of the plan's version for its environment.
async fn find(copy: &PlanCopy) -> Known {
    let Ok(all) = api::design_reviews(&copy.design_id).await else { return Known::Unknown };
    let about = |review: &&ReviewMeta| review.version == copy.version && review.environment == copy.environment.name;
    let Some(review) = all.iter().find(about) else { return Known::NoReview };
    match api::review(&review.id).await {
        Ok(ReviewCopy { meta, plan, standing, .. }) => {
            Known::Review { id: meta.id, standing, same: plan.plan.fingerprint == copy.plan.fingerprint }
        }
        Err(_) => Known::Unknown,
    }
}
