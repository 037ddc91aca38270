//! Reviews: list, open, load, refresh, submit; decisions: withdraw; images: deploy.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use shared::api::{DeployImages, ErrorBody, OpenReview, RefreshReview, ReviewCopy, ReviewList, ReviewMeta, Submission};

use super::App;
use super::access::Who;
use super::body::BodyText;
use super::error::Error;
use super::path::{DecisionId, Id, ReviewId};
use crate::ops;

/// All reviews for environments that may be seen, newest first.
#[utoipa::path(get, path = "/api/reviews",
    responses((status = 200, body = ReviewList), (status = 503, body = ErrorBody)))]
pub(super) async fn list_all(State(app): State<App>, Who(who): Who) -> Result<Json<ReviewList>, Error> {
    Ok(Json(ReviewList { reviews: ops::list_reviews(&*app.context.store, &who, None).await? }))
}

/// A design's reviews for environments that may be seen, newest first.
#[utoipa::path(get, path = "/api/designs/{id}/reviews", params(("id" = String, Path)),
    responses((status = 200, body = ReviewList), (status = 404, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn list(State(app): State<App>, Who(who): Who, Id(id): Id) -> Result<Json<ReviewList>, Error> {
    Ok(Json(ReviewList { reviews: ops::list_reviews(&*app.context.store, &who, Some(&id)).await? }))
}

/// Makes a plan of a version for an environment and opens a review of it.
#[utoipa::path(post, path = "/api/designs/{id}/reviews", params(("id" = String, Path)), request_body = OpenReview,
    responses((status = 201, body = ReviewMeta), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 413, body = ErrorBody), (status = 415, body = ErrorBody), (status = 422, body = ErrorBody),
        (status = 503, body = ErrorBody)))]
pub(super) async fn open(State(app): State<App>, Who(who): Who, Id(id): Id, body: BodyText) -> Result<Response, Error> {
    let request: OpenReview = body.envelope("an object with an environment, such as {\"environment\": \"sandbox\"}")?;
    Ok(opened(ops::open_review(&app.context, &who, &id, &request).await?))
}

/// Sets images in the version that is applied to an environment, keeps that as a version and opens a review of it.
#[utoipa::path(post, path = "/api/designs/{id}/deploy", params(("id" = String, Path)), request_body = DeployImages,
    responses((status = 201, body = ReviewMeta), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 413, body = ErrorBody), (status = 415, body = ErrorBody), (status = 422, body = ErrorBody),
        (status = 503, body = ErrorBody)))]
pub(super) async fn deploy(
    State(app): State<App>,
    Who(who): Who,
    Id(id): Id,
    body: BodyText,
) -> Result<Response, Error> {
    let request: DeployImages = body.envelope(
        "an object with an environment and images, each with a taskDefinition, a container and an image, such as \
         {\"environment\": \"sandbox\", \"images\": [{\"taskDefinition\": \"web\", \"container\": \"app\", \"image\": \
         \"nginx:1.29\"}]}",
    )?;
    Ok(opened(ops::deploy_images(&app.context, &who, &id, &request).await?))
}

/// One review with all that there is to see: changes, plan, comments, decisions, and whether it may be applied.
#[utoipa::path(get, path = "/api/reviews/{id}", params(("id" = String, Path)),
    responses((status = 200, body = ReviewCopy), (status = 404, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn load(
    State(app): State<App>,
    Who(who): Who,
    ReviewId(id): ReviewId,
) -> Result<Json<ReviewCopy>, Error> {
    Ok(Json(ops::load_review(&app.context, &who, &id).await?))
}

/// Has a review be about another version, or about what is in AWS now: a plan is made anew.
#[utoipa::path(post, path = "/api/reviews/{id}/refresh", params(("id" = String, Path)), request_body = RefreshReview,
    responses((status = 200, body = ReviewMeta), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 413, body = ErrorBody), (status = 415, body = ErrorBody), (status = 422, body = ErrorBody),
        (status = 503, body = ErrorBody)))]
pub(super) async fn refresh(
    State(app): State<App>,
    Who(who): Who,
    ReviewId(id): ReviewId,
    body: BodyText,
) -> Result<Json<ReviewMeta>, Error> {
    let request: RefreshReview = body.envelope("an object that may name a version, such as {\"version\": 3}")?;
    Ok(Json(ops::refresh_review(&app.context, &who, &id, &request).await?))
}

/// Keeps comments and a decision, all or nothing. A decision is of the plan whose fingerprint the body names.
#[utoipa::path(post, path = "/api/reviews/{id}/submissions", params(("id" = String, Path)), request_body = Submission,
    responses((status = 201, body = ReviewCopy), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 409, body = ErrorBody), (status = 413, body = ErrorBody),
        (status = 415, body = ErrorBody), (status = 422, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn submit(
    State(app): State<App>,
    Who(who): Who,
    ReviewId(id): ReviewId,
    body: BodyText,
) -> Result<Response, Error> {
    let submission: Submission = body.envelope(
        "an object with threads, a decision or both, such as {\"threads\": [{\"text\": \"Why?\"}]}; paths are JSON \
         pointers",
    )?;
    ops::submit(&app.context, &who, &id, submission).await?;
    Ok((StatusCode::CREATED, Json(ops::load_review(&app.context, &who, &id).await?)).into_response())
}

/// Withdraws one's own decision.
#[utoipa::path(delete, path = "/api/decisions/{id}", params(("id" = String, Path)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn withdraw(
    State(app): State<App>,
    Who(who): Who,
    DecisionId(id): DecisionId,
) -> Result<StatusCode, Error> {
    ops::withdraw(&app.context, &who, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn opened(review: ReviewMeta) -> Response {
    (StatusCode::CREATED, [(LOCATION, format!("/api/reviews/{}", review.id))], Json(review)).into_response()
}
