//! Plans, and their applies.

use gloo_net::http::Request;
use shared::api::{ApplyCopy, ApplyList, ApplyMeta, ApplyRequest, PlanCopy, PlanRequest};

use super::call::{Answer, ApiError, body_of, get, read, send_empty, send_json};
use super::designs::design_url;

/// Asks AWS how things are, and plans.
pub async fn make_plan(design: &str, wanted: &PlanRequest) -> Answer<PlanCopy> {
    let request = Request::post(&format!("{}/plans", design_url(design)));
    match send_json(request, body_of(wanted)).await {
        Ok(text) => read(&text),
        Err(error) => Err(why_not_planned(error)),
    }
}

/// What a refusal says beyond words. Read here, so that only the pages that plan have to know it.
pub(super) fn why_not_planned(error: ApiError) -> ApiError {
    match &error {
        ApiError::Refused { status: 422, body, .. } => {
            read(body).map_or(error, |why| ApiError::NotPlanned(Box::new(why)))
        }
        ApiError::Unreachable
        | ApiError::Conflict(_)
        | ApiError::Refused { .. }
        | ApiError::NotPlanned(_)
        | ApiError::Garbled => error,
    }
}

pub async fn plan(id: &str) -> Answer<PlanCopy> {
    get(&format!("/api/plans/{id}")).await
}

/// Starts to apply the plan that the person saw.
pub async fn start_apply(plan: &str, order: &ApplyRequest) -> Answer<ApplyMeta> {
    read(&send_json(Request::post(&format!("/api/plans/{plan}/apply")), body_of(order)).await?)
}

/// Newest first.
pub async fn applies(design: &str) -> Answer<Vec<ApplyMeta>> {
    get::<ApplyList>(&format!("{}/applies", design_url(design))).await.map(|list| list.applies)
}

pub async fn apply(id: &str) -> Answer<ApplyCopy> {
    get(&apply_url(id)).await
}

pub async fn cancel_apply(id: &str) -> Answer<()> {
    send_empty(Request::post(&format!("{}/cancel", apply_url(id)))).await.map(drop)
}

/// Where an apply's events after number `seq` are streamed.
pub fn events_url(id: &str, seq: i64) -> String {
    format!("{}/events?after={seq}", apply_url(id))
}

fn apply_url(id: &str) -> String {
    format!("/api/applies/{id}")
}
