//! Versions of designs.

use super::designs::draft;
use super::on_each_store;
use crate::store::{NewVersion, Store, StoreError, Thing};

pub(super) fn version(fingerprint: &str, document: &str, at: i64) -> NewVersion {
    NewVersion {
        fingerprint: fingerprint.to_owned(),
        note: format!("of {fingerprint}"),
        document: document.to_owned(),
        at,
        by: shared::api::Doer::Person { person: shared::access::PersonRef::local() },
        with: Vec::new(),
        after: None,
        source: None,
    }
}

async fn numbers_rise_by_design(store: &dyn Store) {
    assert!(matches!(store.save_version("one", version("a", "{}", 1)).await, Err(StoreError::NotFound)));
    for id in ["one", "two"] {
        store.create(id, draft(id, "{}", 1)).await.unwrap();
    }
    let text = "{ \"z\": 1.50,\n\"a\": {\"\u{e9}\\u0000\": [1e2, {}]} }";
    let first = store.save_version("one", version("a", text, 5)).await.unwrap();
    assert_eq!((first.number, &*first.fingerprint, &*first.note, first.created_at), (1, "a", "of a", 5));
    let second = store.save_version("one", version("b", "[]", 6)).await.unwrap();
    assert_eq!(second.number, 2);
    assert_eq!(store.save_version("two", version("a", "{}", 7)).await.unwrap().number, 1);
    assert_eq!(store.versions("one").await.unwrap(), [second.clone(), first.clone()]);
    let kept = store.version("one", 1).await.unwrap();
    assert_eq!((kept.meta, &*kept.document), (first, text));
    for (design, number) in [("one", 3), ("one", 0), ("three", 1)] {
        let missing = store.version(design, number).await;
        assert!(matches!(missing, Err(StoreError::Missing(Thing::Version))), "{design} {number}");
    }
    assert!(store.versions("three").await.unwrap().is_empty());
}

async fn what_equals_the_last_version_is_the_last_version(store: &dyn Store) {
    store.create("one", draft("one", "{}", 1)).await.unwrap();
    let first = store.save_version("one", version("a", "{}", 5)).await.unwrap();
    assert_eq!(store.save_version("one", version("a", "{ }", 6)).await.unwrap(), first);
    assert_eq!(store.version("one", 1).await.unwrap().document, "{}");
    store.save_version("one", version("b", "[]", 7)).await.unwrap();
    assert_eq!(store.save_version("one", version("a", "{}", 8)).await.unwrap().number, 3, "only the last counts");
}

async fn of_many_at_once_each_has_its_number(store: &dyn Store) {
    store.create("one", draft("one", "{}", 1)).await.unwrap();
    let save = |fingerprint| store.save_version("one", version(fingerprint, "{}", 5));
    let (a, b, c, d) = tokio::join!(save("a"), save("b"), save("c"), save("d"));
    let mut numbers: Vec<_> = [a, b, c, d].into_iter().map(|meta| meta.unwrap().number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2, 3, 4]);
}

async fn a_version_may_have_to_come_right_after_another(store: &dyn Store) {
    store.create("one", draft("one", "{}", 1)).await.unwrap();
    let after = |number| move |version: NewVersion| NewVersion { after: Some(number), ..version };
    store.save_version("one", after(0)(version("a", "{}", 5))).await.unwrap();
    store.save_version("one", after(1)(version("b", "{}", 6))).await.unwrap();
    let late = store.save_version("one", after(1)(version("c", "{}", 7))).await;
    assert!(matches!(late, Err(StoreError::VersionMoved(2))));
    assert_eq!(store.versions("one").await.unwrap().len(), 2, "what is refused keeps nothing");
}

async fn a_deleted_design_takes_its_versions_with_it(store: &dyn Store) {
    store.create("one", draft("one", "{}", 1)).await.unwrap();
    store.create("two", draft("two", "{}", 1)).await.unwrap();
    store.save_version("one", version("a", "{}", 5)).await.unwrap();
    store.save_version("two", version("a", "{}", 5)).await.unwrap();
    store.delete("one", 1).await.unwrap();
    assert!(store.versions("one").await.unwrap().is_empty());
    assert!(matches!(store.version("one", 1).await, Err(StoreError::Missing(Thing::Version))));
    assert_eq!(store.versions("two").await.unwrap().len(), 1);
}

on_each_store![
    numbers_rise_by_design,
    what_equals_the_last_version_is_the_last_version,
    of_many_at_once_each_has_its_number,
    a_version_may_have_to_come_right_after_another,
    a_deleted_design_takes_its_versions_with_it,
];
