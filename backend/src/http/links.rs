//! Links to reviews: list, make, revoke. For opening one see [`super::opened`].

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use shared::api::{ErrorBody, LinkList, MadeLink, MakeLink};

use super::App;
use super::access::Who;
use super::body::BodyText;
use super::error::Error;
use super::path::{LinkId, ReviewId};
use crate::ops;

/// The links to a review without their secrets, newest first, revoked and expired ones too.
#[utoipa::path(get, path = "/api/reviews/{id}/links", params(("id" = String, Path)),
    responses((status = 200, body = LinkList), (status = 404, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn list(State(app): State<App>, ReviewId(id): ReviewId) -> Result<Json<LinkList>, Error> {
    Ok(Json(LinkList { links: ops::list_links(&*app.context.store, &id).await? }))
}

/// Makes a link to a review. The answer holds the address to send, which is never shown again.
#[utoipa::path(post, path = "/api/reviews/{id}/links", params(("id" = String, Path)), request_body = MakeLink,
    responses((status = 201, body = MadeLink), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 413, body = ErrorBody), (status = 415, body = ErrorBody), (status = 422, body = ErrorBody),
        (status = 503, body = ErrorBody)))]
pub(super) async fn make(
    State(app): State<App>,
    Who(who): Who,
    ReviewId(id): ReviewId,
    body: BodyText,
) -> Result<Response, Error> {
    let request: MakeLink =
        body.envelope("an object with a scope, which is view, comment or approve, such as {\"scope\": \"view\"}")?;
    let (link, secret) = ops::make_link(&app.context, &who, &id, &request).await?;
    let address = format!("{}/open#{}", app.context.address, secret.text());
    Ok((StatusCode::CREATED, Json(MadeLink { link, address })).into_response())
}

/// Makes a link void at once, for those who have opened it, too.
#[utoipa::path(delete, path = "/api/links/{id}", params(("id" = String, Path)),
    responses((status = 204), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 503, body = ErrorBody)))]
pub(super) async fn revoke(State(app): State<App>, Who(who): Who, LinkId(id): LinkId) -> Result<StatusCode, Error> {
    ops::revoke_link(&app.context, &who, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
