//! Versions of designs: save, list, load, restore, compare.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::header::LOCATION;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use shared::api::{
    Comparison, ConflictBody, ErrorBody, PushVersion, SaveVersion, VersionCopy, VersionList, VersionMeta,
};
use shared::document::{Caps, Pointer, parse_within};
use shared::import::Unusable;

use super::App;
use super::access::Who;
use super::body::BodyText;
use super::error::Error;
use super::if_match::{IfMatch, etag};
use super::path::{Id, VersionAt};
use super::raw::{json, with_document};
use crate::ops;

/// A design's versions, newest first.
#[utoipa::path(get, path = "/api/designs/{id}/versions", params(("id" = String, Path)),
    responses((status = 200, body = VersionList), (status = 404, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn list(State(app): State<App>, Id(id): Id) -> Result<Json<VersionList>, Error> {
    Ok(Json(VersionList { versions: ops::list_versions(&*app.context.store, &id).await? }))
}

/// Keeps the saved state of a design, if it is still as it was loaded, as a version. Where nothing changed since the
/// last version, that one is the answer.
#[utoipa::path(post, path = "/api/designs/{id}/versions", params(("id" = String, Path), ("If-Match" = String, Header)),
    request_body = SaveVersion,
    responses((status = 201, body = VersionMeta), (status = 404, body = ErrorBody), (status = 409, body = ConflictBody),
        (status = 415, body = ErrorBody), (status = 422, body = ErrorBody), (status = 428, body = ErrorBody),
        (status = 503, body = ErrorBody)))]
pub(super) async fn save(
    State(app): State<App>,
    Who(who): Who,
    Id(id): Id,
    IfMatch(expected): IfMatch,
    body: BodyText,
) -> Result<Response, Error> {
    let request: SaveVersion = body.envelope("an object with a note, such as {\"note\": \"larger tasks\"}")?;
    let meta = ops::save_version(&*app.context.store, &who, &id, expected, &request.note).await?;
    let location = [(LOCATION, format!("/api/designs/{id}/versions/{}", meta.number))];
    Ok((StatusCode::CREATED, location, Json(meta)).into_response())
}

/// Keeps the document in the body as a version, as a pipeline does: the design as it is edited stays as it is. The
/// document is kept byte for byte. Where the last version says the same, that one is the answer.
#[utoipa::path(post, path = "/api/designs/{id}/push", params(("id" = String, Path)), request_body = PushVersion,
    responses((status = 201, body = VersionMeta), (status = 400, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 413, body = ErrorBody), (status = 415, body = ErrorBody), (status = 422, body = ErrorBody),
        (status = 503, body = ErrorBody)))]
pub(super) async fn push(State(app): State<App>, Who(who): Who, Id(id): Id, body: BodyText) -> Result<Response, Error> {
    const EXPECTED: &str = "an object with a document, which is a design, and perhaps a note and a source";
    // Read strictly: a key that is there twice would be lost without a word.
    let parsed = parse_within(&body.0, Caps::ENVELOPE).map_err(Unusable::Text)?;
    let request: PushVersion = body.envelope(EXPECTED)?;
    let span = parsed.span(&Pointer::root().key("document"));
    let document = body.0.get(span.start..span.end).ok_or(Error::WrongBody(EXPECTED))?;
    let meta = ops::push_version(&app.context, &who, &id, document, &request.note, request.source).await?;
    let location = [(LOCATION, format!("/api/designs/{id}/versions/{}", meta.number))];
    Ok((StatusCode::CREATED, location, Json(meta)).into_response())
}

/// One version with its document.
#[utoipa::path(get, path = "/api/designs/{id}/versions/{number}", params(("id" = String, Path), ("number" = i64, Path)),
    responses((status = 200, body = VersionCopy), (status = 404, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn load(State(app): State<App>, VersionAt(id, number): VersionAt) -> Result<Response, Error> {
    let copy = ops::load_version(&*app.context.store, &id, number).await?;
    Ok(json(with_document(&copy.meta, "document", &copy.document)?).into_response())
}

/// Makes a version the saved state of a design that is still as it was loaded, and the newest version. The answer's
/// `ETag` is the design's new counter.
#[utoipa::path(post, path = "/api/designs/{id}/versions/{number}/restore",
    params(("id" = String, Path), ("number" = i64, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = VersionMeta), (status = 404, body = ErrorBody), (status = 409, body = ConflictBody),
        (status = 428, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn restore(
    State(app): State<App>,
    Who(who): Who,
    VersionAt(id, number): VersionAt,
    IfMatch(expected): IfMatch,
) -> Result<Response, Error> {
    let (version, design) = ops::restore_version(&*app.context.store, &who, &id, expected, number).await?;
    Ok((etag(design.counter), Json(version)).into_response())
}

#[derive(Deserialize)]
struct Versions {
    from: i64,
    to: i64,
}

/// How one version differs from another in meaning.
#[utoipa::path(get, path = "/api/designs/{id}/compare",
    params(("id" = String, Path), ("from" = i64, Query), ("to" = i64, Query)),
    responses((status = 200, body = Comparison), (status = 400, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 503, body = ErrorBody)))]
pub(super) async fn compare(State(app): State<App>, Id(id): Id, uri: Uri) -> Result<Json<Comparison>, Error> {
    let Query(Versions { from, to }) = Query::try_from_uri(&uri).map_err(|_| Error::VersionsUnnamed)?;
    let from = ops::load_version(&*app.context.store, &id, from).await?;
    let to = ops::load_version(&*app.context.store, &id, to).await?;
    // Large documents take long enough to hold up the other requests of this thread.
    let comparison = tokio::task::spawn_blocking(move || ops::compare_versions(from, to)).await;
    Ok(Json(comparison.map_err(Error::ComputationStopped)??))
}
