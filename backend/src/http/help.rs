//! Help texts of the form's fields: data, fetched when a person first asks for help.

use std::hash::{DefaultHasher, Hasher};
use std::sync::LazyLock;

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

static FIELDS: &str = include_str!("../../../shared/help/fields.json");
static TAG: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = DefaultHasher::new();
    hasher.write(FIELDS.as_bytes());
    format!("\"{:016x}\"", hasher.finish())
});

/// The help text of each field, by its help id.
#[utoipa::path(get, path = "/api/help/fields", responses((status = 200, body = Object), (status = 304)))]
pub(super) async fn fields(headers: HeaderMap) -> Response {
    let caching = [(CACHE_CONTROL, "no-cache"), (ETAG, TAG.as_str())];
    if headers.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == TAG.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, caching).into_response();
    }
    (caching, [(CONTENT_TYPE, HeaderValue::from_static("application/json"))], FIELDS).into_response()
}
