//! The record over HTTP.

use axum::http::header;
use serde_json::{Value, json};

use crate::support::app::TestApp;

fn seqs(page: &Value) -> Vec<i64> {
    page["entries"].as_array().unwrap().iter().map(|entry| entry["seq"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn what_is_done_is_told_newest_first() {
    let app = TestApp::new();
    let empty = app.call("GET", "/api/audit", None, "").await;
    assert_eq!((empty.status.as_u16(), empty.json()), (200, json!({ "entries": [], "more": false })));
    let id = app.create("{\"name\":\"shop\"}").await;
    app.call("POST", &format!("/api/designs/{id}/versions"), Some(1), "{}").await;
    app.call("POST", &format!("/api/designs/{id}/rename"), Some(1), "{\"name\":\"market\"}").await;
    app.call("DELETE", &format!("/api/designs/{id}"), Some(2), "").await;
    let page = app.call("GET", "/api/audit", None, "").await.json();
    let acts: Vec<_> = page["entries"].as_array().unwrap().iter().map(|entry| entry["act"].clone()).collect();
    assert_eq!(acts, ["design-deleted", "design-renamed", "version-saved", "design-created"]);
    for entry in page["entries"].as_array().unwrap() {
        assert_eq!((&entry["designId"], &entry["by"]["person"]["id"]), (&json!(id), &json!("local")));
        assert!(!entry.to_string().contains("market"), "no value of the design: {entry}");
    }
    let page = app.call("GET", "/api/audit?limit=2&before=4", None, "").await.json();
    assert_eq!((seqs(&page), &page["more"]), (vec![3, 2], &json!(true)));
    let page = app.call("GET", "/api/audit?before=2", None, "").await.json();
    assert_eq!((seqs(&page), &page["more"]), (vec![1], &json!(false)));
    for query in ["before=x", "limit=0", "limit=201", "limit=-1", "before=9999999999999999999"] {
        let refused = app.call("GET", &format!("/api/audit?{query}"), None, "").await;
        assert_eq!((refused.status.as_u16(), &*refused.code()), (400, "entries-unnamed"), "{query}");
    }
}

#[tokio::test]
async fn the_export_is_every_entry_and_its_own() {
    let app = TestApp::new();
    for name in ["a", "b", "c"] {
        app.create(&format!("{{\"name\":\"{name}\"}}")).await;
    }
    let export = app.call("GET", "/api/audit/export", None, "").await;
    assert_eq!(export.status.as_u16(), 200);
    assert_eq!(export.headers[header::CONTENT_TYPE], "application/x-ndjson");
    let lines: Vec<Value> = export.text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.iter().map(|line| line["seq"].as_i64().unwrap()).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert_eq!(lines[3]["act"], "exported");
    let page = app.call("GET", "/api/audit", None, "").await.json();
    assert!(lines.iter().rev().eq(page["entries"].as_array().unwrap()), "the same as on the page");
}
