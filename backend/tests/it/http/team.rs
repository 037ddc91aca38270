//! A team's server: how people come in, what their browsers keep, and what is refused.

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, header};
use serde_json::{Value, json};
use shared::access::{Grants, Role};

use crate::support::app::{Answer, HOST, TestApp};
use crate::support::team::{ADDRESS, Caller, LINK, SESSION, cookie, person};

const PASSWORD: &str = "four words in a row";

fn app() -> TestApp {
    TestApp::for_team(ADDRESS)
}

/// The first owner, in by the link that the server prints.
async fn owner(app: &TestApp) -> (Answer, Caller) {
    let link = bayplan::ops::owner_link(&app.context).await.unwrap().unwrap().text();
    let join = json!({ "token": link, "name": "Ona", "email": "ona@example.com", "password": PASSWORD });
    let joined = Caller::default().call(app, "POST", "/api/invitations/accept", &join).await;
    let session = cookie(&joined, SESSION).unwrap_or_else(|| panic!("no cookie: {}", joined.text)).0;
    (joined, Caller::session(&session))
}

async fn sign_in(app: &TestApp, caller: &Caller, email: &str, password: &str) -> Answer {
    caller.call(app, "POST", "/api/session", &json!({ "email": email, "password": password })).await
}

#[tokio::test(start_paused = true)]
async fn people_come_in_by_invitation_and_sign_in_and_out() {
    let app = app();
    let nobody = Caller::default();
    let me = nobody.call(&app, "GET", "/api/me", &Value::Null).await.json();
    assert!(me["accounts"] == true && me.get("person").is_none() && me["grants"] == json!([]), "{me}");
    assert_eq!(nobody.call(&app, "GET", "/api/designs", &Value::Null).await.code(), "sign-in");

    let (joined, ona) = owner(&app).await;
    assert_eq!(joined.status.as_u16(), 201);
    assert!(joined.json()["email"] == "ona@example.com" && joined.json().get("password").is_none());
    let (_, attributes) = cookie(&joined, SESSION).unwrap();
    assert_eq!(attributes, "Path=/; Max-Age=604800; HttpOnly; SameSite=Lax; Secure");
    assert_eq!(ona.call(&app, "GET", "/api/me", &Value::Null).await.json()["person"]["name"], "Ona");
    assert_eq!(ona.call(&app, "GET", "/api/designs", &Value::Null).await.status.as_u16(), 200);

    let asked = json!({ "note": "Ben", "grants": [{ "environment": "sandbox", "role": "editor" }] });
    let made = ona.call(&app, "POST", "/api/invitations", &asked).await;
    assert_eq!(made.status.as_u16(), 201, "{}", made.text);
    let address = made.json()["address"].as_str().unwrap().to_owned();
    let token = address.strip_prefix("https://bayplan.test/join#").unwrap();
    let looked = nobody.call(&app, "POST", "/api/invitations/look", &json!({ "token": token })).await;
    assert!(looked.json()["note"] == "Ben" && !looked.text.contains(token), "{}", looked.text);
    let join = json!({ "token": token, "name": "Ben", "email": "Ben@example.com", "password": PASSWORD });
    assert_eq!(nobody.call(&app, "POST", "/api/invitations/accept", &join).await.status.as_u16(), 201);
    assert_eq!(nobody.call(&app, "POST", "/api/invitations/accept", &join).await.code(), "no-such-invitation");

    assert_eq!(sign_in(&app, &nobody, "ben@example.com", "wrong").await.code(), "wrong-password");
    let signed_in = sign_in(&app, &nobody, "ben@example.com", PASSWORD).await;
    assert_eq!((signed_in.status.as_u16(), signed_in.text.as_str()), (204, ""));
    let ben = Caller::session(&cookie(&signed_in, SESSION).unwrap().0);
    assert_eq!(ben.call(&app, "GET", "/api/people", &Value::Null).await.code(), "not-permitted");
    let rotated = sign_in(&app, &ben, "ben@example.com", PASSWORD).await;
    let newer = Caller::session(&cookie(&rotated, SESSION).unwrap().0);
    assert_eq!(ben.call(&app, "GET", "/api/designs", &Value::Null).await.code(), "sign-in");
    let change = json!({ "current": PASSWORD, "new": "four other words here" });
    assert_eq!(newer.call(&app, "PUT", "/api/me/password", &change).await.status.as_u16(), 204);
    assert_eq!(newer.call(&app, "PUT", "/api/me/password", &change).await.code(), "wrong-password");

    let out = newer.call(&app, "DELETE", "/api/session", &Value::Null).await;
    let (value, attributes) = cookie(&out, SESSION).unwrap();
    assert!(out.status.as_u16() == 204 && value.is_empty() && attributes.contains("Max-Age=0;"), "{attributes}");
    assert_eq!(newer.call(&app, "GET", "/api/designs", &Value::Null).await.code(), "sign-in");

    let people = ona.call(&app, "GET", "/api/people", &Value::Null).await;
    assert!(people.json()["people"].as_array().unwrap().len() == 2 && !people.text.contains("argon2"));
    let id = people.json()["people"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(people.json()["people"][0]["name"], "Ben");
    let grants = json!({ "grants": [{ "environment": "*", "role": "viewer" }] });
    let set = ona.call(&app, "PUT", &format!("/api/people/{id}/grants"), &grants).await;
    assert_eq!(set.json()["grants"], grants["grants"]);
    let disabled = ona.call(&app, "POST", &format!("/api/people/{id}/disable"), &Value::Null).await;
    assert!(disabled.json()["disabledAt"].is_i64(), "{}", disabled.text);
    assert_eq!(sign_in(&app, &nobody, "ben@example.com", "four other words here").await.code(), "wrong-password");
    let me = ona.call(&app, "GET", "/api/me", &Value::Null).await.json()["person"]["id"].as_str().unwrap().to_owned();
    assert_eq!(ona.call(&app, "POST", &format!("/api/people/{me}/disable"), &Value::Null).await.code(), "last-owner");
}

#[tokio::test(start_paused = true)]
async fn programs_show_tokens() {
    let app = app();
    let (_, ona) = owner(&app).await;
    let asked = json!({ "name": "ci", "scope": "push", "environment": "*", "expiresInDays": 30 });
    let made = ona.call(&app, "POST", "/api/tokens", &asked).await.json();
    let secret = made["secret"].as_str().unwrap();
    assert!(secret.starts_with("bpt_"));
    let program = Caller { bearer: Some(secret.to_owned()), ..Caller::default() };
    assert_eq!(program.call(&app, "GET", "/api/designs", &Value::Null).await.status.as_u16(), 200);
    assert_eq!(program.call(&app, "GET", "/api/tokens", &Value::Null).await.code(), "in-person-only");
    assert_eq!(program.call(&app, "POST", "/api/designs", &json!({})).await.status.as_u16(), 201);
    assert_eq!(program.call(&app, "GET", "/api/people", &Value::Null).await.code(), "not-permitted");
    let listed = ona.call(&app, "GET", "/api/tokens", &Value::Null).await;
    assert!(listed.json()["tokens"][0]["usedAt"].is_i64() && !listed.text.contains(secret), "{}", listed.text);
    let id = made["token"]["id"].as_str().unwrap();
    assert_eq!(ona.call(&app, "DELETE", &format!("/api/tokens/{id}"), &Value::Null).await.status.as_u16(), 204);
    assert_eq!(program.call(&app, "GET", "/api/designs", &Value::Null).await.code(), "sign-in");
}

#[tokio::test(start_paused = true)]
async fn who_guesses_has_to_wait() {
    let app = app();
    let (_, ona) = owner(&app).await;
    let nobody = Caller::default();
    for _ in 0..20 {
        assert_eq!(sign_in(&app, &nobody, "ona@example.com", PASSWORD).await.status.as_u16(), 204);
    }
    for _ in 0..10 {
        assert_eq!(sign_in(&app, &nobody, "ona@example.com", "wrong").await.code(), "wrong-password");
    }
    for spelt in ["ona@example.com", " ONA@example.com "] {
        let refused = sign_in(&app, &nobody, spelt, PASSWORD).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (429, "too-many-tries"));
        assert_eq!(refused.headers[header::RETRY_AFTER], "60");
    }
    assert_eq!(sign_in(&app, &nobody, "eve@example.com", PASSWORD).await.code(), "wrong-password");
    assert_eq!(ona.call(&app, "GET", "/api/designs", &Value::Null).await.status.as_u16(), 200, "who is in stays in");
    tokio::time::advance(Duration::from_mins(1)).await;
    assert_eq!(sign_in(&app, &nobody, "ona@example.com", PASSWORD).await.status.as_u16(), 204);
}

