//! Invitations: make, look at, accept, revoke.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use shared::api::{ErrorBody, Invitation, Invite, Join, MadeInvitation, Person, Presented};

use super::App;
use super::access::Who;
use super::body::BodyText;
use super::error::Error;
use super::path::InvitationId;
use super::peer::Peer;
use super::session::signed_in;
use crate::ops;

/// Makes an invitation. The answer holds the address to send, which is never shown again.
#[utoipa::path(post, path = "/api/invitations", request_body = Invite,
    responses((status = 201, body = MadeInvitation), (status = 409, body = ErrorBody), (status = 415, body = ErrorBody),
        (status = 422, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn create(State(app): State<App>, Who(who): Who, body: BodyText) -> Result<Response, Error> {
    let asked: Invite =
        body.envelope("an object with grants, such as {\"grants\": [{\"environment\": \"*\", \"role\": \"viewer\"}]}")?;
    let team = app.team()?;
    let (invitation, secret) = ops::invite(&app.context, &who, asked).await?;
    let address = format!("{}/join#{}", team.address.origin(), secret.text());
    Ok((StatusCode::CREATED, Json(MadeInvitation { invitation, address })).into_response())
}

/// What an invitation grants, by the token behind the `#` of its address. It stays usable.
#[utoipa::path(post, path = "/api/invitations/look", request_body = Presented,
    responses((status = 200, body = Invitation), (status = 404, body = ErrorBody), (status = 409, body = ErrorBody),
        (status = 415, body = ErrorBody), (status = 422, body = ErrorBody), (status = 429, body = ErrorBody),
        (status = 503, body = ErrorBody)))]
pub(super) async fn look(State(app): State<App>, Peer(peer): Peer, body: BodyText) -> Result<Json<Invitation>, Error> {
    let presented: Presented = body.envelope("an object with a token")?;
    let tried = app.team()?.limits.invitations_by_peer.take(peer)?;
    let invitation = ops::look_at_invitation(&app.context, &presented.token).await?;
    tried.succeeded();
    Ok(Json(invitation))
}

/// Makes an account by an invitation, which is used up, and signs in.
#[utoipa::path(post, path = "/api/invitations/accept", request_body = Join,
    responses((status = 201, body = Person), (status = 404, body = ErrorBody), (status = 409, body = ErrorBody),
        (status = 415, body = ErrorBody), (status = 422, body = ErrorBody), (status = 429, body = ErrorBody),
        (status = 503, body = ErrorBody)))]
pub(super) async fn accept(State(app): State<App>, Peer(peer): Peer, body: BodyText) -> Result<Response, Error> {
    let join: Join = body.envelope("an object with token, name, email and password")?;
    let team = app.team()?;
    let tried = team.limits.invitations_by_peer.take(peer)?;
    let joined = ops::accept_invitation(&app.context, &team.passwords, &join).await?;
    tried.succeeded();
    Ok((StatusCode::CREATED, signed_in(&app, &joined.session), Json(joined.person)).into_response())
}

/// Makes an invitation void.
#[utoipa::path(delete, path = "/api/invitations/{invitation}", params(("invitation" = String, Path)),
    responses((status = 204), (status = 404, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn revoke(
    State(app): State<App>,
    Who(who): Who,
    InvitationId(id): InvitationId,
) -> Result<StatusCode, Error> {
    ops::revoke_invitation(&app.context, &who, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
