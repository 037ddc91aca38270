//! A team's server with its provider, and browsers that reach both.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use bayplan::connections;
use bayplan::http::{App, PublicAddress, Team, router};
use bayplan::oidc::{Provider, Registration};
use bayplan::ops::{self, Actor, Context};
use bayplan::outgoing::{Outgoing, Reach};
use bayplan::store::MemoryStore;
use openidconnect::url::form_urlencoded;
use serde_json::{Value, json};
use shared::access::{Grants, Role};
use shared::api::{Act, Invite};
use tower::ServiceExt;

use crate::support::app::Answer;
use crate::support::provider::{CLIENT, CLIENT_SECRET, TestProvider, Token};

pub(super) const ADDRESS: &str = "https://bayplan.test";
pub(super) const REDIRECT: &str = "https://bayplan.test/api/oidc/callback";
pub(super) const FLOW: &str = "__Host-bayplan_oidc";
pub(super) const SESSION: &str = "__Host-bayplan_session";

/// A team's server and its provider.
pub(super) struct World {
    pub(super) provider: TestProvider,
    pub(super) router: Router,
    pub(super) context: Context,
}

/// One browser, with its cookies.
#[derive(Clone)]
pub(super) struct Browser<'w> {
    pub(super) world: &'w World,
    pub(super) cookies: BTreeMap<String, String>,
}

impl World {
    pub(super) async fn new() -> Self {
        let provider = TestProvider::start(REDIRECT).await;
        Self::with(&provider.address.clone(), provider)
    }

    pub(super) fn with(issuer: &str, provider: TestProvider) -> Self {
        let context = connections::context(Arc::new(MemoryStore::default()));
        let registration = Registration {
            issuer: issuer.to_owned(),
            client_id: CLIENT.to_owned(),
            client_secret: Some(CLIENT_SECRET.to_owned()),
            redirect: REDIRECT.to_owned(),
        };
        let oidc = Provider::new(registration, Outgoing::new(Reach::Anywhere)).unwrap();
        let team = Team::at(PublicAddress::read(ADDRESS, 8080).unwrap());
        let router = router(App::new(context.clone(), 8080).for_team(team).with_oidc(oidc));
        Self { provider, router, context }
    }

    pub(super) fn browser(&self) -> Browser<'_> {
        Browser { world: self, cookies: BTreeMap::new() }
    }

    /// The token of an invitation.
    pub(super) async fn invite(&self, role: Role) -> String {
        let asked = Invite { note: String::new(), grants: Grants::everywhere(role) };
        ops::invite(&self.context, &Actor::local(), asked).await.unwrap().1.text()
    }

    /// What the record tells of sign-ins: acts, and why they failed.
    pub(super) async fn told(&self) -> Vec<(Act, String)> {
        let entries = self.context.store.entries(0, 1000).await.unwrap();
        let about = entries.into_iter().filter(|entry| entry.act != Act::Invited);
        let why = |detail: &Value| detail["why"].as_str().or(detail["by"].as_str()).unwrap_or_default().to_owned();
        about.map(|entry| (entry.act, why(&entry.detail))).collect()
    }

    /// How a sign-in by invitation ends with a token that is changed so: the problem that is told.
    pub(super) async fn problem_with(&self, lie: impl Fn(&mut Token) + Send + 'static) -> String {
        self.provider.lie(lie);
        let invitation = self.invite(Role::Editor).await;
        let mut browser = self.browser();
        let back = browser.come_by(&json!({"invitation": invitation})).await;
        let to = browser.come_back(&back).await;
        assert!(!browser.cookies.contains_key(SESSION), "signed in");
        to.strip_prefix("/sign-in?problem=").unwrap_or_else(|| panic!("sent to {to}")).to_owned()
    }
}

impl Browser<'_> {
    pub(super) async fn call(&mut self, method: &str, path: &str, body: &Value) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "bayplan.test")
            .header(header::CONTENT_TYPE, "application/json");
        if !self.cookies.is_empty() {
            let all: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, all.join("; "));
        }
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        let response = self.world.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        for set in headers.get_all(header::SET_COOKIE) {
            let set = set.to_str().unwrap();
            assert!(set.contains("; HttpOnly; SameSite=Lax; Secure") && set.contains("Path=/;"), "{set}");
            let (name, rest) = set.split_once('=').unwrap();
            match rest.split_once(';').unwrap().0 {
                "" => self.cookies.remove(name),
                value => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Answer { status, headers, text: String::from_utf8(bytes.to_vec()).unwrap() }
    }

    /// Goes to the provider and signs in there: what it comes back with.
    pub(super) async fn come_by(&mut self, how: &Value) -> Vec<(String, String)> {
        let answer = self.call("POST", "/api/oidc/start", how).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        self.world.provider.sign_in(answer.json()["address"].as_str().unwrap())
    }

    /// Comes back from the provider: where it is sent then.
    pub(super) async fn come_back(&mut self, with: &[(String, String)]) -> String {
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(with).finish();
        let answer = self.call("GET", &format!("/api/oidc/callback?{query}"), &Value::Null).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        answer.headers[header::LOCATION].to_str().unwrap().to_owned()
    }

    pub(super) async fn name(&mut self) -> Option<String> {
        let me = self.call("GET", "/api/me", &Value::Null).await.json();
        me["person"]["name"].as_str().map(str::to_owned)
    }
}

/// The same with another value of one parameter.
pub(super) fn with(back: &[(String, String)], name: &str, value: &str) -> Vec<(String, String)> {
    let kept = back.iter().filter(|(at, _)| at != name).cloned();
    kept.chain([(name.to_owned(), value.to_owned())]).collect()
}
