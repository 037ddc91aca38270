//! Signing in and out.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderName;
use axum::response::{IntoResponse, Response};
use shared::api::{ErrorBody, SignIn};

use super::App;
use super::body::BodyText;
use super::cookies::Cookie;
use super::error::Error;
use super::identity::Shown;
use super::peer::Peer;
use crate::ops::{self, SESSION_MS, Secret};

/// Signs in with a password. The answer sets the cookie of the session.
#[utoipa::path(post, path = "/api/session", request_body = SignIn,
    responses((status = 204), (status = 401, body = ErrorBody), (status = 409, body = ErrorBody),
        (status = 415, body = ErrorBody), (status = 422, body = ErrorBody), (status = 429, body = ErrorBody),
        (status = 503, body = ErrorBody)))]
pub(super) async fn sign_in(
    State(app): State<App>,
    Shown(shown): Shown,
    Peer(peer): Peer,
    body: BodyText,
) -> Result<Response, Error> {
    let given: SignIn = body.envelope("an object with email and password")?;
    let team = app.team()?;
    let by_peer = team.limits.sign_in_by_peer.take(peer)?;
    let by_email = team.limits.sign_in_by_email.take(Some(given.email.trim().to_lowercase()))?;
    let secret = ops::sign_in(&app.context, &team.passwords, &given, shown.session.as_deref()).await?;
    by_peer.succeeded();
    by_email.succeeded();
    Ok((StatusCode::NO_CONTENT, signed_in(&app, &secret)).into_response())
}

/// Signs out: the session ends at once.
#[utoipa::path(delete, path = "/api/session", responses((status = 204), (status = 503, body = ErrorBody)))]
pub(super) async fn sign_out(State(app): State<App>, Shown(shown): Shown) -> Result<Response, Error> {
    ops::sign_out(&app.context, shown.session.as_deref()).await?;
    Ok((StatusCode::NO_CONTENT, app.forget(Cookie::Session)).into_response())
}

/// The header that has a browser stay signed in.
pub(super) fn signed_in(app: &App, secret: &Secret) -> [(HeaderName, String); 1] {
    app.keep(Cookie::Session, &secret.text(), SESSION_MS / 1000)
}
