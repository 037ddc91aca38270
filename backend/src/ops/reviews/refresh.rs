//! Having a review be about another version, or about what is in AWS now.

use serde_json::json;
use shared::access::Permission;
use shared::api::{Act, ApplyKind, PlanRequest, RefreshReview, ReviewMeta};

use super::{entry, permit};
use crate::ops::{Actor, Context, PlanError, make_plan};

/// Makes a plan anew and moves the review to it. Comments and decisions stay; decisions about another content don't
/// count for this one.
pub async fn refresh_review(
    context: &Context,
    by: &Actor,
    id: &str,
    request: &RefreshReview,
) -> Result<ReviewMeta, PlanError> {
    let review = context.store.review(id).await?;
    permit(by, Permission::Plan, &review.environment)?;
    let wanted = PlanRequest {
        environment: review.environment.clone(),
        version: Some(request.version.unwrap_or(review.version)),
        kind: ApplyKind::Apply,
    };
    let plan = make_plan(context, by, &review.design_id, &wanted).await?;
    let detail = json!({
        "plan": plan.id,
        "planFingerprint": plan.plan.fingerprint,
        "review": review.id,
        "version": plan.version,
    });
    let told = entry(context, by, "", Act::ReviewRefreshed, &review, detail);
    Ok(context.store.refresh_review(id, plan.version, &plan.id, context.clock.now(), told).await?)
}
