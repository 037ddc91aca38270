//! What answers hide from those who may not edit: every value that looks secret, whatever the route.

use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::Response;
use serde_json::Value;
use shared::event::EventRecord;
use shared::secrecy::veil;

use super::error::Error;

/// More than any answer has: a review with its plan, comments and all.
const MAX_ANSWER: usize = 256 << 20;

/// The answer with [`shared::secrecy::MASK`] in the place of what looks secret; the same bytes where nothing does. Only
/// JSON is looked at: events are veiled one by one, and pages hold nothing.
pub(super) async fn veiled(response: Response) -> Result<Response, Error> {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/json") {
        return Ok(response);
    }
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, MAX_ANSWER).await.map_err(Error::AnswerTooLong)?;
    // Large answers take long enough to hold up the other requests of this thread.
    let bytes = tokio::task::spawn_blocking(move || {
        let mut value: Value = serde_json::from_slice(&bytes)?;
        if veil(&mut value) { serde_json::to_vec(&value).map(Into::into) } else { Ok(bytes) }
    });
    let bytes = bytes.await.map_err(Error::ComputationStopped)?.map_err(Error::Answer)?;
    parts.headers.remove(CONTENT_LENGTH);
    Ok(Response::from_parts(parts, Body::from(bytes)))
}

/// The same of an event.
pub(super) fn veiled_event(record: &EventRecord) -> Result<Value, serde_json::Error> {
    let mut value = serde_json::to_value(record)?;
    veil(&mut value);
    Ok(value)
}
