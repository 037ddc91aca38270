//! Hooks: list, make, remove, try; their messages.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use shared::api::{Delivery, DeliveryList, ErrorBody, HookList, MadeHook, MakeHook};

use super::App;
use super::access::Who;
use super::body::BodyText;
use super::error::Error;
use super::path::{DeliveryId, HookId};
use crate::ops;

/// All hooks, by name, without their secrets.
#[utoipa::path(get, path = "/api/hooks", responses((status = 200, body = HookList), (status = 503, body = ErrorBody)))]
pub(super) async fn list(State(app): State<App>) -> Result<Json<HookList>, Error> {
    Ok(Json(HookList { hooks: ops::list_hooks(&app.context).await? }))
}

/// Makes a hook. The answer has the secret that its messages are signed with, for the only time.
#[utoipa::path(post, path = "/api/hooks", request_body = MakeHook,
    responses((status = 201, body = MadeHook), (status = 415, body = ErrorBody), (status = 422, body = ErrorBody),
        (status = 503, body = ErrorBody)))]
pub(super) async fn make(State(app): State<App>, Who(who): Who, body: BodyText) -> Result<Response, Error> {
    let request: MakeHook = body.envelope("a hook with kind, name and url")?;
    let made = ops::make_hook(&app.context, &who, request).await?;
    let location = [(LOCATION, format!("/api/hooks/{}", made.hook.id))];
    Ok((StatusCode::CREATED, location, Json(made)).into_response())
}

/// Removes a hook, with its messages.
#[utoipa::path(delete, path = "/api/hooks/{hook}", params(("hook" = String, Path)),
    responses((status = 204), (status = 404, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn remove(State(app): State<App>, Who(who): Who, HookId(id): HookId) -> Result<StatusCode, Error> {
    ops::remove_hook(&app.context, &who, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sends a hook a message that tells nothing but that it works. What comes of it stands among its messages.
#[utoipa::path(post, path = "/api/hooks/{hook}/try", params(("hook" = String, Path)),
    responses((status = 202, body = Delivery), (status = 404, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn attempt(State(app): State<App>, HookId(id): HookId) -> Result<Response, Error> {
    Ok((StatusCode::ACCEPTED, Json(ops::try_hook(&app.context, &id).await?)).into_response())
}

/// A hook's last messages, newest first.
#[utoipa::path(get, path = "/api/hooks/{hook}/deliveries", params(("hook" = String, Path)),
    responses((status = 200, body = DeliveryList), (status = 404, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn deliveries(State(app): State<App>, HookId(id): HookId) -> Result<Json<DeliveryList>, Error> {
    Ok(Json(DeliveryList { deliveries: ops::list_deliveries(&app.context, &id).await? }))
}

/// Has a message sent again.
#[utoipa::path(post, path = "/api/deliveries/{delivery}/redeliver", params(("delivery" = String, Path)),
    responses((status = 202, body = Delivery), (status = 404, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn redeliver(State(app): State<App>, DeliveryId(id): DeliveryId) -> Result<Response, Error> {
    Ok((StatusCode::ACCEPTED, Json(ops::redeliver(&app.context, &id).await?)).into_response())
}
