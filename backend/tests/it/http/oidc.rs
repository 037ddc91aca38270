//! Signing in with OpenID Connect, against a provider of our own.

mod tokens;
mod world;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use bayplan::connections;
use bayplan::http::{App, PublicAddress, Team, router};
use bayplan::ops::{self, Actor};
use bayplan::store::MemoryStore;
use serde_json::{Value, json};
use shared::access::{Grants, Role};
use shared::api::Act;
use tower::ServiceExt;

use crate::support::log::Log;
use crate::support::provider::{Signed, TestProvider, Token};
use world::{ADDRESS, FLOW, REDIRECT, SESSION, World, with};

#[tokio::test]
async fn a_person_joins_and_comes_back() {
    let world = World::new().await;
    let invitation = world.invite(Role::Approver).await;
    let mut browser = world.browser();
    let me = browser.call("GET", "/api/me", &Value::Null).await.json();
    assert_eq!(me["oidc"], "127.0.0.1");
    let back = browser.come_by(&json!({"invitation": invitation, "then": "/reviews/1?a=b#c"})).await;
    assert!(browser.cookies.contains_key(FLOW) && browser.cookies.len() == 1);
    assert_eq!(browser.come_back(&back).await, "/reviews/1?a=b#c");
    assert!(browser.cookies.contains_key(SESSION) && browser.cookies.len() == 1, "the flow's cookie goes");
    assert_eq!(browser.name().await.as_deref(), Some("Ana Canary"));
    let people = world.context.store.people().await.unwrap();
    assert_eq!((people.len(), people[0].email.as_str()), (1, "canary@example.com"));
    assert_eq!(people[0].grants, Grants::everywhere(Role::Approver));

    // Another name and address, the same person: they are known by issuer and subject. The older session ends.
    let older = browser.clone();
    world.provider.tell(json!({"sub": "canary-subject", "name": "Ana Other"}));
    let back = browser.come_by(&json!({})).await;
    assert_eq!(browser.come_back(&back).await, "/");
    assert_eq!(browser.name().await.as_deref(), Some("Ana Canary"));
    assert_ne!(older.cookies[SESSION], browser.cookies[SESSION]);
    assert_eq!(older.clone().name().await, None, "sessions rotate");

    // An invitation isn't used up by someone who has joined before.
    let other = world.invite(Role::Viewer).await;
    let back = browser.come_by(&json!({"invitation": other})).await;
    assert_eq!(browser.come_back(&back).await, "/");
    assert_eq!(world.context.store.invitations().await.unwrap().len(), 1);
    let means = "openid-connect".to_owned();
    let told = world.told().await;
    assert_eq!(told[0].0, Act::Joined);
    assert_eq!(told.iter().filter(|told| **told == (Act::SignedIn, means.clone())).count(), 3);
    assert!(told.iter().all(|(act, _)| *act != Act::SignInFailed), "{told:?}");
}

#[tokio::test]
async fn who_was_not_invited_stays_outside() {
    let world = World::new().await;
    let mut browser = world.browser();
    let back = browser.come_by(&json!({"then": "/reviews/1"})).await;
    assert_eq!(browser.come_back(&back).await, "/sign-in?problem=not-invited&then=%2Freviews%2F1");
    assert_eq!((browser.cookies.len(), browser.name().await), (0, None));
    assert_eq!(world.told().await, [(Act::SignInFailed, "not-invited".to_owned())]);
    // An account with the same address is another's until they say otherwise.
    let invitation = world.invite(Role::Owner).await;
    let join =
        json!({"token": invitation, "name": "Ana", "email": "canary@example.com", "password": "calm otters plan bays"});
    assert_eq!(world.browser().call("POST", "/api/invitations/accept", &join).await.status, StatusCode::CREATED);
    let back = browser.come_by(&json!({})).await;
    assert_eq!(browser.come_back(&back).await, "/sign-in?problem=not-invited");
    let invitation = world.invite(Role::Owner).await;
    let back = browser.come_by(&json!({"invitation": invitation})).await;
    assert_eq!(browser.come_back(&back).await, "/sign-in?problem=email-taken");
    let gone = browser.call("POST", "/api/oidc/start", &json!({"invitation": "0.0"})).await;
    assert_eq!((gone.status, gone.code().as_str()), (StatusCode::NOT_FOUND, "no-such-invitation"));
}

