//! Threads of comments: reply, resolve, apply what is suggested.

use axum::Json;
use axum::extract::State;
use shared::api::{ErrorBody, Reply, Resolve, SuggestionApplied, Thread};

use super::App;
use super::access::Who;
use super::body::BodyText;
use super::error::Error;
use super::path::ThreadId;
use crate::ops;

/// Adds a comment to a thread.
#[utoipa::path(post, path = "/api/threads/{id}/replies", params(("id" = String, Path)), request_body = Reply,
    responses((status = 200, body = Thread), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 409, body = ErrorBody), (status = 413, body = ErrorBody), (status = 415, body = ErrorBody),
        (status = 422, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn reply(
    State(app): State<App>,
    Who(who): Who,
    ThreadId(id): ThreadId,
    body: BodyText,
) -> Result<Json<Thread>, Error> {
    let reply: Reply = body.envelope("an object with a text, such as {\"text\": \"Done.\"}")?;
    Ok(Json(ops::reply(&app.context, &who, &id, &reply).await?))
}

/// Says that a thread needs nothing more, or that it does again.
#[utoipa::path(put, path = "/api/threads/{id}/resolved", params(("id" = String, Path)), request_body = Resolve,
    responses((status = 200, body = Thread), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 413, body = ErrorBody), (status = 415, body = ErrorBody),
        (status = 422, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn resolve(
    State(app): State<App>,
    Who(who): Who,
    ThreadId(id): ThreadId,
    body: BodyText,
) -> Result<Json<Thread>, Error> {
    let Resolve { resolved } = body.envelope("an object with resolved, such as {\"resolved\": true}")?;
    Ok(Json(ops::resolve_thread(&app.context, &who, &id, resolved).await?))
}

/// Keeps a version of the newest one with what the thread suggests, if its place still has the value that the
/// suggestion was made for.
#[utoipa::path(post, path = "/api/threads/{id}/apply", params(("id" = String, Path)),
    responses((status = 200, body = SuggestionApplied), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 409, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn apply(
    State(app): State<App>,
    Who(who): Who,
    ThreadId(id): ThreadId,
) -> Result<Json<SuggestionApplied>, Error> {
    Ok(Json(ops::apply_suggestion(&app.context, &who, &id).await?))
}
