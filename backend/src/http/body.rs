//! The text of a request's body, read no further than it may be long.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_LENGTH;
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;
use shared::document::MAX_BYTES;

use super::error::Error;

/// A little above what may be kept, so that just too long a text still gets the answer that says how long it is.
const MAX_BODY: usize = MAX_BYTES + 64 * 1024;
/// How much of a too large body is read and thrown away. A client that is still sending when the connection closes
/// sees a broken connection instead of the reason.
const MAX_DRAINED: usize = 16 * MAX_BYTES;

/// A body as text.
pub(super) struct BodyText(pub(super) String);

impl<S: Sync> FromRequest<S> for BodyText {
    type Rejection = Error;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Error> {
        let declared = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
        if declared.is_some_and(|length: usize| length > MAX_DRAINED) {
            return Err(Error::BodyTooLarge);
        }
        let bytes = read(request.into_body()).await?;
        let text = String::from_utf8(bytes).map_err(|error| Error::NotUtf8(error.utf8_error().valid_up_to()))?;
        Ok(Self(text))
    }
}

impl BodyText {
    /// The body as one of our own envelopes; `expected` tells a person what it should have been.
    pub(super) fn envelope<T: DeserializeOwned>(&self, expected: &'static str) -> Result<T, Error> {
        serde_json::from_str(&self.0).map_err(|_| Error::WrongBody(expected))
    }
}

async fn read(mut body: Body) -> Result<Vec<u8>, Error> {
    let (mut bytes, mut seen) = (Vec::new(), 0);
    while let Some(chunk) = next(&mut body).await? {
        seen += chunk.len();
        if seen <= MAX_BODY {
            bytes.extend_from_slice(&chunk);
        } else {
            bytes = Vec::new();
        }
        if seen > MAX_DRAINED {
            break;
        }
    }
    if seen <= MAX_BODY { Ok(bytes) } else { Err(Error::BodyTooLarge) }
}

async fn next(body: &mut Body) -> Result<Option<Bytes>, Error> {
    match body.frame().await {
        // Trailers hold no data.
        Some(Ok(frame)) => Ok(Some(frame.into_data().unwrap_or_default())),
        Some(Err(_)) => Err(Error::BodyBroken),
        None => Ok(None),
    }
}
