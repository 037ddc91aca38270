//! Having a review be about another version, or about what is in AWS now.

use serde_json::json;
use shared::access::Permission;
use shared::api::{Act, ApplyKind, PlanRequest, RefreshReview, ReviewMeta};

use super::{entry, permit};
use crate::ops::{Actor, Context, OpsError, PlanError, make_plan};

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
    let version = request.version.unwrap_or(review.version);
    // A rollback is a rollback to one version; to another one it is moved as what is applied.
    let kind = if version == review.version {
        context.store.plan(&review.plan_id).await.map_err(OpsError::from)?.kind
    } else {
        ApplyKind::Apply
    };
    let wanted = PlanRequest { environment: review.environment.clone(), version: Some(version), kind };
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
