//! The counter that a change was made from.

use axum::extract::FromRequestParts;
use axum::http::header::{ETAG, HeaderName, IF_MATCH};
use axum::http::request::Parts;

use super::error::Error;

/// The counter in `If-Match`.
pub(super) struct IfMatch(pub(super) i64);

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Error> {
        let Some(given) = parts.headers.get(IF_MATCH) else { return Err(Error::IfMatchMissing) };
        let given = String::from_utf8_lossy(given.as_bytes());
        let trimmed = given.trim();
        let counter = trimmed.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(trimmed);
        match counter.parse() {
            Ok(counter) => Ok(Self(counter)),
            Err(_) => Err(Error::IfMatchUnreadable { given: trimmed.chars().take(40).collect() }),
        }
    }
}

/// The header that gives a design's counter to the client.
pub(super) fn etag(counter: i64) -> [(HeaderName, String); 1] {
    [(ETAG, format!("\"{counter}\""))]
}