#[tokio::test]
async fn an_invitation_that_goes_meanwhile_is_no_way_in() {
    let world = World::new().await;
    let invitation = world.invite(Role::Owner).await;
    let mut browser = world.browser();
    let back = browser.come_by(&json!({"invitation": invitation})).await;
    let id = world.context.store.invitations().await.unwrap()[0].id.clone();
    ops::revoke_invitation(&world.context, &Actor::local(), &id).await.unwrap();
    assert_eq!(browser.come_back(&back).await, "/sign-in?problem=invitation");
    assert!(world.context.store.people().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_state_is_of_one_browser_and_counts_once() {
    let world = World::new().await;
    let invitation = world.invite(Role::Owner).await;
    let expired = "/sign-in?problem=expired";
    let mut browser = world.browser();
    let back = browser.come_by(&json!({"invitation": invitation})).await;
    // Somebody else's browser, which was led here.
    assert_eq!(world.browser().come_back(&back).await, expired);
    let mut other = world.browser();
    other.come_by(&json!({})).await;
    assert_eq!(other.come_back(&back).await, expired);
    assert_eq!(other.name().await, None);
    let mut began = browser.clone();
    assert_eq!(began.come_back(&with(&back, "state", "wrong")).await, expired);
    let mut began = browser.clone();
    assert_eq!(began.come_back(&with(&back, "state", "")).await, expired);
    assert_eq!(browser.clone().come_back(&[]).await, expired);
    let doubled = [back.as_slice(), &back].concat();
    assert_eq!(browser.clone().come_back(&doubled).await, expired);
    // None of that has ended it for the browser that began it.
    let before = browser.clone();
    assert_eq!(browser.come_back(&back).await, "/");
    let mut again = before.clone();
    assert_eq!(again.come_back(&back).await, expired, "twice");
    assert_eq!(again.name().await, None);
    assert!(world.told().await.contains(&(Act::SignInFailed, "expired".to_owned())));
}

#[tokio::test]
async fn an_address_that_was_not_verified_is_nobodys() {
    let world = World::new().await;
    for told in [
        json!({"sub": "1", "name": "Ana", "email": "ana@example.com", "email_verified": false}),
        json!({"sub": "1", "name": "Ana", "email": "ana@example.com"}),
    ] {
        world.provider.tell(told);
        assert_eq!(world.problem_with(|_| {}).await, "email-unverified");
    }
    // The token says no more than who it is; what else there is to know is the user-info endpoint's.
    world.provider.tell(json!({"sub": "1"}));
    world
        .provider
        .tell_user_info(json!({"sub": "2", "name": "Ben", "email": "ben@example.com", "email_verified": true}));
    assert_eq!(world.problem_with(|_| {}).await, "provider", "of somebody else");
    world
        .provider
        .tell_user_info(json!({"sub": "1", "name": "Ana", "email": "ana@example.com", "email_verified": false}));
    assert_eq!(world.problem_with(|_| {}).await, "email-unverified");
    world
        .provider
        .tell_user_info(json!({"sub": "1", "name": "A\u{202e}na", "email": "ana@example.com", "email_verified": true}));
    let invitation = world.invite(Role::Owner).await;
    let mut browser = world.browser();
    let back = browser.come_by(&json!({"invitation": invitation})).await;
    assert_eq!(browser.come_back(&back).await, "/");
    assert_eq!(browser.name().await.as_deref(), Some("ana"), "a name that can't be seen whole isn't taken");
}

#[tokio::test]
async fn who_lost_access_stays_outside() {
    let world = World::new().await;
    let invitation = world.invite(Role::Viewer).await;
    let mut browser = world.browser();
    let back = browser.come_by(&json!({"invitation": invitation})).await;
    assert_eq!(browser.come_back(&back).await, "/");
    let person = world.context.store.people().await.unwrap()[0].id.clone();
    ops::disable_person(&world.context, &Actor::local(), &person).await.unwrap();
    assert_eq!(browser.name().await, None);
    let another = world.invite(Role::Owner).await;
    for how in [json!({}), json!({"invitation": another})] {
        let back = browser.come_by(&how).await;
        assert_eq!(browser.come_back(&back).await, "/sign-in?problem=disabled");
        assert_eq!(browser.name().await, None);
    }
    let last = world.context.store.entries(0, 1000).await.unwrap().pop().unwrap();
    assert_eq!((last.act, &last.detail["person"]), (Act::SignInFailed, &Value::from(person)));
}

#[tokio::test]
async fn nobody_is_led_away_from_here() {
    let world = World::new().await;
    let invitation = world.invite(Role::Viewer).await;
    let mut browser = world.browser();
    let back = browser.come_by(&json!({"invitation": invitation, "then": "https://evil.example/"})).await;
    assert_eq!(browser.come_back(&back).await, "/");
    for then in
        ["//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)", "/\r\nx: y", "evil", ""]
    {
        let back = browser.come_by(&json!({"then": then})).await;
        assert_eq!(browser.come_back(&back).await, "/", "{then:?}");
    }
}

#[tokio::test]
async fn who_does_not_go_on_is_told_so() {
    let world = World::new().await;
    let mut browser = world.browser();
    for (error, problem) in [("access_denied", "cancelled"), ("server_error", "provider"), ("<script>", "provider")] {
        let back = browser.come_by(&json!({})).await;
        let back: Vec<_> = with(&back, "error", error).into_iter().filter(|(name, _)| name != "code").collect();
        assert_eq!(browser.come_back(&back).await, format!("/sign-in?problem={problem}"));
    }
}

#[tokio::test]
async fn a_provider_that_is_down_is_no_hindrance_to_the_rest() {
    let provider = TestProvider::start(REDIRECT).await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nowhere = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let world = World::with(&nowhere, provider);
    let mut browser = world.browser();
    let answer = browser.call("POST", "/api/oidc/start", &json!({})).await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::BAD_GATEWAY, "oidc-provider"));
    assert!(answer.text.contains("sign in with a password"), "{}", answer.text);
    assert!(browser.cookies.is_empty());
    assert_eq!(browser.call("GET", "/api/me", &Value::Null).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_provider_has_to_be_called_as_it_calls_itself() {
    let provider = TestProvider::start(REDIRECT).await;
    let world = World::with(&format!("{}/", provider.address), provider);
    let answer = world.browser().call("POST", "/api/oidc/start", &json!({})).await;
    assert_eq!(answer.code(), "oidc-provider");
    assert!(answer.text.contains("names another issuer"), "{}", answer.text);
}

#[tokio::test]
async fn sign_ins_are_not_begun_without_end() {
    let world = World::new().await;
    let start = async || {
        let request = Request::post("/api/oidc/start")
            .header(header::HOST, "bayplan.test")
            .header(header::CONTENT_TYPE, "application/json")
            .extension(ConnectInfo(SocketAddr::from(([203, 0, 113, 1], 1))))
            .body(Body::from("{}"));
        world.router.clone().oneshot(request.unwrap()).await.unwrap().status()
    };
    let mut begun = 0;
    while start().await == StatusCode::OK {
        begun += 1;
        assert!(begun < 1000, "nobody stops it");
    }
    assert_eq!(start().await, StatusCode::TOO_MANY_REQUESTS);
    assert!(begun >= 100, "{begun}");
}

#[tokio::test]
async fn without_accounts_or_a_provider_there_is_no_such_way() {
    let context = connections::context(Arc::new(MemoryStore::default()));
    let team = Team::at(PublicAddress::read(ADDRESS, 8080).unwrap());
    let app = App::new(context, 8080).for_team(team);
    for (method, path) in [("POST", "/api/oidc/start"), ("GET", "/api/oidc/callback?code=a&state=b")] {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "bayplan.test")
            .header(header::CONTENT_TYPE, "application/json");
        let answer = router(app.clone()).oneshot(request.body(Body::from("{}")).unwrap()).await.unwrap();
        assert_eq!(answer.status(), StatusCode::CONFLICT);
    }
}

#[tokio::test]
async fn no_secret_is_logged_or_recorded() {
    let log = Log::default();
    let _logging = log.take();
    let world = World::new().await;
    let invitation = world.invite(Role::Owner).await;
    let mut browser = world.browser();
    let back = browser.come_by(&json!({"invitation": invitation})).await;
    let state = browser.cookies[FLOW].clone();
    assert_eq!(browser.come_back(&back).await, "/");
    for lie in [
        (|token: &mut Token| token.payload["aud"] = "canary-audience".into()) as fn(&mut Token),
        |token: &mut Token| token.payload["exp"] = "canary-exp".into(),
        |token: &mut Token| token.signed = Signed::ByAForgedSignature,
    ] {
        assert_eq!(world.problem_with(lie).await, "provider");
    }
    let logged = log.text();
    assert!(
        logged.contains("/api/oidc/callback") && logged.contains("a sign-in with OpenID Connect failed"),
        "{logged}"
    );
    let entries = world.context.store.stored_entries(0, 1000).await.unwrap();
    let recorded: Vec<_> = entries.into_iter().map(|entry| entry.text).collect();
    for place in [&logged, &recorded.join("\n")] {
        let line =
            place.lines().find(|line| line.to_lowercase().contains("canary") && !line.contains("\"Ana Canary\""));
        assert_eq!(line, None);
        assert!(!place.contains(&state) && !place.contains("eyJ") && !place.contains(&invitation));
    }
}
