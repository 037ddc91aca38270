//! Versions over HTTP.

use axum::http::header;
use serde_json::json;

use crate::support::app::TestApp;

#[tokio::test]
async fn versions_are_saved_listed_opened_and_restored() {
    let app = TestApp::new();
    let place = format!("/api/designs/{}", app.create("{ \"name\":\"shop\", \"n\": 1.50}").await);
    let versions = format!("{place}/versions");
    assert_eq!(app.call("GET", &versions, None, "").await.json(), json!({"versions": []}));

    let made = app.call("POST", &versions, Some(1), "{\"note\":\" first \"}").await;
    assert_eq!(made.status.as_u16(), 201);
    assert_eq!(made.headers[header::LOCATION], format!("{versions}/1"));
    assert_eq!((made.json()["number"].clone(), made.json()["note"].clone()), (json!(1), json!("first")));
    let copy = app.call("GET", &format!("{versions}/1"), None, "").await;
    assert!(copy.text.ends_with(",\"document\":{ \"name\":\"shop\", \"n\": 1.50}}"), "{}", copy.text);
    assert_eq!(copy.json()["fingerprint"].as_str().unwrap().len(), 64);

    app.call("PUT", &place, Some(1), "{\"name\":\"shop\",\"n\":2}").await;
    let late = app.call("POST", &versions, Some(1), "{}").await;
    assert_eq!((late.status.as_u16(), late.code().as_str()), (409, "design-changed"));
    assert_eq!(late.json()["current"]["document"]["n"], json!(2));
    assert_eq!(app.call("POST", &versions, Some(2), "{}").await.json()["number"], json!(2));
    assert_eq!(app.call("POST", &versions, Some(2), "{\"note\":\"same\"}").await.json()["number"], json!(2));

    let late = app.call("POST", &format!("{versions}/1/restore"), Some(1), "").await;
    assert_eq!((late.status.as_u16(), late.code().as_str()), (409, "design-changed"));
    let restored = app.call("POST", &format!("{versions}/1/restore"), Some(2), "").await;
    assert_eq!((restored.status.as_u16(), restored.json()["number"].clone()), (200, json!(3)));
    assert_eq!(restored.headers[header::ETAG], "\"3\"");
    let design = app.call("GET", &place, None, "").await;
    assert!(design.text.ends_with("{ \"name\":\"shop\", \"n\": 1.50}}"), "{}", design.text);
    assert_eq!(design.headers[header::ETAG], "\"3\"");
    let list = app.call("GET", &versions, None, "").await.json();
    let numbers: Vec<_> = list["versions"].as_array().unwrap().iter().map(|meta| meta["number"].clone()).collect();
    assert_eq!(numbers, [3, 2, 1]);

    app.call("DELETE", &place, Some(3), "").await;
    assert_eq!(app.call("GET", &versions, None, "").await.code(), "no-such-design");
    assert_eq!(app.call("GET", &format!("{versions}/1"), None, "").await.code(), "no-such-version");
}

#[tokio::test]
async fn two_versions_are_compared() {
    let app = TestApp::new();
    let place = format!("/api/designs/{}", app.create("{\"name\":\"shop\"}").await);
    app.call("POST", &format!("{place}/versions"), Some(1), "{}").await;
    app.call("PUT", &place, Some(1), "{\"name\":\"market\"}").await;
    app.call("POST", &format!("{place}/versions"), Some(2), "{}").await;
    let same = app.call("GET", &format!("{place}/compare?from=2&to=2"), None, "").await.json();
    assert_eq!((&same["from"]["number"], &same["changes"]), (&json!(2), &json!([])));
    let differing = app.call("GET", &format!("{place}/compare?from=1&to=2"), None, "").await.json();
    assert_eq!((&differing["from"]["number"], &differing["to"]["number"]), (&json!(1), &json!(2)));
    assert!(differing["changes"].is_array());
    let missing = app.call("GET", &format!("{place}/compare?from=1&to=3"), None, "").await;
    assert_eq!((missing.status.as_u16(), missing.code().as_str()), (404, "no-such-version"));
    for query in ["", "?from=1", "?from=a&to=2", "?from=1&to=2&to=1"] {
        let answer = app.call("GET", &format!("{place}/compare{query}"), None, "").await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (400, "versions-unnamed"), "{query}");
    }
}

#[tokio::test]
async fn odd_requests_have_their_reasons() {
    let app = TestApp::new();
    let versions = format!("/api/designs/{}/versions", app.create("{}").await);
    for (body, code) in [
        (json!({"note": "x".repeat(1001)}).to_string(), "note-too-long"),
        ("{\"note\":7}".to_owned(), "wrong-body"),
        ("x".to_owned(), "wrong-body"),
    ] {
        let answer = app.call("POST", &versions, Some(1), body).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (422, code));
    }
    for number in ["0", "-1", "one", "1.0", "99999999999999999999"] {
        let answer = app.call("GET", &format!("{versions}/{number}"), None, "").await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (404, "no-such-version"), "{number}");
    }
}
