//! The sample design.

use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;

use crate::ops;

/// The design that a newcomer finds, as it was shipped.
#[utoipa::path(get, path = "/api/sample", responses((status = 200, body = Object)))]
pub(super) async fn sample() -> impl IntoResponse {
    ([(CONTENT_TYPE, HeaderValue::from_static("application/json"))], ops::SAMPLE)
}
