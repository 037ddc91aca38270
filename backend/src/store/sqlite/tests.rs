//! What goes wrong with files: each has its own error, and what was saved before stays.

use sqlx::ConnectOptions;

use super::*;

fn draft(document: &str) -> Draft {
    Draft { name: "n".to_owned(), document: document.to_owned(), at: 1 }
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
    let store = SqliteStore::open_with(SqliteStore::options(&path).pragma("max_page_count", "16")).await.unwrap();
    store.create("one", draft("{}")).await.unwrap();
    let large = "x".repeat(200_000);
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
