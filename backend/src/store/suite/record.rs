//! The record: what is told in it, in which order, and that it is whole.

use serde_json::json;
use shared::access::PersonRef;
use shared::api::{Act, ApplyKind, AuditEntry, Doer, Source};
use shared::event::Outcome;

use super::applies::{apply, claimed};
use super::designs::draft;
use super::on_each_store;
use super::versions::version;
use crate::store::{Entry, Head, NewApply, NewEntry, NewVersion, Store, StoreError, StoredEntry};

/// An entry that tells nothing in particular.
pub(super) fn entry(act: Act) -> NewEntry {
    NewEntry { at: 7, by: Doer::Server, act, environment: None, design_id: None, detail: json!({}) }
}

/// The acts that are told, oldest first.
pub(super) async fn acts(store: &dyn Store) -> Vec<Act> {
    store.entries(0, 1000).await.unwrap().into_iter().map(|entry| entry.act).collect()
}

/// Checks the whole chain and gives its head.
pub(super) async fn head(store: &dyn Store) -> Head {
    let mut head = Head::default();
    for entry in store.stored_entries(0, 10_000).await.unwrap() {
        head.advance(&entry).unwrap_or_else(|why| panic!("entry {}: {why}: {}", entry.seq, entry.text));
    }
    assert_eq!(head.seq, store.last_entry().await.unwrap());
    head
}

async fn an_entry_comes_back_as_it_was_told(store: &dyn Store) {
    assert_eq!((store.last_entry().await.unwrap(), store.entries(0, 9).await.unwrap()), (0, vec![]));
    assert_eq!(head(store).await, Head::default());
    let token = Doer::Token { person: PersonRef::local(), token: "t".to_owned() };
    let guest = Doer::Link { link: "l".to_owned(), name: "J\u{fc}rgen \"<b>\" \u{2028}".to_owned() };
    let told = NewEntry {
        at: -5,
        by: guest.clone(),
        act: Act::Commented,
        environment: Some("test".to_owned()),
        design_id: Some("one".to_owned()),
        detail: json!({ "zeta": [1, 0.5, 1e300, u64::MAX], "alpha": { "z": null, "a": "\u{0}" } }),
    };
    let first = store.add_entry(told.clone()).await.unwrap();
    let second = store.add_entry(NewEntry { by: token.clone(), ..entry(Act::Exported) }).await.unwrap();
    let AuditEntry { seq, at, by, act, environment, design_id, detail, previous, hash } = first.clone();
    assert_eq!((seq, NewEntry { at, by, act, environment, design_id, detail }), (1, told));
    assert_eq!((previous, hash.len()), ("0".repeat(64), 64));
    assert_eq!((second.seq, &second.previous, &second.by), (2, &hash, &token));
    assert_eq!(store.entries(0, 9).await.unwrap(), [first.clone(), second.clone()]);
    assert_eq!(store.entries(1, 9).await.unwrap(), std::slice::from_ref(&second));
    assert_eq!(store.entries(0, 1).await.unwrap(), [first]);
    assert_eq!((store.entries(2, 9).await.unwrap(), store.entries(0, 0).await.unwrap()), (vec![], vec![]));
    assert_eq!(head(store).await, Head { seq: 2, hash: second.hash });
}

/// The form of an entry may never change: what was written by an older program has to be whole for ever.
async fn the_text_and_the_hash_are_these(store: &dyn Store) {
    let by = Doer::Person { person: PersonRef::local() };
    store.add_entry(NewEntry { by, detail: json!({ "b": 1.0, "a": 2 }), ..entry(Act::SignedIn) }).await.unwrap();
    let text = concat!(
        r#"{"act":"signed-in","at":7,"by":{"is":"person","person":{"id":"local","name":"Local owner"}},"#,
        r#""detail":{"a":2,"b":1},"previous":"0000000000000000000000000000000000000000000000000000000000000000","seq":1}"#,
    );
    // By `printf %s TEXT | sha256sum`.
    let hash = "0d4cfdc5dfb5df509c940a2b11c0e70ded37fd4aef42185954bdc53185995c32".to_owned();
    let expected = StoredEntry { seq: 1, text: text.to_owned(), hash };
    assert_eq!(store.stored_entries(0, 9).await.unwrap(), [expected]);
}

async fn a_version_is_told_once(store: &dyn Store) {
    let unknown = store.save_version("one", version("a", "{}", 1)).await;
    assert!(matches!(unknown, Err(StoreError::NotFound)));
    store.create("one", draft("one", "{}", 1)).await.unwrap();
    let source = Source { repository: "o/n".to_owned(), commit: "c".repeat(40), pull_request: Some(4) };
    let by = Doer::Token { person: PersonRef { id: "p".to_owned(), name: "P".to_owned() }, token: "t".to_owned() };
    let kept = NewVersion { by: by.clone(), source: Some(source.clone()), ..version("a", "{}", 5) };
    store.save_version("one", kept.clone()).await.unwrap();
    store.save_version("one", kept).await.unwrap();
    let [told] = <[AuditEntry; 1]>::try_from(store.entries(0, 9).await.unwrap()).unwrap();
    assert_eq!((told.act, told.at, &told.by, told.design_id.as_deref()), (Act::VersionSaved, 5, &by, Some("one")));
    let detail = json!({ "authors": ["local", "p"], "fingerprint": "a", "source": source, "version": 1 });
    assert_eq!(told.detail, detail);
}

