//! A locked, full or read-only database: a reason, and the earlier copy.

use std::time::Duration;

use bayplan::store::SqliteStore;
use sqlx::ConnectOptions;

use crate::support::app::{Answer, TestApp};

fn assert_refused(answer: &Answer, code: &str) {
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (503, code), "{}", answer.text);
    assert!(answer.text.contains("Nothing was changed"), "{}", answer.text);
    assert!(answer.headers.contains_key("retry-after"));
}

async fn assert_intact(app: &TestApp, place: &str) {
    let copy = app.call("GET", place, None, "").await;
    assert!(copy.text.contains("\"counter\":1") && copy.text.ends_with("{\"kept\":true}}"), "{}", copy.text);
}

#[tokio::test]
async fn locked() {
    let app = TestApp::on_file(async |path| {
        let options = SqliteStore::options(&path).busy_timeout(Duration::from_millis(20));
        SqliteStore::open_with(options).await.unwrap()
    })
    .await;
    let place = format!("/api/designs/{}", app.create("{\"kept\":true}").await);
    let mut other = SqliteStore::options(&app.file()).connect().await.unwrap();
    sqlx::query("BEGIN EXCLUSIVE").execute(&mut other).await.unwrap();
    assert_refused(&app.call("PUT", &place, Some(1), "{}").await, "database-locked");
    assert_refused(&app.call("POST", "/api/designs", None, "{}").await, "database-locked");
    assert_refused(&app.call("DELETE", &place, Some(1), "").await, "database-locked");
    assert_intact(&app, &place).await;
    sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
    assert_eq!(app.call("PUT", &place, Some(1), "{}").await.status.as_u16(), 200, "it recovers by itself");
}

#[tokio::test]
async fn full() {
    let app = TestApp::on_file(async |path| {
        SqliteStore::open_with(SqliteStore::options(&path).pragma("max_page_count", "80")).await.unwrap()
    })
    .await;
    let place = format!("/api/designs/{}", app.create("{\"kept\":true}").await);
    let large = format!("{{\"a\":\"{}\"}}", "x".repeat(200_000));
    assert_refused(&app.call("PUT", &place, Some(1), large.clone()).await, "database-full");
    assert_refused(&app.call("POST", "/api/designs", None, large).await, "database-full");
    assert_intact(&app, &place).await;
    assert_eq!(app.call("PUT", &place, Some(1), "{}").await.status.as_u16(), 200, "what is smaller still fits");
}

#[tokio::test]
async fn read_only() {
    let app = TestApp::on_file(async |path| SqliteStore::open(&path).await.unwrap()).await;
    let place = format!("/api/designs/{}", app.create("{\"kept\":true}").await);
    let file = app.file();
    let read_only = TestApp::on_file(async |_| {
        SqliteStore::open_with(SqliteStore::options(&file).create_if_missing(false).read_only(true)).await.unwrap()
    })
    .await;
    assert_refused(&read_only.call("PUT", &place, Some(1), "{}").await, "database-read-only");
    assert_refused(&read_only.call("POST", "/api/designs", None, "{}").await, "database-read-only");
    assert_intact(&read_only, &place).await;
}
