//! Who asks: what they may do, and their password.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use shared::api::{ChangePassword, ErrorBody, Me};

use super::App;
use super::access::Who;
use super::body::BodyText;
use super::error::Error;
use super::identity::Shown;
use crate::ops;

/// Who asks, and what they may do. Anybody may ask; nobody is told as no person.
#[utoipa::path(get, path = "/api/me", responses((status = 200, body = Me), (status = 503, body = ErrorBody)))]
pub(super) async fn me(State(app): State<App>, Who(who): Who) -> Json<Me> {
    Json(who.me(app.oidc.as_ref().map(|oidc| oidc.host().to_owned())))
}

/// Changes one's password. All other sessions end.
#[utoipa::path(put, path = "/api/me/password", request_body = ChangePassword,
    responses((status = 204), (status = 403, body = ErrorBody), (status = 409, body = ErrorBody),
        (status = 415, body = ErrorBody), (status = 422, body = ErrorBody), (status = 429, body = ErrorBody),
        (status = 503, body = ErrorBody)))]
pub(super) async fn change_password(
    State(app): State<App>,
    Who(who): Who,
    Shown(shown): Shown,
    body: BodyText,
) -> Result<StatusCode, Error> {
    let change: ChangePassword = body.envelope("an object with the current and the new password")?;
    let team = app.team()?;
    // Whoever found a browser signed in guesses no faster than a stranger.
    let tried = team.limits.sign_in_by_email.take(who.in_person().map(|person| &person.id))?;
    ops::change_password(&app.context, &team.passwords, &who, shown.session.as_deref(), &change).await?;
    tried.succeeded();
    Ok(StatusCode::NO_CONTENT)
}
