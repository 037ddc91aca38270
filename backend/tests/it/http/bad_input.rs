//! Bodies that no one should send, to every route that takes a document.

use std::time::Instant;

use crate::support::app::TestApp;
use crate::support::{many_variables, print_figure};

/// A name, a body, and the status and code that it gets where a design is saved.
fn bodies() -> Vec<(&'static str, Vec<u8>, u16, &'static str)> {
    let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(10_000), close.repeat(10_000)).into_bytes();
    let repeated = |item: &str, times: usize| format!("{{{}\"z\":1}}", item.repeat(times)).into_bytes();
    vec![
        ("empty", vec![], 400, "not-json"),
        ("not JSON", b"family: web\n".to_vec(), 400, "not-json"),
        ("cut off", b"{\"a\": [1, 2".to_vec(), 400, "not-json"),
        ("a list", b"[]".to_vec(), 422, "not-an-object"),
        ("a text", b"\"text\"".to_vec(), 422, "not-an-object"),
        ("null", b"null".to_vec(), 422, "not-an-object"),
        ("not UTF-8", b"{\"a\":\"\xff\"}".to_vec(), 400, "not-utf-8"),
        ("NUL", b"{\"a\":\"\0\"}".to_vec(), 400, "not-json"),
        ("NUL after the end", b"{}\0".to_vec(), 400, "not-json"),
        ("lone surrogate", br#"{"a":"\ud800"}"#.to_vec(), 422, "lone-surrogate"),
        ("duplicate keys", b"{\"a\":1,\n\"a\":2}".to_vec(), 422, "duplicate-key"),
        ("number that is lost", b"{\"a\":1e999}".to_vec(), 422, "number-lost"),
        ("just too long", format!("{{\"a\":\"{}\"}}", "x".repeat(1 << 20)).into_bytes(), 413, "text-too-long"),
        ("2 MiB", format!("{{\"a\":\"{}\"}}", "x".repeat(2 << 20)).into_bytes(), 413, "text-too-long"),
        ("20 MiB", vec![b' '; 20 << 20], 413, "text-too-long"),
        ("depth 10,000 of objects", deep("{\"a\":", "}"), 422, "too-deep"),
        ("depth 10,000 of lists", [b"{\"a\":".to_vec(), deep("[", "]"), b"}".to_vec()].concat(), 422, "too-deep"),
        ("1 MiB of duplicate keys", repeated("\"a\":1,", 170_000), 422, "duplicate-key"),
        (
            "1 MiB of lost numbers",
            format!("{{\"a\":[{}1]}}", "1e999,".repeat(170_000)).into_bytes(),
            422,
            "number-lost",
        ),
        (
            "1 MiB of lone surrogates",
            format!("{{\"a\":\"{}\"}}", "\\ud800".repeat(170_000)).into_bytes(),
            422,
            "lone-surrogate",
        ),
    ]
}

#[tokio::test]
async fn bad_bodies_are_refused_with_their_reason_and_change_nothing() {
    let app = TestApp::new();
    let place = format!("/api/designs/{}", app.create("{\"kept\":true}").await);
    for (name, body, status, code) in bodies() {
        for (method, path, counter) in
            [("POST", "/api/designs", None), ("PUT", &*place, Some(1)), ("POST", "/api/check?kind=design", None)]
        {
            let started = Instant::now();
            let answer = app.call(method, path, counter, body.clone()).await;
            print_figure(&format!("{name}, {method} {path}"), started);
            assert_eq!((answer.status.as_u16(), answer.code().as_str()), (status, code), "{name}: {}", answer.text);
            assert!(answer.text.len() < 1000, "{name}: a long answer");
        }
    }
    assert_eq!(app.call("GET", "/api/designs", None, "").await.json()["designs"].as_array().unwrap().len(), 1);
    let copy = app.call("GET", &place, None, "").await;
    assert!(copy.text.contains("\"counter\":1") && copy.text.ends_with("{\"kept\":true}}"), "{}", copy.text);
}

#[tokio::test]
async fn problems_in_a_text_have_a_place() {
    let app = TestApp::new();
    let answer = app.call("POST", "/api/designs", None, "{\n  \"a\" 1}").await;
    assert!(answer.json()["error"]["message"].as_str().unwrap().contains("line 2, column 7"), "{}", answer.text);
}

#[tokio::test]
async fn wrong_designs_are_kept_and_checked() {
    let app = TestApp::new();
    let wrong = r#"{"name":7,"taskDefinitions":{"a":5,"b":{"family":{},"cpu":[1],"containerDefinitions":{"x":null}},
        "c":{"containerDefinitions":["text",{"name":[],"environment":"x","portMappings":[[]],"memory":"80a"}]}},
        "services":{"a":[],"b":{"desiredCount":"many","loadBalancers":{},"taskDefinition":{}}},"environments":[]}"#;
    let started = Instant::now();
    let id = app.create(wrong).await;
    print_figure("wrong types everywhere, POST", started);
    let copy = app.call("GET", &format!("/api/designs/{id}"), None, "").await;
    assert!(copy.text.contains(wrong));
    let report = app.call("POST", "/api/check?kind=design", None, wrong).await.json();
    assert!(report["diagnostics"].as_array().unwrap().len() > 5, "{report}");
}

#[tokio::test]
async fn many_environment_variables_are_checked_in_time() {
    let app = TestApp::new();
    let started = Instant::now();
    let answer = app.call("POST", "/api/check", None, many_variables(10_000)).await;
    print_figure("10,000 environment variables, POST /api/check", started);
    assert_eq!((answer.status.as_u16(), answer.json()["kind"].as_str().unwrap()), (200, "task-definition"));
}
