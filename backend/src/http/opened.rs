//! Review links: open, forget.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use shared::api::{ErrorBody, LinkOpened, Presented};

use super::App;
use super::access::Who;
use super::body::BodyText;
use super::cookies::Cookie;
use super::error::Error;
use super::peer::Peer;
use crate::ops;

/// Opens a link, by the token behind the `#` of its address. The answer sets a cookie that shows the link from now on.
#[utoipa::path(post, path = "/api/links/open", request_body = Presented,
    responses((status = 200, body = LinkOpened), (status = 404, body = ErrorBody), (status = 415, body = ErrorBody),
        (status = 422, body = ErrorBody), (status = 429, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn open(
    State(app): State<App>,
    Who(who): Who,
    Peer(peer): Peer,
    body: BodyText,
) -> Result<Response, Error> {
    let presented: Presented = body.envelope("an object with a token")?;
    let tried = app.team.as_ref().map(|team| team.limits.links_by_peer.take(peer)).transpose()?;
    let opened = ops::open_link(&app.context, &who, &presented.token).await?;
    if let Some(tried) = tried {
        tried.succeeded();
    }
    let seconds = opened.expires_at.saturating_sub(app.context.clock.now()) / 1000;
    // Only what was found is repeated to the browser, and it has the form of a secret.
    Ok((app.keep(Cookie::Link, &presented.token, seconds), Json(opened.link)).into_response())
}

/// Has the browser forget the link that it opened.
#[utoipa::path(delete, path = "/api/links/open", responses((status = 204)))]
pub(super) async fn forget(State(app): State<App>) -> Response {
    (StatusCode::NO_CONTENT, app.forget(Cookie::Link)).into_response()
}
