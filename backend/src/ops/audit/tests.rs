//! Whatever is done to the record past the program is found, as far as a chain can tell.

use std::sync::Arc;

use futures::TryStreamExt;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use shared::access::{Grant, Grants, PersonRef, Role};
use shared::api::{Act, AuditEntry, Doer};

use super::*;
use crate::ops::Actor;
use crate::store::{Audit, MemoryStore, NewEntry};

fn entry(environment: Option<&str>) -> NewEntry {
    NewEntry {
        at: 7,
        by: Doer::Person { person: PersonRef::local() },
        act: Act::Approved,
        environment: environment.map(str::to_owned),
        design_id: None,
        detail: json!({ "version": 12, "fingerprint": "f" }),
    }
}

/// A store whose record has that many entries.
async fn record_of(entries: usize) -> MemoryStore {
    let store = MemoryStore::default();
    for _ in 0..entries {
        store.add_entry(entry(Some("test"))).await.unwrap();
    }
    store
}

async fn verified(store: &MemoryStore) -> Head {
    match verify_audit(store, None).await.unwrap() {
        Chain::Whole(head) => head,
        Chain::Broken(broken) => panic!("{}", broken.message()),
    }
}

async fn broken(store: &MemoryStore, noted: Option<&Head>) -> Broken {
    match verify_audit(store, noted).await.unwrap() {
        Chain::Whole(head) => panic!("whole up to {head:?}"),
        Chain::Broken(broken) => broken,
    }
}

fn at(seq: i64, why: Break) -> Broken {
    Broken { seq, why }
}

#[tokio::test]
async fn a_record_of_any_length_is_whole() {
    for entries in [0, 1, 2, 499, 500, 501, 1001] {
        let head = verified(&record_of(entries).await).await;
        assert_eq!((head.seq, head.hash.len()), (i64::try_from(entries).unwrap(), 64));
        assert_eq!(head.hash == "0".repeat(64), entries == 0);
    }
}

#[tokio::test]
async fn every_changed_byte_is_found() {
    let store = record_of(3).await;
    let original = store.stored_entries(1, 1).await.unwrap().remove(0);
    for place in 0..original.text.len() {
        for (from, to) in [(b'0', b'1'), (b'a', b'b'), (b'"', b' '), (b' ', b'"')] {
            let mut bytes = original.text.clone().into_bytes();
            bytes[place] = if bytes[place] == from { to } else { from };
            if bytes == original.text.as_bytes() {
                continue;
            }
            store.tamper(|record| record[1].text = String::from_utf8(bytes).unwrap());
            assert_eq!(broken(&store, None).await, at(2, Break::Changed), "byte {place}");
        }
    }
    store.tamper(|record| record[1].text = format!("{} ", original.text));
    assert_eq!(broken(&store, None).await, at(2, Break::Changed), "not even a space goes");
    let text = original.text.clone();
    store.tamper(|record| {
        record[1].text = text;
        record[1].hash.replace_range(0..1, if original.hash.starts_with('0') { "1" } else { "0" });
    });
    assert_eq!(broken(&store, None).await, at(2, Break::Changed), "nor a digit of the hash");
}

#[tokio::test]
async fn a_forged_entry_with_its_own_hash_is_found_by_the_next() {
    let store = record_of(3).await;
    store.tamper(|record| {
        let text = record[1].text.replace("approved", "commented");
        let hash = hex(&text);
        record[1] = StoredEntry { seq: 2, text, hash };
    });
    assert_eq!(broken(&store, None).await, at(3, Break::Unchained));
}

#[tokio::test]
async fn what_is_removed_moved_or_put_in_is_found() {
    let removed = record_of(4).await;
    removed.tamper(|record| drop(record.remove(1)));
    assert_eq!(broken(&removed, None).await, at(3, Break::OutOfOrder));
    let renumbered = record_of(4).await;
    renumbered.tamper(|record| {
        record.remove(1);
        (1..).zip(record).for_each(|(seq, entry)| entry.seq = seq);
    });
    assert_eq!(broken(&renumbered, None).await, at(2, Break::OutOfOrder));
    let beheaded = record_of(4).await;
    beheaded.tamper(|record| drop(record.remove(0)));
    assert_eq!(broken(&beheaded, None).await, at(2, Break::OutOfOrder));
    let swapped = record_of(4).await;
    swapped.tamper(|record| {
        record.swap(1, 2);
        (record[1].seq, record[2].seq) = (2, 3);
    });
    assert_eq!(broken(&swapped, None).await, at(2, Break::OutOfOrder));
    // The same numbers and a hash that fits, but of another record.
    let (one, other) = (record_of(4).await, MemoryStore::default());
    for _ in 0..4 {
        other.add_entry(NewEntry { at: 8, ..entry(None) }).await.unwrap();
    }
    let foreign = other.stored_entries(2, 1).await.unwrap().remove(0);
    one.tamper(|record| record[2] = foreign);
    assert_eq!(broken(&one, None).await, at(3, Break::Unchained));
}

