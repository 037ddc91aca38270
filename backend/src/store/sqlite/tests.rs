//! What goes wrong with files: each has its own error, and what was saved before stays.

use shared::api::ApplyKind;
use shared::event::ApplyEvent;
use sqlx::{ConnectOptions, Row};

use super::*;
use crate::ports::Clock;
use crate::store::{Applies, Designs, Draft, Entry, NewApply, NewVersion, Versions};

fn draft(document: &str) -> Draft {
    Draft { name: "n".to_owned(), document: document.to_owned(), at: 1, by: shared::access::PersonRef::local() }
}

fn new_apply(id: &str) -> NewApply {
    NewApply {
        id: id.to_owned(),
        plan_id: "p".to_owned(),
        design_id: "one".to_owned(),
        version: 1,
        environment: "sandbox".to_owned(),
        kind: ApplyKind::Apply,
        at: 10,
        by: shared::api::Doer::Person { person: shared::access::PersonRef::local() },
        break_glass: false,
    }
}

#[tokio::test]
async fn designs_outlive_the_process() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep.db");
    let store = SqliteStore::open(&path).await.unwrap();
    store.create("one", draft("{}")).await.unwrap();
    store.close().await;
    let store = SqliteStore::open(&path).await.unwrap();
    assert_eq!(store.load("one").await.unwrap().document, "{}");
    assert_eq!(store.created_ever().await.unwrap(), 1);
}

#[tokio::test]
async fn a_lock_is_waited_for_and_then_reported() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let store =
        SqliteStore::open_with(SqliteStore::options(&path).busy_timeout(Duration::from_millis(20))).await.unwrap();
    store.create("one", draft("{}")).await.unwrap();
    let mut other = SqliteStore::options(&path).connect().await.unwrap();
    sqlx::query("BEGIN EXCLUSIVE").execute(&mut other).await.unwrap();
    assert!(matches!(store.save("one", 1, draft("[]")).await, Err(StoreError::Busy(_))));
    assert!(matches!(store.create("two", draft("[]")).await, Err(StoreError::Busy(_))));
    assert!(matches!(store.delete("one", 1).await, Err(StoreError::Busy(_))));
    assert_eq!(store.load("one").await.unwrap().document, "{}", "readers are not held up");
    sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
    store.save("one", 1, draft("[]")).await.unwrap();
}

#[tokio::test]
async fn a_full_database_keeps_the_earlier_copy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    // Room for the empty tables, and for less than the text by far.
    let store = SqliteStore::open_with(SqliteStore::options(&path).pragma("max_page_count", "100")).await.unwrap();
    store.create("one", draft("{}")).await.unwrap();
    let large = "x".repeat(1_000_000);
    assert!(matches!(store.save("one", 1, draft(&large)).await, Err(StoreError::Full(_))));
    assert!(matches!(store.create("two", draft(&large)).await, Err(StoreError::Full(_))));
    assert_eq!(store.load("one").await.unwrap().document, "{}");
    store.save("one", 1, draft("{ }")).await.unwrap();
}

#[tokio::test]
async fn a_read_only_database_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let store = SqliteStore::open(&path).await.unwrap();
    store.create("one", draft("{}")).await.unwrap();
    let read_only =
        SqliteStore::open_with(SqliteStore::options(&path).create_if_missing(false).read_only(true)).await.unwrap();
    assert!(matches!(read_only.save("one", 1, draft("[]")).await, Err(StoreError::ReadOnly(_))));
    assert!(matches!(read_only.create("two", draft("[]")).await, Err(StoreError::ReadOnly(_))));
    assert_eq!(read_only.load("one").await.unwrap().document, "{}");
}

#[tokio::test]
async fn files_that_are_no_database_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.txt");
    std::fs::write(&path, "these are notes, and no database. ".repeat(200)).unwrap();
    assert!(matches!(SqliteStore::open(&path).await, Err(StoreError::Corrupt(_))));
    assert!(matches!(SqliteStore::open(folder.path()).await, Err(StoreError::Unavailable(_))));
    let nowhere = folder.path().join("no/such/folder.db");
    assert!(matches!(SqliteStore::open(&nowhere).await, Err(StoreError::Unavailable(_))));
}

