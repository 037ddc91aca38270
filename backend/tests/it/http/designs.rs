//! The life of a design over HTTP.

use axum::http::header;
use serde_json::json;

use crate::support::app::TestApp;

#[tokio::test]
async fn a_design_is_kept_changed_copied_and_deleted() {
    let app = TestApp::new();
    let made = app.call("POST", "/api/designs", None, "{\"services\":{},\"name\":\"shop\"}").await;
    assert_eq!(made.status.as_u16(), 201);
    assert_eq!(made.headers[header::ETAG], "\"1\"");
    let place = made.headers[header::LOCATION].to_str().unwrap().to_owned();
    let meta = made.json();
    assert_eq!(place, format!("/api/designs/{}", meta["id"].as_str().unwrap()));
    assert_eq!((&meta["name"], &meta["counter"]), (&json!("shop"), &json!(1)));
    assert_eq!(meta["createdAt"], meta["updatedAt"]);

    let saved = app.call("PUT", &place, Some(1), "{\"name\":\"shop\",\"services\":{}}").await;
    assert_eq!((saved.status.as_u16(), &saved.headers[header::ETAG]), (200, &"\"2\"".parse().unwrap()));
    let renamed = app.call("POST", &format!("{place}/rename"), Some(2), "{\"name\":\"market\"}").await;
    assert_eq!((renamed.status.as_u16(), renamed.json()["counter"].clone()), (200, json!(3)));
    let copied = app.call("POST", &format!("{place}/duplicate"), None, "").await;
    assert_eq!((copied.status.as_u16(), copied.json()["name"].clone()), (201, json!("market copy")));

    let list = app.call("GET", "/api/designs", None, "").await.json();
    assert_eq!(list["designs"].as_array().unwrap().len(), 2);
    let loaded = app.call("GET", &place, None, "").await;
    assert_eq!(loaded.headers[header::ETAG], "\"3\"");
    assert!(loaded.text.ends_with(r#""document":{"name":"market","services":{}}}"#), "{}", loaded.text);

    assert_eq!(app.call("DELETE", &place, Some(2), "").await.status.as_u16(), 409);
    let deleted = app.call("DELETE", &place, Some(3), "").await;
    assert_eq!((deleted.status.as_u16(), deleted.text.as_str()), (204, ""));
    for (method, counter) in [("GET", None), ("PUT", Some(3)), ("DELETE", Some(3))] {
        let gone = app.call(method, &place, counter, if method == "PUT" { "{}" } else { "" }).await;
        assert_eq!((gone.status.as_u16(), gone.code().as_str()), (404, "no-such-design"), "{method}");
    }
}

#[tokio::test]
async fn a_late_save_gets_the_other_copy_and_overwrites_nothing() {
    let app = TestApp::new();
    let id = app.create("{\"by\":\"first\"}").await;
    let place = format!("/api/designs/{id}");
    app.call("PUT", &place, Some(1), "{\"by\":\"second\"}").await;
    for (method, path, body) in [
        ("PUT", place.clone(), "{\"by\":\"third\"}"),
        ("DELETE", place.clone(), ""),
        ("POST", format!("{place}/rename"), "{\"name\":\"third\"}"),
    ] {
        let late = app.call(method, &path, Some(1), body).await;
        assert_eq!((late.status.as_u16(), late.code().as_str()), (409, "design-changed"), "{method}");
        let current = &late.json()["current"];
        assert_eq!((&current["document"], &current["counter"]), (&json!({"by": "second"}), &json!(2)), "{method}");
        assert_eq!(current["id"], json!(id));
    }
    assert!(app.call("GET", &place, None, "").await.text.contains("second"));
}

#[tokio::test]
async fn names_are_checked() {
    let app = TestApp::new();
    let rename = format!("/api/designs/{}/rename", app.create("{}").await);
    let long = json!({"name": "x".repeat(201)}).to_string();
    for (body, code) in [
        ("{\"name\":\"  \"}", "wrong-name"),
        (long.as_str(), "wrong-name"),
        ("{\"name\":7}", "wrong-body"),
        ("[]", "wrong-body"),
        ("", "wrong-body"),
    ] {
        let answer = app.call("POST", &rename, Some(1), body.to_owned()).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (422, code), "{body}");
    }
}

#[tokio::test]
async fn the_sample_and_the_check_are_there() {
    let app = TestApp::new();
    let sample = app.call("GET", "/api/sample", None, "").await;
    assert_eq!(sample.json()["name"], json!("shop"));
    let report = app.call("POST", "/api/check?kind=auto", None, sample.text).await.json();
    assert_eq!(report["kind"], json!("design"));
    let errors = report["diagnostics"].as_array().unwrap().iter().filter(|found| found["severity"] == "error");
    assert_eq!(errors.count(), 0);
    let report = app.call("POST", "/api/check?kind=task-definition", None, "{\"familly\":1}").await.json();
    assert!(!report["diagnostics"].as_array().unwrap().is_empty());
    for query in ["kind=stack", "kind=", "kind=design&kind=service"] {
        let answer = app.call("POST", &format!("/api/check?{query}"), None, "{}").await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (400, "unknown-kind"), "{query}");
    }
}