#[tokio::test]
async fn a_cut_end_and_a_new_record_need_a_head_that_was_noted() {
    let store = record_of(4).await;
    let noted = verified(&store).await;
    assert_eq!(verify_audit(&store, Some(&noted)).await.unwrap(), Chain::Whole(noted.clone()));
    store.add_entry(entry(None)).await.unwrap();
    let Chain::Whole(later) = verify_audit(&store, Some(&noted)).await.unwrap() else { panic!("it only went on") };
    assert_eq!(later.seq, 5);

    store.tamper(|record| record.truncate(3));
    verified(&store).await;
    assert_eq!(broken(&store, Some(&noted)).await, at(4, Break::Cut));
    for _ in 0..2 {
        store.add_entry(NewEntry { at: 9, ..entry(None) }).await.unwrap();
    }
    verified(&store).await;
    assert_eq!(broken(&store, Some(&noted)).await, at(4, Break::Rewritten));
}

#[tokio::test]
async fn everybody_sees_what_is_of_their_environments_and_of_none() {
    let store = MemoryStore::default();
    for environment in [Some("test"), None, Some("prod"), Some("test"), Some("prod"), None] {
        store.add_entry(entry(environment)).await.unwrap();
    }
    let grants = Grants(vec![Grant { environment: "test".to_owned(), role: Role::Viewer }]);
    let viewer = Actor::person(PersonRef { id: "v".to_owned(), name: "V".to_owned() }, grants);
    let page = async |by: &Actor, before, limit| {
        let page = list_audit(&store, by, before, limit).await.unwrap();
        assert_eq!(page.broken, None);
        (page.entries.iter().map(|entry| entry.seq).collect::<Vec<_>>(), page.more)
    };
    assert_eq!(page(&Actor::local(), None, 50).await, (vec![6, 5, 4, 3, 2, 1], false));
    assert_eq!(page(&viewer, None, 50).await, (vec![6, 4, 2, 1], false));
    assert_eq!(page(&viewer, None, 2).await, (vec![6, 4], true));
    assert_eq!(page(&viewer, Some(4), 2).await, (vec![2, 1], false), "no more than those");
    assert_eq!(page(&viewer, Some(4), 1).await, (vec![2], true));
    assert_eq!(page(&viewer, Some(1), 9).await, (vec![], false));
    assert_eq!(page(&viewer, Some(-3), 9).await, (vec![], false));
    assert_eq!(page(&viewer, Some(i64::MAX), 1).await, (vec![6], true));
}

#[tokio::test]
async fn pages_lead_through_a_long_record() {
    let store = record_of(1000).await;
    let (mut before, mut seen) = (None, Vec::new());
    loop {
        let page = list_audit(&store, &Actor::local(), before, 150).await.unwrap();
        assert_eq!(page.broken, None);
        seen.extend(page.entries.iter().map(|entry| entry.seq));
        before = seen.last().copied();
        if !page.more {
            break;
        }
    }
    assert!(seen.into_iter().eq((1..=1000).rev()));
    let nobody = Actor::person(PersonRef::local(), Grants::default());
    let none = list_audit(&store, &nobody, None, 150).await.unwrap();
    assert_eq!((none.entries, none.more), (vec![], false));
}

#[tokio::test]
async fn a_page_tells_what_is_broken_in_it_and_shows_the_rest() {
    let store = record_of(5).await;
    store.tamper(|record| record[2].text = "no JSON at all".to_owned());
    let page = list_audit(&store, &Actor::local(), None, 50).await.unwrap();
    assert_eq!(page.entries.iter().map(|entry| entry.seq).collect::<Vec<_>>(), [5, 4, 2, 1]);
    let told = page.broken.unwrap();
    assert!(told.seq == 3 && told.message.contains("broken at entry 3"), "{told:?}");
    let long = record_of(900).await;
    long.tamper(|record| drop(record.remove(450)));
    let page = list_audit(&long, &Actor::local(), Some(500), 200).await.unwrap();
    assert_eq!(page.broken.map(|broken| broken.seq), Some(452));
}

#[tokio::test]
async fn an_export_has_every_entry_and_can_be_checked_by_others() {
    let store = Arc::new(record_of(700).await);
    record_export(&*store, &Actor::local()).await.unwrap();
    let batches: Vec<_> = export_audit(store.clone()).try_collect().await.unwrap();
    let lines: Vec<String> = batches.iter().flatten().map(StoredEntry::line).collect();
    assert_eq!(lines.len(), 701);
    let mut previous = "0".repeat(64);
    for line in &lines {
        let (text, hash) = line.strip_suffix("\"}").and_then(|line| line.rsplit_once(",\"hash\":\"")).unwrap();
        let digest = hex(&format!("{text}}}"));
        let entry: AuditEntry = serde_json::from_str(line).unwrap();
        assert_eq!((hash, &*entry.hash, &entry.previous), (&*digest, &*digest, &previous));
        previous = digest;
    }
    let last: Value = serde_json::from_str(lines.last().unwrap()).unwrap();
    assert_eq!((&last["act"], &last["detail"]), (&json!("exported"), &json!({ "entries": 700 })));
}

/// SHA-256 in hexadecimal digits.
fn hex(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}
