//! The record of who did what: read, and taken away whole.

use axum::Json;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, Uri};
use axum::response::{IntoResponse, Response};
use futures::TryStreamExt;
use serde::Deserialize;
use shared::api::{AuditEntry, AuditPage, ErrorBody};

use super::App;
use super::access::Who;
use super::error::Error;
use crate::ops::{self, MOST_ENTRIES};

/// What a page has unless it is said.
const USUAL: u32 = 50;

#[derive(Deserialize)]
struct Entries {
    before: Option<i64>,
    limit: Option<u32>,
}

/// Entries of the record, newest first: those of environments that one may see, and those of none.
#[utoipa::path(get, path = "/api/audit",
    params(("before" = Option<i64>, Query, description = "The number of an entry; those before it come"),
        ("limit" = Option<u32>, Query, description = "From 1 to 200; 50 where it isn't said")),
    responses((status = 200, body = AuditPage), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 503, body = ErrorBody)))]
pub(super) async fn list(State(app): State<App>, Who(who): Who, uri: Uri) -> Result<Json<AuditPage>, Error> {
    let Query(Entries { before, limit }) = Query::try_from_uri(&uri).map_err(|_| Error::EntriesUnnamed)?;
    let limit = limit.unwrap_or(USUAL);
    if !(1..=MOST_ENTRIES).contains(&limit) {
        return Err(Error::EntriesUnnamed);
    }
    let page = ops::list_audit(&*app.context.store, &who, before, limit).await?;
    // What was found at the start is the first that is broken; a page tells only of what it looked at.
    let broken = app.broken.map(Into::into).or(page.broken);
    Ok(Json(AuditPage { broken, ..page }))
}

/// The whole record, oldest first, an entry a line. A line's last member is the hash; the line without it is what the
/// hash is of, to the byte. Where reading fails halfway the answer breaks off.
#[utoipa::path(get, path = "/api/audit/export",
    responses((status = 200, body = AuditEntry, content_type = "application/x-ndjson"),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn export(State(app): State<App>, Who(who): Who) -> Result<Response, Error> {
    ops::record_export(&*app.context.store, &who).await?;
    let batches = ops::export_audit(app.context.store.clone());
    let lines = batches.map_ok(|entries| entries.iter().map(|entry| entry.line() + "\n").collect::<String>());
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("application/x-ndjson")),
        (CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"bayplan-audit.ndjson\"")),
    ];
    Ok((headers, Body::from_stream(lines)).into_response())
}
