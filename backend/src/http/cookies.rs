//! The cookies: of a session, of a review link, and of a sign-in with OpenID Connect that has begun.

use axum::http::HeaderMap;
use axum::http::header::{COOKIE, HeaderName, SET_COOKIE};

use super::App;

/// A cookie by its name without the prefix.
#[derive(Clone, Copy)]
pub(super) enum Cookie {
    Session,
    Link,
    Oidc,
}

impl App {
    /// What the request shows in the cookie.
    pub(super) fn shown(&self, cookie: Cookie, headers: &HeaderMap) -> Option<String> {
        let name = self.name(cookie);
        let all = headers.get_all(COOKIE).iter().filter_map(|header| header.to_str().ok());
        let mut pairs = all.flat_map(|header| header.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
    }

    /// The header that has a browser keep `value` for so many seconds. No script reads it, and no other site has it
    /// sent except by leading people here.
    pub(super) fn keep(&self, cookie: Cookie, value: &str, seconds: i64) -> [(HeaderName, String); 1] {
        let (name, secure) = (self.name(cookie), if self.is_secure() { "; Secure" } else { "" });
        [(SET_COOKIE, format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"))]
    }

    /// The header that has a browser forget it.
    pub(super) fn forget(&self, cookie: Cookie) -> [(HeaderName, String); 1] {
        self.keep(cookie, "", 0)
    }

    /// With `__Host-` a browser takes it from this host alone, and only over https.
    fn name(&self, cookie: Cookie) -> &'static str {
        match (cookie, self.is_secure()) {
            (Cookie::Session, true) => "__Host-bayplan_session",
            (Cookie::Session, false) => "bayplan_session",
            (Cookie::Link, true) => "__Host-bayplan_link",
            (Cookie::Link, false) => "bayplan_link",
            (Cookie::Oidc, true) => "__Host-bayplan_oidc",
            (Cookie::Oidc, false) => "bayplan_oidc",
        }
    }
}
