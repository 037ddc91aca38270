//! Opening a review.

use serde_json::json;
use shared::access::Permission;
use shared::api::{Act, OpenReview, PlanRequest, ReviewMeta};

use super::{entry, permit, words};
use crate::ops::fresh::random_id;
use crate::ops::{Actor, Context, OpsError, PlanError, make_plan};

/// Makes a plan of a version for an environment, and opens a review of it.
pub async fn open_review(
    context: &Context,
    by: &Actor,
    design: &str,
    request: &OpenReview,
) -> Result<ReviewMeta, PlanError> {
    let title = words::title(&request.title).map_err(OpsError::from)?;
    permit(by, Permission::Edit, &request.environment)?;
    permit(by, Permission::Plan, &request.environment)?;
    let design_name = context.store.load(design).await?.meta.name;
    let wanted = PlanRequest { environment: request.environment.clone(), version: request.version, kind: request.kind };
    let plan = make_plan(context, by, design, &wanted).await?;
    let at = context.clock.now();
    let review = ReviewMeta {
        id: random_id()?,
        design_id: design.to_owned(),
        design_name,
        version: plan.version,
        environment: plan.environment.name,
        title,
        plan_id: plan.id,
        by: by.author(),
        created_at: at,
        refreshed_at: at,
    };
    let detail = json!({
        "plan": review.plan_id,
        "planFingerprint": plan.plan.fingerprint,
        "review": review.id,
        "version": review.version,
    });
    context.store.open_review(review.clone(), entry(context, by, "", Act::ReviewOpened, &review, detail)).await?;
    Ok(review)
}
