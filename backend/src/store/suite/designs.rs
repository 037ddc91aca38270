//! Designs.

use super::on_each_store;
use crate::store::{Draft, Store, StoreError};

pub(super) fn draft(name: &str, document: &str, at: i64) -> Draft {
    Draft { name: name.to_owned(), document: document.to_owned(), at, by: shared::access::PersonRef::local() }
}

async fn keeps_what_it_is_given(store: &dyn Store) {
    assert!(store.list().await.unwrap().is_empty());
    assert_eq!(store.created_ever().await.unwrap(), 0);

    // Neither order, nor spaces, nor the way a number is written may change.
    let text = "{ \"z\": 1.50,\n\"a\": {\"\u{e9}\\u0000\": [1e2, {}]} }";
    let meta = store.create("one", draft("first", text, 10)).await.unwrap();
    assert_eq!((meta.id.as_str(), meta.name.as_str(), meta.counter), ("one", "first", 1));
    assert_eq!((meta.created_at, meta.updated_at), (10, 10));
    let copy = store.load("one").await.unwrap();
    assert_eq!((copy.meta, copy.document.as_str()), (meta, text));
}

async fn lists_the_newest_change_first(store: &dyn Store) {
    for (id, at) in [("a", 10), ("b", 20), ("c", 20), ("d", 5)] {
        store.create(id, draft(id, "{}", at)).await.unwrap();
    }
    let ids = |metas: Vec<shared::api::DesignMeta>| metas.into_iter().map(|meta| meta.id).collect::<Vec<_>>();
    assert_eq!(ids(store.list().await.unwrap()), ["b", "c", "a", "d"]);
    store.save("d", 1, draft("d", "{}", 30)).await.unwrap();
    assert_eq!(ids(store.list().await.unwrap()), ["d", "b", "c", "a"]);
}

async fn saves_only_over_the_expected_counter(store: &dyn Store) {
    store.create("one", draft("n", "{}", 1)).await.unwrap();
    let saved = store.save("one", 1, draft("m", "{\"a\":1}", 2)).await.unwrap();
    assert_eq!((saved.name.as_str(), saved.counter, saved.created_at, saved.updated_at), ("m", 2, 1, 2));
    let Err(StoreError::Conflict(current)) = store.save("one", 1, draft("x", "{\"b\":1}", 3)).await else {
        panic!("an old counter was accepted");
    };
    assert_eq!((current.meta, current.document.as_str()), (saved, "{\"a\":1}"));
    assert_eq!(store.load("one").await.unwrap().document, "{\"a\":1}");
    assert!(matches!(store.save("two", 1, draft("x", "{}", 3)).await, Err(StoreError::NotFound)));
}

async fn deletes_only_at_the_expected_counter(store: &dyn Store) {
    store.create("one", draft("n", "{}", 1)).await.unwrap();
    assert!(matches!(store.delete("one", 2).await, Err(StoreError::Conflict(_))));
    store.delete("one", 1).await.unwrap();
    assert!(matches!(store.load("one").await, Err(StoreError::NotFound)));
    assert!(matches!(store.delete("one", 1).await, Err(StoreError::NotFound)));
    assert_eq!(store.created_ever().await.unwrap(), 1, "a deleted design stays counted");
}

async fn one_of_many_saves_wins(store: &dyn Store) {
    store.create("one", draft("n", "{}", 1)).await.unwrap();
    let save = |at| store.save("one", 1, draft("n", "{}", at));
    let (a, b, c) = tokio::join!(save(2), save(3), save(4));
    assert_eq!([a, b, c].iter().filter(|saved| saved.is_ok()).count(), 1);
    assert_eq!(store.load("one").await.unwrap().meta.counter, 2);
}

on_each_store![
    keeps_what_it_is_given,
    lists_the_newest_change_first,
    saves_only_over_the_expected_counter,
    deletes_only_at_the_expected_counter,
    one_of_many_saves_wins,
];
