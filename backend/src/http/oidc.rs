//! Signing in with OpenID Connect: start, and coming back.

use std::time::Duration;

use axum::Json;
use axum::extract::{Query, State};
use axum::http::header::{HeaderName, LOCATION};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{AppendHeaders, IntoResponse, Response};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use shared::api::{ErrorBody, GoTo, SignInProblem, StartOidc};

use super::App;
use super::body::BodyText;
use super::cookies::Cookie;
use super::error::Error;
use super::identity::Shown;
use super::limit::Limit;
use super::peer::Peer;
use super::session::signed_in;
use super::team::Team;
use crate::oidc::{Asked, FLOW_TIME, Flow, Flows, OidcError, Provider};
use crate::ops::{self, NotEntered, OpsError, Secret};

/// The longest address to go to afterwards, in bytes.
const MAX_THEN: usize = 2_000;

/// The provider, and the sign-ins that were begun.
pub(super) struct Oidc {
    provider: Provider,
    flows: Flows,
    /// Each start is remembered for a while, so that they are counted whether they end well or not.
    starts_by_peer: Limit,
}

impl Oidc {
    pub(super) fn new(provider: Provider) -> Self {
        // A whole office, in the morning.
        Self { provider, flows: Flows::default(), starts_by_peer: Limit::new(100, Duration::from_secs(5)) }
    }

    /// What people know the provider by.
    pub(super) fn host(&self) -> &str {
        self.provider.host()
    }
}

impl App {
    fn oidc(&self) -> Result<(&Team, &Oidc), Error> {
        Ok((self.team()?, self.oidc.as_deref().ok_or(Error::NoOidc)?))
    }
}

/// Begins to sign in, or to join, with OpenID Connect. The answer has the provider's address for the browser, and sets a
/// cookie by which the same browser is known when it comes back.
#[utoipa::path(post, path = "/api/oidc/start", request_body = StartOidc,
    responses((status = 200, body = GoTo), (status = 404, body = ErrorBody), (status = 409, body = ErrorBody),
        (status = 415, body = ErrorBody), (status = 422, body = ErrorBody), (status = 429, body = ErrorBody),
        (status = 502, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn start(State(app): State<App>, Peer(peer): Peer, body: BodyText) -> Result<Response, Error> {
    let how: StartOidc = body.envelope("an object, such as {\"then\": \"/\"}")?;
    let (team, oidc) = app.oidc()?;
    let _counted = oidc.starts_by_peer.take(peer)?;
    if let Some(token) = &how.invitation {
        let tried = team.limits.invitations_by_peer.take(peer)?;
        ops::look_at_invitation(&app.context, token).await?;
        tried.succeeded();
    }
    let Asked { address, state, nonce, verifier } = oidc.provider.ask().await?;
    let then = own(how.then.as_deref());
    oidc.flows.begin(&state, Flow { nonce, verifier, invitation: how.invitation, then });
    let seconds = i64::try_from(FLOW_TIME.as_secs()).unwrap_or(i64::MAX);
    Ok((app.keep(Cookie::Oidc, &state, seconds), Json(GoTo { address })).into_response())
}

/// What the provider has a browser come back with. It holds a secret, so it has no `Debug`.
#[derive(Default, Deserialize)]
struct Answered {
    code: Option<String>,
    state: Option<String>,
    error: Option<String>,
    /// Who answers, where the provider says so (<https://www.rfc-editor.org/rfc/rfc9207>).
    iss: Option<String>,
}

/// Where the provider sends a browser back to. It is sent on: signed in to where it wanted to go, else to the page for
/// signing in, which says why.
#[utoipa::path(get, path = "/api/oidc/callback",
    params(("code" = Option<String>, Query), ("state" = Option<String>, Query), ("error" = Option<String>, Query),
        ("iss" = Option<String>, Query)),
    responses((status = 303), (status = 409, body = ErrorBody)))]
