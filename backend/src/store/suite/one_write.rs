//! In a file, a write and the entry that tells it are one: where the entry can't be kept, nothing is.

use shared::access::{Grants, Role};
use shared::api::{Act, Comment, Commenter};
use shared::event::Outcome;
use sqlx::{AssertSqlSafe, ConnectOptions, Row, SqliteConnection};

use super::applies::apply;
use super::designs::draft;
use super::people::{invitation, join, person, session, token};
use super::record::{entry, head};
use super::reviews::{decision, link, review, thread};
use super::versions::version;
use super::{outbox, plans};
use crate::store::{
    Applies, Audit, Claim, Designs, Entry, Outbox, People, Plans, Reviews, SqliteStore, StoreError, Versions,
};

/// All that a database holds, table by table.
async fn content(database: &mut SqliteConnection) -> Vec<String> {
    let tables = sqlx::query("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
    let tables: Vec<String> = tables.fetch_all(&mut *database).await.unwrap().iter().map(|row| row.get(0)).collect();
    let mut content = Vec::new();
    for table in tables {
        let columns = sqlx::query("SELECT name FROM pragma_table_info(?)").bind(&table);
        let columns = columns.fetch_all(&mut *database).await.unwrap();
        let columns: Vec<String> = columns.iter().map(|row| format!("quote({})", row.get::<String, _>(0))).collect();
        let rows = format!("SELECT concat_ws('|', {}) FROM {table} ORDER BY 1", columns.join(", "));
        for row in sqlx::query(AssertSqlSafe(rows)).fetch_all(&mut *database).await.unwrap() {
            content.push(format!("{table}: {}", row.get::<String, _>(0)));
        }
    }
    content
}

/// One call of each that is told in the record; all of them can be done after [`prepare`].
async fn calls(store: &SqliteStore, claim: &Claim) -> Vec<(&'static str, Result<(), StoreError>)> {
    let ann = store.person("ann").await.unwrap();
    let comment = Comment { by: Commenter::Person(ann.reference()), text: "x".to_owned(), at: 1 };
    let made = Some((decision("y", &review("r", "one")), "plan-2".to_owned()));
    let end = Entry { end: Some(Outcome::Done), at: 2, ..Entry::default() };
    let grants = Grants::everywhere(Role::Editor);
    vec![
        ("join", store.join(person("cy", Role::Viewer), "i", entry(Act::Joined)).await.map(drop)),
        ("set_grants", store.set_grants("bob", grants, entry(Act::GrantsChanged)).await.map(drop)),
        ("set_password", store.set_password("ann", "new", "", entry(Act::PasswordChanged)).await),
        ("start_session", store.start_session(session("s2", &ann), entry(Act::SignedIn)).await),
        ("end_session", store.end_session("s2", entry(Act::SignedOut)).await),
        ("make_token", store.make_token(token("t2", &ann), entry(Act::TokenMade)).await),
        ("revoke_token", store.revoke_token("t", entry(Act::TokenRevoked)).await),
        ("disable_person", store.disable_person("bob", 5, entry(Act::PersonDisabled)).await.map(drop)),
        ("invite", store.invite(invitation("j2"), entry(Act::Invited)).await),
        ("revoke_invitation", store.revoke_invitation("j", entry(Act::InvitationRevoked)).await),
        ("open_review", store.open_review(review("r2", "one"), entry(Act::ReviewOpened)).await),
        ("refresh_review", { store.refresh_review("r", 2, "plan-2", 5, entry(Act::ReviewRefreshed)).await.map(drop) }),
        ("submit comments", store.submit(vec![thread("b", "one")], None, vec![entry(Act::Commented)]).await),
        ("submit", store.submit(vec![thread("c", "one")], made, vec![entry(Act::Approved)]).await),
        ("reply", store.reply("a", comment, entry(Act::Commented)).await.map(drop)),
        ("resolve_thread", {
            store.resolve_thread("a", Some(ann.reference()), entry(Act::ThreadResolved)).await.map(drop)
        }),
        ("suggestion_applied", store.suggestion_applied("a", 2, entry(Act::SuggestionApplied)).await),
        ("withdraw", store.withdraw("x", 5, entry(Act::DecisionWithdrawn)).await),
        ("make_link", store.make_link(link("l2", "r"), entry(Act::LinkMade)).await),
        ("use_link", store.use_link("l", 5, entry(Act::LinkOpened)).await),
        ("revoke_link", store.revoke_link("l", 5, entry(Act::LinkRevoked)).await),
        ("make_hook", store.make_hook(outbox::hook("h2", "h"), entry(Act::HookMade)).await),
        ("remove_hook", store.remove_hook("h", entry(Act::HookRemoved)).await),
        ("save_version", store.save_version("one", version("a", "{}", 1)).await.map(drop)),
        ("create_apply", store.create_apply(apply("b", "two")).await.map(drop)),
        ("record", store.record(claim, end).await.map(drop)),
        ("add_entry", store.add_entry(entry(Act::Exported)).await.map(drop)),
    ]
}

async fn prepare(store: &SqliteStore) -> Claim {
    let ann = join(store, person("ann", Role::Owner)).await;
    join(store, person("bob", Role::Viewer)).await;
    for id in ["i", "j"] {
        store.invite(invitation(id), entry(Act::Invited)).await.unwrap();
    }
    store.start_session(session("s", &ann), entry(Act::SignedIn)).await.unwrap();
    store.make_token(token("t", &ann), entry(Act::TokenMade)).await.unwrap();
    let opened = review("r", "one");
    store.open_review(opened.clone(), entry(Act::ReviewOpened)).await.unwrap();
    let made = Some((decision("x", &opened), "plan-r".to_owned()));
    store.submit(vec![thread("a", "one")], made, vec![entry(Act::Approved)]).await.unwrap();
    store.make_link(link("l", "r"), entry(Act::LinkMade)).await.unwrap();
    store.make_hook(outbox::hook("h", "h"), entry(Act::HookMade)).await.unwrap();
    store.create("one", draft("one", "{}", 1)).await.unwrap();
    store.keep_plan(plans::stored("plan-a")).await.unwrap();
    store.create_apply(apply("a", "one")).await.unwrap();
    store.claim("worker", 600_000, Some("a")).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_write_and_its_entry_are_kept_together_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let store = SqliteStore::open(&path).await.unwrap();
    let claim = prepare(&store).await;
    let mut database = SqliteStore::options(&path).connect().await.unwrap();
    let before = content(&mut database).await;
    let refuse = "CREATE TRIGGER refuse BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END";
    sqlx::query(refuse).execute(&mut database).await.unwrap();
    for (call, done) in calls(&store, &claim).await {
        let stopped = matches!(
            (call, &done),
            // What depends on a call that was refused before isn't there.
            ("submit", Err(StoreError::ReviewMoved)) | ("end_session", Ok(())) | (_, Err(StoreError::Other(_)))
        );
        assert!(stopped, "{call}: {done:?}");
    }
    let after = content(&mut database).await;
    let kept: Vec<_> = after.iter().filter(|row| !before.contains(row)).collect();
    assert!(kept.is_empty() && after.len() == before.len(), "kept without its entry: {kept:#?}");

    sqlx::query("DROP TRIGGER refuse").execute(&mut database).await.unwrap();
    let told = store.last_entry().await.unwrap();
    let done = calls(&store, &claim).await;
    assert!(done.iter().all(|(_, done)| done.is_ok()), "{done:?}");
    assert_eq!(head(&store).await.seq, told + i64::try_from(done.len()).unwrap(), "each is told once");
}

#[tokio::test]
async fn the_record_goes_on_and_never_changes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let store = SqliteStore::open(&path).await.unwrap();
    for act in [Act::SignedIn, Act::SignedOut] {
        store.add_entry(entry(act)).await.unwrap();
    }
    let before = store.stored_entries(0, 9).await.unwrap();
    let mut database = SqliteStore::options(&path).connect().await.unwrap();
    for statement in [
        "UPDATE audit SET entry = '{}'",
        "UPDATE audit SET seq = 9 WHERE seq = 2",
        "UPDATE audit SET hash = 'x' WHERE seq = 1",
        "DELETE FROM audit WHERE seq = 2",
        "INSERT OR REPLACE INTO audit (seq, entry, hash) VALUES (1, '{}', 'x')",
        "REPLACE INTO audit (seq, entry, hash) VALUES (2, '{}', 'x')",
        "INSERT INTO audit (seq, entry, hash) VALUES (4, '{}', 'x')",
        "INSERT INTO audit (seq, entry, hash) VALUES (0, '{}', 'x')",
    ] {
        let refused = sqlx::query(statement).execute(&mut database).await.expect_err(statement).to_string();
        assert!(refused.contains("the record"), "{statement}: {refused}");
    }
    assert_eq!(store.stored_entries(0, 9).await.unwrap(), before);
}

/// Two programs on one file, each with tasks of its own, number the entries together.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_programs_write_one_record() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..2 {
        let store = std::sync::Arc::new(SqliteStore::open(&path).await.unwrap());
        for _ in 0..3 {
            let store = store.clone();
            tasks.spawn(async move {
                for _ in 0..20 {
                    // Two programs wait for each other's lock, and not fairly.
                    while let Err(busy) = store.add_entry(entry(Act::SignedIn)).await {
                        assert!(matches!(busy, StoreError::Busy(_)), "{busy}");
                    }
                }
            });
        }
    }
    tasks.join_all().await;
    assert_eq!(head(&SqliteStore::open(&path).await.unwrap()).await.seq, 120);
}
