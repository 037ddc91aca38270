//! The pages, which are part of this program.

use axum::extract::Request;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{Html, IntoResponse, Response};

use super::error::Error;

/// A file of the pages, as it was when this program was compiled.
struct UiFile {
    path: &'static str,
    content_type: &'static str,
    /// Changes with the content.
    tag: &'static str,
    plain: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

/// Sorted by path; made by build.rs.
static FILES: &[UiFile] = include!(concat!(env!("OUT_DIR"), "/ui_files.rs"));

const NOT_BUILT: &str = include_str!("ui/not_built.html");

/// Gives a file, or the page that finds out in the browser what an address shows.
pub(super) async fn serve(request: Request) -> Result<Response, Error> {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        respond(FILES, request.uri().path().trim_start_matches('/'), request.headers())
    } else {
        Err(Error::MethodNotAllowed)
    }
}

fn respond(files: &[UiFile], path: &str, headers: &HeaderMap) -> Result<Response, Error> {
    let find = |path: &str| files.binary_search_by(|file| file.path.cmp(path)).ok().map(|at| &files[at]);
    // Names under assets/ change with their content.
    if path.starts_with("assets/") {
        let file = find(path).ok_or(Error::NoSuchRoute)?;
        return Ok(answer(file, headers, "public, max-age=31536000, immutable"));
    }
    match find(path).or_else(|| find(page_of(path))) {
        Some(file) => Ok(answer(file, headers, "no-cache")),
        None => Ok(([(CACHE_CONTROL, "no-store")], Html(NOT_BUILT)).into_response()),
    }
}

/// The addresses of pages that other modules than the editor's have, and what loads the module. `*` is any one step.
const PAGES: &[(&str, &str)] = &[
    ("applies/*", "operate.html"),
    ("designs/*/history", "operate.html"),
    ("designs/*/plan", "operate.html"),
    ("environments", "operate.html"),
    ("reviews", "review.html"),
    ("reviews/*", "review.html"),
    ("account", "team.html"),
    ("audit", "team.html"),
    ("hooks", "team.html"),
    ("join", "team.html"),
    ("open", "team.html"),
    ("people", "team.html"),
    ("sign-in", "team.html"),
    ("tokens", "team.html"),
];

/// The page that finds out in the browser what an address shows.
fn page_of(path: &str) -> &'static str {
    let path: Vec<&str> = path.split('/').filter(|step| !step.is_empty()).collect();
    let shows = |pattern: &str| {
        let pattern: Vec<&str> = pattern.split('/').collect();
        pattern.len() == path.len() && pattern.iter().zip(&path).all(|(wanted, step)| *wanted == "*" || wanted == step)
    };
    PAGES.iter().find(|(pattern, _)| shows(pattern)).map_or("index.html", |(_, page)| page)
}

fn answer(file: &UiFile, headers: &HeaderMap, caching: &'static str) -> Response {
    let common = [(CACHE_CONTROL, caching), (VARY, "accept-encoding"), (ETAG, file.tag)];
    if headers.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == file.tag.as_bytes()) {
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

    async fn get(path: &str, headers: &HeaderMap) -> (HeaderMap, String) {
        let response = respond(TABLE, path, headers).unwrap();
        let headers = response.headers().clone();
        let body = axum::body::to_bytes(response.into_body(), 10_000).await.unwrap();
        (headers, String::from_utf8(body.to_vec()).unwrap())
    }

    static TABLE: &[UiFile] = &[
        UiFile {
            path: "assets/a.js",
            content_type: "text/javascript",
            tag: "\"a\"",
            plain: b"plain",
            brotli: Some(b"brotli"),
            gzip: Some(b"gzip"),
        },
        UiFile {
            path: "index.html",
            content_type: "text/html",
            tag: "\"i\"",
            plain: b"page",
            brotli: None,
            gzip: None,
        },
        UiFile {
            path: "operate.html",
            content_type: "text/html",
            tag: "\"o\"",
            plain: b"other page",
            brotli: None,
            gzip: None,
        },
    ];

    #[tokio::test]
    async fn a_file_comes_in_the_best_encoding_that_the_client_takes() {
        for (accept, encoding, expected) in [
            ("gzip, deflate, BR", Some("br"), "brotli"),
            ("gzip;q=0.5, br;q=0", Some("gzip"), "gzip"),
            ("identity", None, "plain"),
            ("br;q=0.000, gzip; q=0", None, "plain"),
            ("", None, "plain"),
        ] {
            let (given, body) = get("assets/a.js", &headers(accept)).await;
            let given = given.get(CONTENT_ENCODING).map(|value| value.to_str().unwrap());
            assert_eq!((given, body.as_str()), (encoding, expected), "{accept}");
        }
    }

    #[tokio::test]
    async fn addresses_show_the_page_and_assets_are_kept() {
        for path in ["", "index.html", "designs/0123"] {
            let (headers, body) = get(path, &HeaderMap::new()).await;
            assert_eq!((headers[CACHE_CONTROL].as_bytes(), body.as_str()), (&b"no-cache"[..], "page"), "{path}");
        }
        for path in ["environments", "applies/0123", "designs/0123/history", "designs/0123/plan/"] {
            assert_eq!(get(path, &HeaderMap::new()).await.1, "other page", "{path}");
        }
        assert_eq!(
            ["reviews", "reviews/0123/", "reviews/0123/x"].map(page_of),
            ["review.html", "review.html", "index.html"]
        );
        assert_eq!(["sign-in", "people/", "people/0123"].map(page_of), ["team.html", "team.html", "index.html"]);
        let (headers, _) = get("assets/a.js", &HeaderMap::new()).await;
        assert!(headers[CACHE_CONTROL].to_str().unwrap().contains("immutable"));
        assert!(matches!(respond(TABLE, "assets/b.js", &HeaderMap::new()), Err(Error::NoSuchRoute)));
        let known = HeaderMap::from_iter([(IF_NONE_MATCH, "\"i\"".parse().unwrap())]);
        assert_eq!(respond(TABLE, "", &known).unwrap().status(), StatusCode::NOT_MODIFIED);
        let unbuilt = respond(&[], "", &HeaderMap::new()).unwrap();
        assert_eq!(unbuilt.headers()[CACHE_CONTROL], "no-store");
    }

    #[test]
    fn the_table_can_be_searched() {
        assert!(FILES.is_sorted_by(|a, b| a.path < b.path));
    }
}