#[tokio::test(start_paused = true)]
async fn one_address_guesses_only_so_often() {
    let app = app();
    let from = |peer: &str, path: &str, body: Value| {
        let mut request: Request<Body> = Caller::default().request("POST", path, body.to_string());
        request.extensions_mut().insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
        request
    };
    for (path, code) in [
        ("/api/session", "wrong-password"),
        ("/api/invitations/look", "no-such-invitation"),
        ("/api/links/open", "no-such-link"),
    ] {
        let body =
            |number: usize| json!({ "token": "guess", "email": format!("{number}@example.com"), "password": "guess" });
        for number in 0..30 {
            assert_eq!(app.send(from("192.0.2.1:1000", path, body(number))).await.code(), code, "{path} {number}");
        }
        let refused = app.send(from("192.0.2.1:2000", path, body(30))).await;
        assert_eq!(
            (refused.status.as_u16(), refused.headers[header::RETRY_AFTER].to_str().unwrap()),
            (429, "10"),
            "{path}"
        );
        assert_eq!(app.send(from("192.0.2.2:1000", path, body(31))).await.code(), code, "{path}");
    }
    // Invitations are guessed at in two places, which count together.
    let join = json!({ "token": "guess", "name": "Eve", "email": "eve@example.com", "password": PASSWORD });
    assert_eq!(app.send(from("192.0.2.1:1000", "/api/invitations/accept", join)).await.code(), "too-many-tries");
    // Where a proxy speaks TLS for us, its clients are told apart.
    for client in ["203.0.113.1", "203.0.113.2"] {
        for number in 0..31 {
            let mut request = from("10.0.0.1:1", "/api/links/open", json!({ "token": "guess" }));
            request.headers_mut().insert("x-forwarded-for", client.parse().unwrap());
            let expected = if number < 30 { "no-such-link" } else { "too-many-tries" };
            assert_eq!(app.send(request).await.code(), expected, "{client} {number}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn only_the_teams_address_is_answered_to() {
    let app = app();
    let (_, ona) = owner(&app).await;
    let with = |method: &str, path: &str, name: &'static str, value: &str| {
        let mut request = ona.request(method, path, "");
        request.headers_mut().insert(name, value.parse().unwrap());
        request
    };
    for host in [HOST, "localhost", "evil.example", "bayplan.test:80", "bayplan.test.evil.example", "www.bayplan.test"]
    {
        assert_eq!(app.send(with("GET", "/api/designs", "host", host)).await.code(), "foreign-host", "{host}");
        assert_eq!(app.send(with("DELETE", "/api/session", "host", host)).await.code(), "foreign-host", "{host}");
        assert_eq!(app.send(with("GET", "/", "host", host)).await.code(), "foreign-host", "{host}");
        let probe = app.send(with("GET", "/api/health", "host", host)).await;
        assert_eq!(probe.status.as_u16(), 200, "{host}");
    }
    assert_eq!(app.send(with("GET", "/api/designs", "host", "BAYPLAN.test:443")).await.status.as_u16(), 200);
    for origin in
        ["http://bayplan.test", "https://evil.example", "null", "https://bayplan.test:8443", "http://127.0.0.1:8080"]
    {
        assert_eq!(
            app.send(with("DELETE", "/api/session", "origin", origin)).await.code(),
            "foreign-origin",
            "{origin}"
        );
    }
    for site in ["cross-site", "same-site"] {
        assert_eq!(app.send(with("DELETE", "/api/session", "sec-fetch-site", site)).await.code(), "foreign-origin");
    }
    let mut form = ona.request("POST", "/api/session", "{}");
    form.headers_mut().insert("content-type", "text/plain".parse().unwrap());
    assert_eq!(app.send(form).await.code(), "not-json-type");
    // None of it signed Ona out.
    let still = ona.call(&app, "GET", "/api/designs", &Value::Null).await;
    assert_eq!(still.status.as_u16(), 200);
    assert_eq!(still.headers[header::STRICT_TRANSPORT_SECURITY], "max-age=31536000");
    assert_eq!(still.headers[header::REFERRER_POLICY], "no-referrer");
}

#[tokio::test(start_paused = true)]
async fn without_https_cookies_have_no_prefix_and_nobody_is_told_to_come_by_https() {
    let app = TestApp::for_team("http://bayplan.test");
    let link = bayplan::ops::owner_link(&app.context).await.unwrap().unwrap().text();
    let mut request = Caller::default().request(
        "POST",
        "/api/invitations/accept",
        json!({ "token": link, "name": "Ona", "email": "ona@example.com", "password": PASSWORD }).to_string(),
    );
    request.headers_mut().insert("origin", "http://bayplan.test".parse().unwrap());
    let joined = app.send(request).await;
    let (_, attributes) = cookie(&joined, "bayplan_session").unwrap();
    assert_eq!(attributes, "Path=/; Max-Age=604800; HttpOnly; SameSite=Lax");
    assert!(!joined.headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
}

#[tokio::test(start_paused = true)]
async fn on_loopback_there_are_no_accounts_to_work_with() {
    let app = TestApp::new();
    let me = app.call("GET", "/api/me", None, "").await.json();
    assert!(me["accounts"] == false && me["person"]["id"] == "local", "{me}");
    for (method, path, body) in [
        ("POST", "/api/session", json!({ "email": "a@b", "password": "x" })),
        ("POST", "/api/invitations", json!({ "grants": [] })),
        ("POST", "/api/invitations/look", json!({ "token": "x" })),
        ("PUT", "/api/me/password", json!({ "current": "x", "new": "y" })),
        ("POST", "/api/tokens", json!({ "name": "x", "scope": "view", "environment": "*", "expiresInDays": 1 })),
    ] {
        let answer = app.call(method, path, None, body.to_string()).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (409, "no-accounts"), "{method} {path}");
    }
    // A cookie or a token that happens to be sent changes nothing.
    let request = Request::get("/api/designs").header(header::HOST, HOST).header(header::AUTHORIZATION, "Bearer bpt_x");
    assert_eq!(app.send(request.body(Body::empty()).unwrap()).await.status.as_u16(), 200);
}

#[tokio::test(start_paused = true)]
async fn odd_cookies_and_headers_are_nobodys() {
    let app = app();
    let (_, ona) = person(&app, "Ona", Grants::everywhere(Role::Owner)).await;
    let session = ona.session.clone().unwrap();
    let id = session.split_once('.').unwrap().0;
    for odd in ["", "x", id, &format!("{id}."), &format!("{id}.{}", "A".repeat(43)), &format!("{session}A")] {
        let caller = Caller::session(odd);
        assert_eq!(caller.call(&app, "GET", "/api/designs", &Value::Null).await.code(), "sign-in", "{odd}");
    }
    let mut request = Caller::default().request("GET", "/api/designs", "");
    request.headers_mut().insert("cookie", format!("bayplan_session={session}").parse().unwrap());
    assert_eq!(app.send(request).await.code(), "sign-in", "without the prefix it may be planted");
    let mut request = Caller::default().request("GET", "/api/designs", "");
    request.headers_mut().insert("cookie", axum::http::HeaderValue::from_bytes(b"\xff\xfe=1").unwrap());
    request.headers_mut().insert("authorization", axum::http::HeaderValue::from_bytes(b"Bearer \xff").unwrap());
    assert_eq!(app.send(request).await.code(), "sign-in");
    let basic = format!("Basic {session}");
    let mut request = ona.request("GET", "/api/designs", "");
    request.headers_mut().insert("authorization", basic.parse().unwrap());
    assert_eq!(app.send(request).await.status.as_u16(), 200, "a proxy's own authorization is not ours");
    let twice = Caller { link: Some("x".to_owned()), ..ona };
    assert_eq!(twice.call(&app, "GET", "/api/me", &Value::Null).await.json()["person"]["name"], "Ona");
    assert!(cookie(&twice.call(&app, "DELETE", "/api/links/open", &Value::Null).await, LINK).is_some());
}
