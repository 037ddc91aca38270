//! Environments over HTTP.

use axum::http::header;
use serde_json::{Value, json};

use crate::support::app::TestApp;

fn draft() -> Value {
    json!({
        "name": "staging", "kind": "development", "account": "123456789012", "region": "eu-central-1",
        "subnets": ["subnet-0a1b2c3d"], "tags": [{"key": "team", "value": "shop"}]
    })
}

fn with(member: &str, value: impl Into<Value>) -> String {
    let mut draft = draft();
    draft[member] = value.into();
    draft.to_string()
}

#[tokio::test]
async fn an_environment_is_made_changed_and_deleted() {
    let app = TestApp::new();
    let made = app.call("POST", "/api/environments", None, draft().to_string()).await;
    assert_eq!(made.status.as_u16(), 201, "{}", made.text);
    assert_eq!(
        (&made.headers[header::LOCATION], &made.headers[header::ETAG]),
        (&"/api/environments/staging".parse().unwrap(), &"\"1\"".parse().unwrap())
    );
    let external_id = made.json()["externalId"].clone();
    assert_eq!(external_id.as_str().unwrap().len(), 32);
    let taken = app.call("POST", "/api/environments", None, draft().to_string()).await;
    assert_eq!((taken.status.as_u16(), taken.code().as_str()), (409, "environment-exists"));

    let list = app.call("GET", "/api/environments", None, "").await.json();
    let names: Vec<_> = list["environments"].as_array().unwrap().iter().map(|found| found["name"].clone()).collect();
    assert_eq!(names, ["sandbox", "staging"]);

    // Who sends an external id doesn't set it.
    let mut change = draft();
    change["region"] = json!("us-east-1");
    change["externalId"] = json!("chosen");
    let saved = app.call("PUT", "/api/environments/staging", Some(1), change.to_string()).await;
    assert_eq!((saved.status.as_u16(), &saved.headers[header::ETAG]), (200, &"\"2\"".parse().unwrap()));
    let loaded = app.call("GET", "/api/environments/staging", None, "").await;
    assert_eq!(loaded.json(), saved.json());
    assert_eq!((&loaded.json()["externalId"], &loaded.json()["region"]), (&external_id, &json!("us-east-1")));
    assert_eq!(loaded.headers[header::ETAG], "\"2\"");

    let late = app.call("PUT", "/api/environments/staging", Some(1), draft().to_string()).await;
    assert_eq!((late.status.as_u16(), late.code().as_str()), (409, "environment-changed"));
    let late = app.call("DELETE", "/api/environments/staging", Some(1), "").await;
    assert_eq!((late.status.as_u16(), late.code().as_str()), (409, "environment-changed"));
    assert_eq!(app.call("DELETE", "/api/environments/staging", Some(2), "").await.status.as_u16(), 204);
    for (method, body) in [("GET", String::new()), ("PUT", draft().to_string()), ("DELETE", String::new())] {
        let gone = app.call(method, "/api/environments/staging", Some(2), body).await;
        assert_eq!((gone.status.as_u16(), gone.code().as_str()), (404, "no-such-environment"), "{method}");
    }
}

#[tokio::test]
async fn the_sandbox_can_be_seen_and_not_changed() {
    let app = TestApp::new();
    let sandbox = app.call("GET", "/api/environments/sandbox", None, "").await.json();
    assert_eq!((&sandbox["kind"], &sandbox["account"]), (&json!("sandbox"), &json!("123456789012")));
    for (method, body) in [("PUT", with("name", "sandbox")), ("DELETE", String::new())] {
        let refused = app.call(method, "/api/environments/sandbox", Some(1), body).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (422, "environment-built-in"), "{method}");
    }
}

#[tokio::test]
async fn what_can_not_be_an_environment_is_refused_with_its_place() {
    let app = TestApp::new();
    for (body, place) in [
        (with("name", "Staging"), "/name"),
        (with("name", "sandbox"), "/name"),
        (with("kind", "sandbox"), "/kind"),
        (with("account", "12"), "/account"),
        (with("region", "nowhere"), "/region"),
        (with("roleArn", "arn:aws:iam::999999999999:role/x"), "/roleArn"),
        (with("endpoint", "file:///etc/passwd"), "/endpoint"),
        (with("subnets", json!(["subnet-1", "vpc-1"])), "/subnets/1"),
        (with("securityGroups", json!(["1"])), "/securityGroups/0"),
        (with("tags", json!([{"key": "aws:x", "value": ""}])), "/tags/0/key"),
    ] {
        let answer = app.call("POST", "/api/environments", None, body).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (422, "wrong-environment"), "{place}");
        assert_eq!(answer.json()["error"]["path"], json!(place), "{}", answer.text);
    }
    for body in ["{}", "[]", "", "{\"name\":7}", &with("kind", "production"), &with("tags", "x")] {
        let answer = app.call("POST", "/api/environments", None, body.to_owned()).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (422, "wrong-body"), "{body}");
    }
    app.call("POST", "/api/environments", None, draft().to_string()).await;
    let renamed = app.call("PUT", "/api/environments/staging", Some(1), with("name", "other")).await;
    assert_eq!((renamed.status.as_u16(), renamed.json()["error"]["path"].clone()), (422, json!("/name")));
}
