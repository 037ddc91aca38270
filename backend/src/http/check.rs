//! The check, for clients without our code.

use axum::Json;
use axum::extract::Query;
use axum::http::Uri;
use serde::Deserialize;
use shared::api::{CheckReport, ErrorBody};
use shared::check::InputKind;

use super::body::BodyText;
use super::error::Error;
use crate::ops;

#[derive(Deserialize)]
struct Options {
    kind: Option<String>,
}

/// Checks any JSON text as what it says it is, or as what it looks like.
#[utoipa::path(post, path = "/api/check",
    params(("kind" = Option<String>, Query, description = "auto, task-definition, service, bundle or design")),
    request_body(content = Object, content_type = "application/json"),
    responses((status = 200, body = CheckReport), (status = 400, body = ErrorBody), (status = 413, body = ErrorBody),
        (status = 415, body = ErrorBody), (status = 422, body = ErrorBody)))]
pub(super) async fn check(uri: Uri, body: BodyText) -> Result<Json<CheckReport>, Error> {
    let kind = kind(&uri)?;
    // A large document takes long enough to hold up the other requests of this thread.
    let report = tokio::task::spawn_blocking(move || ops::check_text(&body.0, kind)).await;
    Ok(Json(report.map_err(Error::ComputationStopped)??))
}

fn kind(uri: &Uri) -> Result<Option<InputKind>, Error> {
    let unknown = |given: &str| Error::UnknownKind { given: given.chars().take(40).collect() };
    let Query(Options { kind }) = Query::try_from_uri(uri).map_err(|_| unknown("more than one kind"))?;
    let Some(word) = kind.filter(|word| word != "auto") else { return Ok(None) };
    let known = InputKind::ALL.into_iter().find(|kind| kind.word() == word);
    known.map_or_else(|| Err(unknown(&format!("kind={word}"))), |kind| Ok(Some(kind)))
}
