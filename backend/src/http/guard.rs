//! Refuses requests that other sites make a browser send.
//!
//! Without accounts, whoever reaches the port may do everything. A page of another site reaches it too, by naming
//! this machine (then the Origin is foreign) or by making its own name point to it (then the Host is). With accounts it
//! would do what whoever looks at it may do. So only the team's address is answered to then, or the loopback ones.

use axum::body::HttpBody;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, HOST, HeaderName, ORIGIN};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::Response;

use super::App;
use super::error::Error;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
/// The names that this machine has for itself.
const LOOPBACK: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// Probes name whatever address they reach a server by, and learn no more than that it is there.
const HEALTH: &str = "/api/health";

pub(super) async fn admit(State(app): State<App>, request: Request, next: Next) -> Result<Response, Error> {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if reads && app.team.is_some() && request.uri().path() == HEALTH {
        return Ok(next.run(request).await);
    }
    let host = own_host(&request, &app)?;
    if !reads {
        own_origin(request.headers(), &app.origin(&host))?;
        if !request.body().is_end_stream() && !is_json(request.headers()) {
            return Err(Error::NotJsonType);
        }
    }
    Ok(next.run(request).await)
}

/// The host that the request is addressed to, if that is us.
fn own_host(request: &Request, app: &App) -> Result<String, Error> {
    let in_address = request.uri().authority().map(|authority| authority.as_str().to_owned());
    let in_headers = request.headers().get_all(HOST).iter().map(|host| String::from_utf8_lossy(host.as_bytes()).into());
    let mut named = in_address.into_iter().chain(in_headers);
    let Some(host) = named.next() else { return Err(Error::ForeignHost { host: "no host".to_owned() }) };
    match std::iter::once(&host).chain(&named.collect::<Vec<_>>()).find(|host| !app.is_own(host)) {
        Some(foreign) => Err(Error::ForeignHost { host: foreign.chars().take(100).collect() }),
        None => Ok(host),
    }
}

impl App {
    fn is_own(&self, host: &str) -> bool {
        match &self.team {
            Some(team) => team.address.is_host(host),
            None => is_loopback(host, self.port),
        }
    }

    /// What a page of ours says that it is of, where it was opened at `host`.
    fn origin(&self, host: &str) -> String {
        self.team.as_ref().map_or_else(|| format!("http://{host}"), |team| team.address.origin().to_owned())
    }
}

fn is_loopback(host: &str, port: u16) -> bool {
    LOOPBACK.iter().any(|name| {
        let rest = host.get(..name.len()).filter(|start| start.eq_ignore_ascii_case(name)).map(|_| &host[name.len()..]);
        match rest.map(|rest| rest.strip_prefix(':')) {
            Some(Some(given)) => given == port.to_string(),
            // The port of http when none is named.
            Some(None) => host.len() == name.len() && port == 80,
            None => false,
        }
    })
}

/// Refuses what a page of another origin sends. Programs send no Origin.
fn own_origin(headers: &HeaderMap, own: &str) -> Result<(), Error> {
    let foreign = |origin: &[u8]| {
        Err(Error::ForeignOrigin { origin: String::from_utf8_lossy(origin).chars().take(100).collect() })
    };
    for origin in headers.get_all(ORIGIN) {
        if !origin.to_str().is_ok_and(|origin| origin.eq_ignore_ascii_case(own)) {
            return foreign(origin.as_bytes());
        }
    }
    match headers.get(FETCH_SITE).map(axum::http::HeaderValue::as_bytes) {
        None | Some(b"same-origin" | b"none") => Ok(()),
        Some(_) => foreign(b"another site"),
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let essence = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()?.split(';').next());
    essence.is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_names_with_our_port_are_us() {
        for host in ["127.0.0.1:8080", "localhost:8080", "LOCALHOST:8080", "[::1]:8080"] {
            assert!(is_loopback(host, 8080), "{host}");
        }
        assert!(is_loopback("localhost", 80));
        for host in [
            "",
            "localhost",
            "localhost:",
            "localhost:80",
            "localhost:8080:1",
            "localhost.evil.example:8080",
            "127.0.0.1.evil.example:8080",
            "evil.example:8080",
            "127.0.0.2:8080",
            "::1:8080",
            "user@localhost:8080",
            "localhostx",
            "\u{e9}localhost:8080",
        ] {
            assert!(!is_loopback(host, 8080), "{host}");
        }
    }
}
