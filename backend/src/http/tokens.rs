//! API tokens: list, make, revoke.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use shared::api::{ErrorBody, MadeToken, MakeToken, TokenList};

use super::App;
use super::access::Who;
use super::body::BodyText;
use super::error::Error;
use super::path::TokenId;
use crate::ops;

/// One's own tokens, newest first; an owner sees everybody's.
#[utoipa::path(get, path = "/api/tokens", responses((status = 200, body = TokenList), (status = 503, body = ErrorBody)))]
pub(super) async fn list(State(app): State<App>, Who(who): Who) -> Result<Json<TokenList>, Error> {
    Ok(Json(TokenList { tokens: ops::list_tokens(&app.context, &who).await? }))
}

/// Makes a token. The answer holds its text, which is never shown again.
#[utoipa::path(post, path = "/api/tokens", request_body = MakeToken,
    responses((status = 201, body = MadeToken), (status = 404, body = ErrorBody), (status = 409, body = ErrorBody),
        (status = 415, body = ErrorBody), (status = 422, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn create(State(app): State<App>, Who(who): Who, body: BodyText) -> Result<Response, Error> {
    let asked: MakeToken = body.envelope(
        "an object with name, scope, environment and expiresInDays, such as {\"name\": \"ci\", \"scope\": \"push\", \
         \"environment\": \"*\", \"expiresInDays\": 90}",
    )?;
    app.team()?;
    let (token, secret) = ops::make_token(&app.context, &who, asked).await?;
    Ok((StatusCode::CREATED, Json(MadeToken { token, secret })).into_response())
}

/// Makes a token void: one's own, or, for an owner, anybody's.
#[utoipa::path(delete, path = "/api/tokens/{token}", params(("token" = String, Path)),
    responses((status = 204), (status = 404, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn revoke(State(app): State<App>, Who(who): Who, TokenId(id): TokenId) -> Result<StatusCode, Error> {
    ops::revoke_token(&app.context, &who, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
