//! Who sends a request.

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;

use super::App;
use super::cookies::Cookie;
use super::error::Error;
use crate::ops::{self, Actor, Credentials};

/// What a request shows.
pub(super) struct Shown(pub(super) Credentials);

impl FromRequestParts<App> for Shown {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        Ok(Self(app.credentials(&parts.headers)))
    }
}

impl App {
    /// Who sends the request: without accounts the person at the machine, else whoever the cookie or token tells.
    pub(super) async fn identify(&self, parts: &Parts) -> Result<Actor, Error> {
        match &self.team {
            None => Ok(Actor::local()),
            Some(_) => Ok(ops::identify(&self.context, &self.credentials(&parts.headers)).await?),
        }
    }

    fn credentials(&self, headers: &HeaderMap) -> Credentials {
        let authorization = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let bearer = authorization.and_then(|value| value.split_once(' '));
        Credentials {
            session: self.shown(Cookie::Session, headers),
            link: self.shown(Cookie::Link, headers),
            bearer: bearer
                .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
                .map(|(_, token)| token.trim().to_owned()),
        }
    }
}