#[tokio::test]
async fn the_record_can_not_be_changed() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("test.db")).await.unwrap();
    store.create("one", draft("{}")).await.unwrap();
    let version = NewVersion {
        fingerprint: "f".to_owned(),
        note: String::new(),
        document: "{}".to_owned(),
        at: 1,
        by: shared::api::Doer::Person { person: shared::access::PersonRef::local() },
        with: Vec::new(),
        after: None,
        source: None,
    };
    store.save_version("one", version).await.unwrap();
    store.create_apply(new_apply("a")).await.unwrap();
    for statement in [
        "UPDATE apply_events SET event = '{}'",
        "UPDATE apply_events SET seq = 7",
        "DELETE FROM apply_events",
        "UPDATE versions SET document = '[]'",
    ] {
        let refused = sqlx::query(statement).execute(&store.writer).await;
        let error = refused.expect_err(statement).to_string();
        assert!(error.contains("never change") || error.contains("stay"), "{statement}: {error}");
    }
    assert_eq!(store.events("a", 0, 10).await.unwrap()[0].event, ApplyEvent::Queued);
    assert_eq!(store.version("one", 1).await.unwrap().document, "{}");
}

/// Two processes on one file hold each other off by the lease, and number events together.
#[tokio::test]
async fn two_programs_share_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let (one, two) = (SqliteStore::open(&path).await.unwrap(), SqliteStore::open(&path).await.unwrap());
    one.create_apply(new_apply("a")).await.unwrap();
    let first = one.claim("one", 0, None).await.unwrap().unwrap();
    let second = two.claim("two", 600_000, None).await.unwrap().unwrap();
    assert_eq!(one.claim("one", 0, None).await.unwrap(), None);
    assert!(matches!(one.record(&first, Entry::default()).await, Err(StoreError::Fenced)));
    for _ in 0..10 {
        let entry = Entry { events: vec![ApplyEvent::Queued], ..Entry::default() };
        let (cancelled, written) = tokio::join!(one.request_cancel("a", 1), two.record(&second, entry));
        cancelled.unwrap();
        written.unwrap();
    }
    let numbers = one.events("a", 0, 100).await.unwrap().into_iter().map(|record| record.seq);
    assert!(numbers.eq(1..=12));
}

#[tokio::test]
async fn leases_are_counted_in_milliseconds() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("test.db")).await.unwrap();
    store.create_apply(new_apply("a")).await.unwrap();
    let until = async || -> i64 {
        sqlx::query_scalar("SELECT lease_until FROM applies").fetch_one(&store.writer).await.unwrap()
    };
    let expected = |lease: i64, since: i64| since + lease - 1..=Clock::System.now() + lease;
    let since = Clock::System.now();
    let claim = store.claim("one", 5_000, None).await.unwrap().unwrap();
    assert!(expected(5_000, since).contains(&until().await));
    let since = Clock::System.now();
    store.renew(&claim, 7_000).await.unwrap();
    assert!(expected(7_000, since).contains(&until().await));
}

#[tokio::test]
async fn lists_and_queues_are_read_through_indexes() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("test.db")).await.unwrap();
    for (query, index) in [
        ("SELECT * FROM applies WHERE design_id = 'x' ORDER BY number DESC", "applies_by_design"),
        (
            "SELECT * FROM applies WHERE design_id = 'x' AND environment = 'y' AND succeeded = 1 \
             ORDER BY number DESC LIMIT 1",
            "applies_succeeded",
        ),
        (
            "SELECT number FROM applies WHERE ended_at IS NULL AND (lease_until IS NULL OR lease_until <= 1) \
             AND (NULL IS NULL OR id = NULL) ORDER BY number LIMIT 1",
            "applies_open",
        ),
        ("SELECT * FROM apply_events WHERE apply_id = 'x' AND seq > 4 ORDER BY seq LIMIT 9", "apply_events_1"),
        ("SELECT number FROM versions WHERE design_id = 'x' ORDER BY number DESC", "versions_1"),
    ] {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {query}")));
        let rows = rows.fetch_all(&store.writer).await.unwrap();
        let plan: Vec<String> = rows.iter().map(|row| row.get("detail")).collect();
        let plan = plan.join("; ");
        assert!(plan.contains(index) && !plan.contains("TEMP B-TREE"), "{query}: {plan}");
    }
}
