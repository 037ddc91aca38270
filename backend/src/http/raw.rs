//! JSON with a stored document inside.

use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use serde::Serialize;

use super::error::Error;

/// The JSON of `object` with one more member, whose text goes in as it is: a stored document must come out byte for
/// byte, and reading it again only to write it would change the way its numbers are written.
pub(super) fn with_document<T: Serialize>(object: &T, key: &str, document: &str) -> Result<String, Error> {
    let mut text = serde_json::to_string(object).map_err(Error::Answer)?;
    text.truncate(text.len() - 1);
    Ok(format!("{text},\"{key}\":{document}}}"))
}

pub(super) fn json(text: String) -> impl IntoResponse {
    ([(CONTENT_TYPE, HeaderValue::from_static("application/json"))], text)
}
