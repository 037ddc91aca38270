//! Requests as the people of a team and their programs send them.

use axum::body::Body;
use axum::http::{Request, header};
use bayplan::ops::{self, Actor};
use bayplan::store::Identity;
use serde_json::Value;
use shared::access::Grants;
use shared::api::{Invite, Person};

use super::app::{Answer, TestApp};

pub(crate) const ADDRESS: &str = "https://bayplan.test";
pub(crate) const SESSION: &str = "__Host-bayplan_session";
pub(crate) const LINK: &str = "__Host-bayplan_link";

/// What someone shows with each request.
#[derive(Clone, Default)]
pub(crate) struct Caller {
    pub(crate) session: Option<String>,
    pub(crate) link: Option<String>,
    pub(crate) bearer: Option<String>,
}

impl Caller {
    pub(crate) fn session(session: &str) -> Self {
        Self { session: Some(session.to_owned()), ..Self::default() }
    }

    /// What a page of the team's address, or a program, would send.
    pub(crate) fn request(&self, method: &str, path: &str, body: impl Into<Body>) -> Request<Body> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "bayplan.test")
            .header(header::ORIGIN, ADDRESS)
            .header(header::IF_MATCH, "\"1\"")
            .header(header::CONTENT_TYPE, "application/json");
        for (name, value) in [(SESSION, &self.session), (LINK, &self.link)] {
            if let Some(value) = value {
                request = request.header(header::COOKIE, format!("theme=dark; {name}={value}"));
            }
        }
        if let Some(bearer) = &self.bearer {
            request = request.header(header::AUTHORIZATION, format!("Bearer {bearer}"));
        }
        request.body(body.into()).unwrap()
    }

    pub(crate) async fn call(&self, app: &TestApp, method: &str, path: &str, body: &Value) -> Answer {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        app.send(self.request(method, path, body)).await
    }
}

/// Someone with these roles, without a password, and what their browser shows.
pub(crate) async fn person(app: &TestApp, name: &str, grants: Grants) -> (Person, Caller) {
    let asked = Invite { note: String::new(), grants };
    let (_, secret) = ops::invite(&app.context, &Actor::local(), asked).await.unwrap();
    let identity = Identity { issuer: "https://issuer.test".to_owned(), subject: name.to_owned() };
    let email = format!("{}@example.com", name.to_lowercase().replace(' ', "."));
    let joined = ops::join_with_identity(&app.context, &secret.text(), identity, name, &email).await.unwrap();
    (joined.person, Caller::session(&joined.session.text()))
}

/// The value that the answer sets a cookie to, and what else it says of it.
pub(crate) fn cookie(answer: &Answer, name: &str) -> Option<(String, String)> {
    let all = answer.headers.get_all(header::SET_COOKIE).iter().map(|header| header.to_str().unwrap());
    let mut named = all.filter_map(|header| header.strip_prefix(name)?.strip_prefix('='));
    let (value, rest) = named.next()?.split_once("; ")?;
    Some((value.to_owned(), rest.to_owned()))
}