pub(super) async fn callback(
    State(app): State<App>,
    Shown(shown): Shown,
    Peer(peer): Peer,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Error> {
    let (team, oidc) = app.oidc()?;
    let Ok(tried) = team.limits.sign_in_by_peer.take(peer) else {
        return Ok(away(&sign_in(SignInProblem::TooMany, "/"), []));
    };
    let answered = Query::try_from_uri(&uri).map_or_else(|_| Answered::default(), |Query(answered)| answered);
    let cookie = app.shown(Cookie::Oidc, &headers).unwrap_or_default();
    let Some(flow) = oidc.flows.end(answered.state.as_deref().unwrap_or_default(), &cookie) else {
        // The browser keeps its cookie: whoever leads it here ends no sign-in that it has begun.
        return Ok(away(&sign_in(refused(&app, SignInProblem::Expired).await, "/"), []));
    };
    let then = flow.then.clone();
    let forget = app.forget(Cookie::Oidc);
    match arrive(&app, oidc, flow, answered, shown.session.as_deref()).await {
        Ok(session) => {
            tried.succeeded();
            Ok(away(&then, forget.into_iter().chain(signed_in(&app, &session))))
        }
        Err(problem) => Ok(away(&sign_in(problem, &then), forget)),
    }
}

async fn arrive(
    app: &App,
    oidc: &Oidc,
    flow: Flow,
    answered: Answered,
    older: Option<&str>,
) -> Result<Secret, SignInProblem> {
    let Flow { nonce, verifier, invitation, then: _ } = flow;
    let foreign = answered.iss.is_some_and(|issuer| !oidc.provider.is(&issuer));
    let code = match (answered.code, answered.error.as_deref()) {
        (Some(code), None) if !foreign => code,
        (_, Some("access_denied")) => return Err(refused(app, SignInProblem::Cancelled).await),
        _ => return Err(refused(app, SignInProblem::Provider).await),
    };
    let claimed = match oidc.provider.who(code, &nonce, verifier, invitation.is_some()).await {
        Ok(claimed) => claimed,
        Err(error) => {
            warn(&error);
            return Err(refused(app, SignInProblem::Provider).await);
        }
    };
    match ops::enter(&app.context, claimed, invitation.as_deref(), older).await {
        Ok(session) => Ok(session),
        Err(NotEntered::Refused(problem)) => Err(problem),
        Err(NotEntered::Ops(error)) => Err(failed(&error)),
    }
}

/// Tells the record.
async fn refused(app: &App, problem: SignInProblem) -> SignInProblem {
    match ops::tell_not_entered(&app.context, problem, None).await {
        Ok(()) => problem,
        Err(error) => failed(&error),
    }
}

fn failed(error: &OpsError) -> SignInProblem {
    tracing::error!(%error, "nobody can sign in");
    SignInProblem::Server
}

fn warn(error: &OidcError) {
    tracing::warn!(%error, "a sign-in with OpenID Connect failed");
}

/// Sends the browser on, with these cookies.
fn away(to: &str, cookies: impl IntoIterator<Item = (HeaderName, String)>) -> Response {
    let headers = std::iter::once((LOCATION, to.to_owned())).chain(cookies);
    (StatusCode::SEE_OTHER, AppendHeaders(headers)).into_response()
}

/// The page for signing in, which says what went wrong and goes on to `then`.
fn sign_in(problem: SignInProblem, then: &str) -> String {
    let then =
        if then == "/" { String::new() } else { format!("&then={}", utf8_percent_encode(then, NON_ALPHANUMERIC)) };
    format!("/sign-in?problem={}{then}", problem.code())
}

/// Where to go afterwards, if it is an address of this server however a browser reads it, else its first page. Addresses
/// are ASCII without spaces; browsers take `\` for `/`.
fn own(then: Option<&str>) -> String {
    let is_own = |then: &&str| {
        then.starts_with('/')
            && !then.starts_with("//")
            && then.len() <= MAX_THEN
            && then.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
    };
    then.filter(is_own).unwrap_or("/").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_this_server_are_gone_to() {
        for then in ["/", "/designs/0123?a=b#c", "/reviews/1?at=//x", "/%5c"] {
            assert_eq!(own(Some(then)), then);
        }
        for then in [
            "",
            "designs",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\r\nset-cookie: a=b",
            "https://evil.example",
            "javascript:alert(1)",
            " //evil.example",
            "/\u{e9}",
            &format!("/{}", "x".repeat(MAX_THEN)),
        ] {
            assert_eq!(own(Some(then)), "/", "{then:?}");
        }
        assert_eq!(own(None), "/");
    }

    #[test]
    fn problems_are_told_with_the_way_on() {
        assert_eq!(sign_in(SignInProblem::NotInvited, "/"), "/sign-in?problem=not-invited");
        assert_eq!(sign_in(SignInProblem::Provider, "/a?b=c&d"), "/sign-in?problem=provider&then=%2Fa%3Fb%3Dc%26d");
    }
}
