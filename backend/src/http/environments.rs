//! Environments: list, create, load, save, delete.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use shared::api::{EnvironmentDraft, EnvironmentList, ErrorBody};
use shared::environment::Environment;

use super::App;
use super::access::Who;
use super::body::BodyText;
use super::error::Error;
use super::if_match::{IfMatch, etag};
use super::path::Name;
use crate::ops;

/// What the body of a new or changed environment has to be.
const EXPECTED: &str = "an environment with name, kind, account and region, such as {\"name\": \"staging\", \"kind\": \
    \"development\", \"account\": \"123456789012\", \"region\": \"eu-central-1\"}";

/// The built-in sandbox, then all that people made, by name.
#[utoipa::path(get, path = "/api/environments",
    responses((status = 200, body = EnvironmentList), (status = 503, body = ErrorBody)))]
pub(super) async fn list(State(app): State<App>, Who(who): Who) -> Result<Json<EnvironmentList>, Error> {
    Ok(Json(EnvironmentList { environments: ops::list_environments(&*app.context.store, &who).await? }))
}

/// Keeps a new environment. Its external id is made by the server and stays.
#[utoipa::path(post, path = "/api/environments", request_body = EnvironmentDraft,
    responses((status = 201, body = Environment), (status = 409, body = ErrorBody), (status = 415, body = ErrorBody),
        (status = 422, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn create(State(app): State<App>, Who(who): Who, body: BodyText) -> Result<Response, Error> {
    let made = ops::create_environment(&*app.context.store, &who, body.envelope(EXPECTED)?).await?;
    let location = [(LOCATION, format!("/api/environments/{}", made.name))];
    Ok((StatusCode::CREATED, location, etag(made.counter), Json(made)).into_response())
}

/// One environment.
#[utoipa::path(get, path = "/api/environments/{name}", params(("name" = String, Path)),
    responses((status = 200, body = Environment), (status = 404, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn load(State(app): State<App>, Name(name): Name) -> Result<Response, Error> {
    Ok(answer(ops::load_environment(&*app.context.store, &name).await?))
}

/// Replaces an environment that is still as it was loaded, except for its name and external id.
#[utoipa::path(put, path = "/api/environments/{name}", params(("name" = String, Path), ("If-Match" = String, Header)),
    request_body = EnvironmentDraft,
    responses((status = 200, body = Environment), (status = 404, body = ErrorBody), (status = 409, body = ErrorBody),
        (status = 415, body = ErrorBody), (status = 422, body = ErrorBody), (status = 428, body = ErrorBody),
        (status = 503, body = ErrorBody)))]
pub(super) async fn save(
    State(app): State<App>,
    Who(who): Who,
    Name(name): Name,
    IfMatch(expected): IfMatch,
    body: BodyText,
) -> Result<Response, Error> {
    Ok(answer(ops::save_environment(&*app.context.store, &who, &name, expected, body.envelope(EXPECTED)?).await?))
}

/// Removes an environment that is still as it was loaded. What was applied to it stays there.
#[utoipa::path(delete, path = "/api/environments/{name}",
    params(("name" = String, Path), ("If-Match" = String, Header)),
    responses((status = 204), (status = 404, body = ErrorBody), (status = 409, body = ErrorBody),
        (status = 422, body = ErrorBody), (status = 428, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn delete(
    State(app): State<App>,
    Who(who): Who,
    Name(name): Name,
    IfMatch(expected): IfMatch,
) -> Result<StatusCode, Error> {
    ops::delete_environment(&*app.context.store, &who, &name, expected).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn answer(environment: Environment) -> Response {
    (etag(environment.counter), Json(environment)).into_response()
}
