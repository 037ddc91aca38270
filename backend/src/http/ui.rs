//! The pages, which are part of this program.

use std::hash::{DefaultHasher, Hasher};

use axum::extract::Request;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{Html, IntoResponse, Response};

use super::error::Error;

/// A file of the pages, as it was when this program was compiled.
struct UiFile {
    path: &'static str,
    content_type: &'static str,
    plain: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

/// Sorted by path; made by build.rs.
static FILES: &[UiFile] = include!(concat!(env!("OUT_DIR"), "/ui_files.rs"));

const NOT_BUILT: &str = include_str!("ui/not_built.html");

/// Gives a file, or the page that finds out in the browser what an address shows.
pub(super) async fn serve(request: Request) -> Result<Response, Error> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Err(Error::MethodNotAllowed);
    }
    let path = request.uri().path().trim_start_matches('/');
    // Names under assets/ change with their content.
    let is_asset = path.starts_with("assets/");
    match find(path).or_else(|| if is_asset { None } else { find("index.html") }) {
        Some(file) if is_asset => Ok(answer(file, request.headers(), "public, max-age=31536000, immutable")),
        Some(file) => Ok(answer(file, request.headers(), "no-cache")),
        None if is_asset => Err(Error::NoSuchRoute),
        None => Ok(([(CACHE_CONTROL, "no-store")], Html(NOT_BUILT)).into_response()),
    }
}

/// An entity tag that changes with the content.
pub(super) fn content_tag(content: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    hasher.write(content);
    format!("\"{:016x}\"", hasher.finish())
}

fn find(path: &str) -> Option<&'static UiFile> {
    FILES.binary_search_by(|file| file.path.cmp(path)).ok().map(|at| &FILES[at])
}

fn answer(file: &UiFile, headers: &HeaderMap, caching: &'static str) -> Response {
    let tag = content_tag(file.plain);
    let common = [(CACHE_CONTROL, caching), (VARY, "accept-encoding"), (ETAG, tag.as_str())];
    if headers.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }
    let kind = [(CONTENT_TYPE, file.content_type)];
    let encoded = [("br", file.brotli), ("gzip", file.gzip)];
    match encoded
        .into_iter()
        .find_map(|(name, bytes)| bytes.filter(|_| accepts(headers, name)).map(|bytes| (name, bytes)))
    {
        Some((name, bytes)) => (common, kind, [(CONTENT_ENCODING, name)], bytes).into_response(),
        None => (common, kind, file.plain).into_response(),
    }
}

/// Whether the client takes an encoding: it names it, and not with the weight 0.
fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    let values = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|item| {
        let mut parts = item.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding));
        let refused = parts.any(|part| {
            part.to_ascii_lowercase()
                .strip_prefix("q=")
                .is_some_and(|q| q.trim().parse::<f32>().is_ok_and(|q| q <= 0.0))
        });
        named && !refused
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(accept: &str) -> HeaderMap {
        HeaderMap::from_iter([(ACCEPT_ENCODING, accept.parse().unwrap())])
    }

    #[tokio::test]
    async fn a_file_comes_in_the_best_encoding_that_the_client_takes() {
        let file = UiFile {
            path: "a.js",
            content_type: "text/javascript",
            plain: b"plain",
            brotli: Some(b"brotli"),
            gzip: Some(b"gzip"),
        };
        for (accept, encoding) in [
            ("gzip, deflate, BR", Some("br")),
            ("gzip;q=0.5, br;q=0", Some("gzip")),
            ("identity", None),
            ("br;q=0.000, gzip; q=0", None),
            ("", None),
        ] {
            let response = answer(&file, &headers(accept), "no-cache");
            let given = response.headers().get(CONTENT_ENCODING).map(|value| value.to_str().unwrap());
            assert_eq!(given, encoding, "{accept}");
            let body = axum::body::to_bytes(response.into_body(), 10).await.unwrap();
            let expected = match encoding {
                Some("br") => "brotli",
                Some(other) => other,
                None => "plain",
            };
            assert_eq!(body, expected, "{accept}");
        }
        let mut known = HeaderMap::new();
        known.insert(IF_NONE_MATCH, content_tag(b"plain").parse().unwrap());
        assert_eq!(answer(&file, &known, "no-cache").status(), StatusCode::NOT_MODIFIED);
    }

    #[test]
    fn the_table_can_be_searched() {
        assert!(FILES.is_sorted_by(|a, b| a.path < b.path));
    }
}
