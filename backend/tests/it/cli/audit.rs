//! `bayplan audit`, and what the server says of a record that is broken.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use bayplan::store::{Audit, NewEntry, SqliteStore};
use serde_json::Value;
use shared::api::{Act, Doer};
use sqlx::ConnectOptions;
use tempfile::TempDir;

use crate::support::client::Client;
use crate::support::program::{command, run};

/// A database whose record has five entries.
async fn database() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("designs.db");
    let store = SqliteStore::open(&path).await.unwrap();
    for at in 0..5 {
        let detail = serde_json::json!({ "at": at });
        let entry = NewEntry { at, by: Doer::Server, act: Act::SignedIn, environment: None, design_id: None, detail };
        store.add_entry(entry).await.unwrap();
    }
    store.close().await;
    (folder, path)
}

/// Does something to the database past the program.
async fn tamper(path: &Path, statements: &str) {
    let mut database = SqliteStore::options(path).connect().await.unwrap();
    let free = "DROP TRIGGER audit_never_changes; DROP TRIGGER audit_stays; DROP TRIGGER audit_goes_on; ";
    let statements = sqlx::AssertSqlSafe(format!("{free}{statements}"));
    sqlx::raw_sql(statements).execute(&mut database).await.unwrap();
}

fn url(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}

/// How it ended, and what it printed and complained.
fn audit(path: &Path, arguments: &[&str]) -> (i32, String, String) {
    let url = url(path);
    let mut all = vec!["audit"];
    all.extend(arguments);
    all.extend(["--database", &url]);
    let output = run(&all, b"");
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[tokio::test]
async fn a_whole_record_has_a_head_that_finds_a_cut_end() {
    let (_folder, path) = database().await;
    let (exit, out, _) = audit(&path, &["verify"]);
    let head = out.trim_end().rsplit(' ').next().unwrap().to_owned();
    assert!(exit == 0 && out.starts_with("The record is whole: 5 entries, head 5:"), "{out}");
    assert_eq!(audit(&path, &["verify", "--head", &head]).0, 0);
    tamper(&path, "DELETE FROM audit WHERE seq > 3").await;
    assert_eq!(audit(&path, &["verify"]).0, 0, "a chain alone can't tell");
    let (exit, out, complaint) = audit(&path, &["verify", "--head", &head]);
    assert!(exit == 1 && out.is_empty() && complaint.contains("broken at entry 4"), "{complaint}");
}

#[tokio::test]
async fn a_broken_record_is_told_with_its_first_bad_entry() {
    for (deed, seq) in [
        ("UPDATE audit SET entry = replace(entry, '\"at\":2', '\"at\":3') WHERE seq = 3", 3),
        ("DELETE FROM audit WHERE seq = 2", 3),
        ("UPDATE audit SET seq = -seq WHERE seq IN (2, 3); UPDATE audit SET seq = 5 + seq WHERE seq < 0", 2),
        ("UPDATE audit SET entry = 'x' WHERE seq = 5", 5),
    ] {
        let (_folder, path) = database().await;
        tamper(&path, deed).await;
        let (exit, _, complaint) = audit(&path, &["verify"]);
        assert!(exit == 1 && complaint.contains(&format!("broken at entry {seq}:")), "{deed}: {exit} {complaint}");
        let (exit, out, complaint) = audit(&path, &["export"]);
        assert!(exit == 1 && complaint.contains(&format!("broken at entry {seq}:")), "{deed}: {exit} {complaint}");
        assert!(out.lines().count() >= 4, "what is there is printed: {out}");
    }
}

#[tokio::test]
async fn what_can_not_be_read_is_unusable() {
    let (folder, path) = database().await;
    let (exit, _, complaint) = audit(&folder.path().join("no.db"), &["verify"]);
    assert!(exit == 2 && complaint.contains("can't be opened"), "{exit} {complaint}");
    assert!(!folder.path().join("no.db").exists());
    for head in ["5", "5:xyz", "x:00", ""] {
        assert_eq!(audit(&path, &["verify", "--head", head]).0, 2, "{head}");
    }
    assert_eq!(audit(&folder.path().join("no.db"), &["export"]).0, 2);
}

#[tokio::test]
async fn an_export_is_the_record_line_by_line() {
    let (_folder, path) = database().await;
    let (exit, out, complaint) = audit(&path, &["export"]);
    assert_eq!((exit, &*complaint), (0, ""));
    let entries: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(entries.iter().map(|entry| entry["seq"].as_i64().unwrap()).eq(1..=5));
    assert!(entries.windows(2).all(|pair| pair[0]["hash"] == pair[1]["previous"]));
}

/// The server starts all the same, says so loudly, and its page of the record says so.
#[tokio::test]
async fn a_server_says_that_the_record_is_broken() {
    let (_folder, path) = database().await;
    tamper(&path, "UPDATE audit SET entry = replace(entry, 'signed-in', 'approved') WHERE seq = 2").await;
    let mut server = command(&["serve", "--listen", "127.0.0.1:0", "--database", &url(&path)]).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let host = line.trim_end().strip_prefix("Bayplan is at http://").unwrap_or_else(|| panic!("printed {line:?}"));
    let (status, page) = Client::connect(host).unwrap().call("GET /api/audit?limit=1", "", "").unwrap();
    server.kill().unwrap();
    server.wait().unwrap();
    let page: Value = serde_json::from_str(&page).unwrap();
    assert_eq!((status, page["broken"]["seq"].as_i64()), (200, Some(2)), "{page}");
    let mut complaint = String::new();
    server.stderr.take().unwrap().read_to_string(&mut complaint).unwrap();
    assert!(complaint.contains("warning: The record of who did what is broken at entry 2:"), "{complaint}");
}
