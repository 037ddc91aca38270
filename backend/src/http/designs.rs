//! Designs: list, create, load, save, duplicate, rename, delete.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use shared::api::{ConflictBody, DesignCopy, DesignList, DesignMeta, ErrorBody, ErrorDetail, Rename};

use super::App;
use super::access::Who;
use super::body::BodyText;
use super::error::Error;
use super::if_match::{IfMatch, etag};
use super::path::Id;
use super::raw::{json, with_document};
use crate::ops;
use crate::store::StoredDesign;

/// All designs, newest change first.
#[utoipa::path(get, path = "/api/designs", responses((status = 200, body = DesignList), (status = 503, body = ErrorBody)))]
pub(super) async fn list(State(app): State<App>) -> Result<Json<DesignList>, Error> {
    Ok(Json(DesignList { designs: ops::list_designs(&*app.context.store).await? }))
}

/// Keeps a new design. The body is the design itself.
#[utoipa::path(post, path = "/api/designs", request_body(content = Object, content_type = "application/json"),
    responses((status = 201, body = DesignMeta), (status = 400, body = ErrorBody), (status = 413, body = ErrorBody),
        (status = 415, body = ErrorBody), (status = 422, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn create(State(app): State<App>, Who(who): Who, body: BodyText) -> Result<Response, Error> {
    Ok(created(ops::create_design(&*app.context.store, &who, &body.0).await?))
}

/// One design with its document.
#[utoipa::path(get, path = "/api/designs/{id}", params(("id" = String, Path)),
    responses((status = 200, body = DesignCopy), (status = 404, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn load(State(app): State<App>, Id(id): Id) -> Result<Response, Error> {
    let copy = ops::load_design(&*app.context.store, &id).await?;
    Ok((etag(copy.meta.counter), json(with_document(&copy.meta, "document", &copy.document)?)).into_response())
}

/// Replaces a design that is still as it was loaded. The body is the design itself.
#[utoipa::path(put, path = "/api/designs/{id}", params(("id" = String, Path), ("If-Match" = String, Header)),
    request_body(content = Object, content_type = "application/json"),
    responses((status = 200, body = DesignMeta), (status = 400, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 409, body = ConflictBody), (status = 413, body = ErrorBody), (status = 415, body = ErrorBody),
        (status = 422, body = ErrorBody), (status = 428, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn save(
    State(app): State<App>,
    Who(who): Who,
    Id(id): Id,
    IfMatch(expected): IfMatch,
    body: BodyText,
) -> Result<Response, Error> {
    Ok(changed(ops::save_design(&*app.context.store, &who, &id, expected, &body.0).await?))
}

/// Removes a design that is still as it was loaded.
#[utoipa::path(delete, path = "/api/designs/{id}", params(("id" = String, Path), ("If-Match" = String, Header)),
    responses((status = 204), (status = 404, body = ErrorBody), (status = 409, body = ConflictBody),
        (status = 428, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn delete(
    State(app): State<App>,
    Who(who): Who,
    Id(id): Id,
    IfMatch(expected): IfMatch,
) -> Result<StatusCode, Error> {
    ops::delete_design(&*app.context.store, &who, &id, expected).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Keeps a copy under a name that says so.
#[utoipa::path(post, path = "/api/designs/{id}/duplicate", params(("id" = String, Path)),
    responses((status = 201, body = DesignMeta), (status = 404, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn duplicate(State(app): State<App>, Who(who): Who, Id(id): Id) -> Result<Response, Error> {
    Ok(created(ops::duplicate_design(&*app.context.store, &who, &id).await?))
}

/// Changes the name in a design that is still as it was loaded.
#[utoipa::path(post, path = "/api/designs/{id}/rename", params(("id" = String, Path), ("If-Match" = String, Header)),
    request_body = Rename,
    responses((status = 200, body = DesignMeta), (status = 404, body = ErrorBody), (status = 409, body = ConflictBody),
        (status = 415, body = ErrorBody), (status = 422, body = ErrorBody), (status = 428, body = ErrorBody),
        (status = 503, body = ErrorBody)))]
pub(super) async fn rename(
    State(app): State<App>,
    Who(who): Who,
    Id(id): Id,
    IfMatch(expected): IfMatch,
    body: BodyText,
) -> Result<Response, Error> {
    let rename: Rename = body.envelope("an object with a name, such as {\"name\": \"shop\"}")?;
    Ok(changed(ops::rename_design(&*app.context.store, &who, &id, expected, &rename.name).await?))
}

fn created(meta: DesignMeta) -> Response {
    let location = [(LOCATION, format!("/api/designs/{}", meta.id))];
    (StatusCode::CREATED, location, etag(meta.counter), Json(meta)).into_response()
}

fn changed(meta: DesignMeta) -> Response {
    (etag(meta.counter), Json(meta)).into_response()
}

/// The answer to a change that came too late: the copy that is there.
pub(super) fn conflict(error: ErrorDetail, current: &StoredDesign) -> Response {
    let body = with_document(&current.meta, "document", &current.document)
        .and_then(|copy| with_document(&ErrorBody { error }, "current", &copy));
    match body {
        Ok(body) => (StatusCode::CONFLICT, etag(current.meta.counter), json(body)).into_response(),
        Err(error) => error.into_response(),
    }
}
