//! Plans: make, load, apply.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use shared::api::{ApplyMeta, ApplyRequest, ErrorBody, PlanCopy, PlanRequest};

use super::App;
use super::access::Who;
use super::body::BodyText;
use super::error::Error;
use super::path::{Id, PlanId};
use crate::ops;

/// Makes a plan of a version for an environment, from what AWS has now. Nothing is changed in AWS.
#[utoipa::path(post, path = "/api/designs/{id}/plans", params(("id" = String, Path)), request_body = PlanRequest,
    responses((status = 201, body = PlanCopy), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 413, body = ErrorBody), (status = 415, body = ErrorBody), (status = 422, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn create(
    State(app): State<App>,
    Who(who): Who,
    Id(id): Id,
    body: BodyText,
) -> Result<Response, Error> {
    let request: PlanRequest =
        body.envelope("an object with an environment, such as {\"environment\": \"sandbox\"}")?;
    let stored = ops::make_plan(&app.context, &who, &id, &request).await?;
    let copy = ops::plan_copy(&app.context, stored).await?;
    Ok((StatusCode::CREATED, [(LOCATION, format!("/api/plans/{}", copy.id))], Json(copy)).into_response())
}

/// A plan as it was made.
#[utoipa::path(get, path = "/api/plans/{id}", params(("id" = String, Path)),
    responses((status = 200, body = PlanCopy), (status = 404, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn load(State(app): State<App>, PlanId(id): PlanId) -> Result<Json<PlanCopy>, Error> {
    Ok(Json(ops::plan_copy(&app.context, ops::load_plan(&app.context, &id).await?).await?))
}

/// Has a plan applied. The body names the fingerprint that was seen; the same plan again gives the same apply.
#[utoipa::path(post, path = "/api/plans/{id}/apply", params(("id" = String, Path)), request_body = ApplyRequest,
    responses((status = 201, body = ApplyMeta), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 409, body = ErrorBody), (status = 413, body = ErrorBody), (status = 415, body = ErrorBody),
        (status = 422, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn apply(
    State(app): State<App>,
    Who(who): Who,
    PlanId(id): PlanId,
    body: BodyText,
) -> Result<Response, Error> {
    let request: ApplyRequest = body.envelope("an object with the plan's fingerprint")?;
    let meta = ops::start_apply(&app.context, &who, &id, &request).await?;
    Ok((StatusCode::CREATED, [(LOCATION, format!("/api/applies/{}", meta.id))], Json(meta)).into_response())
}