async fn an_apply_is_told_from_start_to_end(store: &dyn Store) {
    let by = Doer::Person { person: PersonRef { id: "p".to_owned(), name: "P".to_owned() } };
    let order = NewApply { by: by.clone(), kind: ApplyKind::Rollback, ..apply("a", "one") };
    let meta = store.create_apply(order.clone()).await.unwrap();
    assert_eq!(meta.by.as_ref().map(|person| &*person.id), Some("p"));
    assert_eq!(store.apply("a").await.unwrap(), meta);
    store.create_apply(order).await.unwrap();
    assert!(store.create_apply(apply("b", "one")).await.is_err());
    let claim = claimed(store, "a").await;
    store.record(&claim, Entry { at: 15, ..Entry::default() }).await.unwrap();
    let end = Entry { end: Some(Outcome::RolledBack), at: 20, ..Entry::default() };
    store.record(&claim, end.clone()).await.unwrap();
    assert!(matches!(store.record(&claim, end).await, Err(StoreError::Fenced)));
    let told = store.entries(0, 9).await.unwrap();
    assert_eq!(told.len(), 2, "{told:?}");
    let here = |entry: &AuditEntry| {
        entry.environment.as_deref() == Some("sandbox") && entry.design_id.as_deref() == Some("one")
    };
    assert!(told.iter().all(here), "{told:?}");
    let (started, ended) = (&told[0], &told[1]);
    assert_eq!((started.act, started.at, &started.by), (Act::ApplyStarted, 10, &by));
    let plan = json!({ "apply": "a", "kind": "rollback", "plan": "plan-a", "planFingerprint": null, "version": 1 });
    assert_eq!(started.detail, plan);
    assert_eq!((ended.act, ended.at, &ended.by), (Act::ApplyEnded, 20, &Doer::Server));
    assert_eq!(ended.detail, json!({ "apply": "a", "outcome": "rolled-back", "version": 1 }));
}

async fn the_start_names_the_fingerprint_of_the_plan(store: &dyn Store) {
    store.keep_plan(super::plans::stored("plan-a")).await.unwrap();
    store.create_apply(apply("a", "one")).await.unwrap();
    assert_eq!(store.entries(0, 9).await.unwrap()[0].detail["planFingerprint"], "f");
}

/// Tasks tell what they do at random, with and without writes of their own; no entry is lost, and the chain is whole.
async fn any_history_leaves_a_whole_chain(store: &dyn Store) {
    let mut seed = [0; 8];
    getrandom::fill(&mut seed).unwrap();
    let seed = u64::from_le_bytes(seed);
    for design in 0..3 {
        store.create(&format!("d{design}"), draft("d", "{}", 1)).await.unwrap();
    }
    let task = async |task: u64| {
        let mut state = seed ^ task.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut below = |bound: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % bound
        };
        let mut told = 0_i64;
        for round in 0..25 {
            let (id, design) = (format!("{task}-{round}"), format!("d{}", below(4)));
            told += match below(4) {
                0 => i64::from(store.add_entry(entry(Act::SignedIn)).await.is_ok()),
                1 => i64::from(store.save_version(&design, version(&id, "{}", 1)).await.is_ok()),
                2 => i64::from(store.create_apply(apply(&id, &design)).await.is_ok()),
                _ => match store.claim(&id, 600_000, None).await.unwrap() {
                    None => 0,
                    Some(claim) => {
                        let end = Entry { end: Some(Outcome::Done), at: 2, ..Entry::default() };
                        i64::from(store.record(&claim, end).await.is_ok())
                    }
                },
            };
        }
        told
    };
    let told = futures::future::join_all((0..6).map(task)).await;
    let mut chain = Head::default();
    for entry in store.stored_entries(0, 10_000).await.unwrap() {
        chain.advance(&entry).unwrap_or_else(|why| panic!("seed {seed}: entry {}: {why}", entry.seq));
    }
    assert_eq!(chain.seq, told.iter().sum::<i64>(), "seed {seed}: what was done was told, and nothing else");
    assert!(chain.seq > 50, "seed {seed}: {told:?}");
}

on_each_store![
    an_entry_comes_back_as_it_was_told,
    the_text_and_the_hash_are_these,
    a_version_is_told_once,
    an_apply_is_told_from_start_to_end,
    the_start_names_the_fingerprint_of_the_plan,
    any_history_leaves_a_whole_chain,
];
