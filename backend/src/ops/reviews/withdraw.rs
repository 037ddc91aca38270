//! Taking a decision back.

use serde_json::json;
use shared::api::Act;

use super::{ReviewError, entry, in_person};
use crate::ops::{Actor, Context, OpsError};

/// Withdraws one's own decision. Changes nothing where it was withdrawn before.
pub async fn withdraw(context: &Context, by: &Actor, id: &str) -> Result<(), OpsError> {
    let decision = context.store.decision(id).await?;
    let person = in_person(by)?;
    if decision.by.id != person.id {
        return Err(ReviewError::NotYours.into());
    }
    let review = context.store.review(&decision.review_id).await?;
    let detail = json!({ "decision": decision.id, "kind": decision.kind, "review": review.id });
    let told = entry(context, by, "", Act::DecisionWithdrawn, &review, detail);
    Ok(context.store.withdraw(id, context.clock.now(), told).await?)
}
