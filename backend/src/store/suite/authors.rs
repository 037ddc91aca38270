//! Whose work a version is.

use shared::access::PersonRef;
use shared::api::Doer;

use super::designs::draft;
use super::on_each_store;
use super::versions::version;
use crate::store::{Draft, NewVersion, Store};

fn person(id: &str) -> PersonRef {
    PersonRef { id: id.to_owned(), name: id.to_uppercase() }
}

/// A saved state by someone.
fn by(id: &str, document: &str) -> Draft {
    Draft { by: person(id), ..draft("n", document, 1) }
}

/// A version kept by someone.
fn kept(id: &str, document: &str) -> NewVersion {
    NewVersion { by: Doer::Person { person: person(id) }, ..version(document, document, 1) }
}

async fn save(store: &dyn Store, by: Draft) {
    let counter = store.load("one").await.unwrap().meta.counter;
    store.save("one", counter, by).await.unwrap();
}

/// The authors of a version that is kept.
async fn authors(store: &dyn Store, version: NewVersion) -> Vec<String> {
    let meta = store.save_version("one", version).await.unwrap();
    let read = store.version("one", meta.number).await.unwrap().meta;
    assert_eq!((&read, &store.versions("one").await.unwrap()[0]), (&meta, &meta));
    meta.authors.into_iter().map(|author| author.id).collect()
}

async fn everybody_since_the_last_version_is_an_author(store: &dyn Store) {
    store.create("one", by("ann", "1")).await.unwrap();
    assert_eq!(authors(store, kept("bob", "1")).await, ["ann", "bob"]);
    for (who, document) in [("cy", "2"), ("dan", "3"), ("cy", "4")] {
        save(store, by(who, document)).await;
    }
    assert!(store.save("one", 1, by("eve", "5")).await.is_err(), "what was refused is nobody's work");
    assert_eq!(authors(store, kept("dan", "4")).await, ["cy", "dan"], "each once");
    save(store, by("ann", "6")).await;
    let server = NewVersion { by: Doer::Server, ..kept("", "6") };
    assert_eq!(authors(store, server).await, ["ann"], "a version forgets those before the last");
    let program = Doer::Token { person: person("bob"), token: "t".to_owned() };
    assert_eq!(authors(store, NewVersion { by: program, ..kept("", "7") }).await, ["bob"]);
}

/// A pipeline's version is not what people work on: their changes are still to come, in a later version.
async fn a_version_of_something_else_forgets_nobody(store: &dyn Store) {
    store.create("one", by("ann", "1")).await.unwrap();
    assert_eq!(authors(store, kept("bob", "else")).await, ["ann", "bob"], "rather one too many");
    assert_eq!(authors(store, kept("cy", "1")).await, ["ann", "cy"]);
    assert_eq!(authors(store, kept("cy", "2")).await, ["cy"]);
}

async fn what_equals_the_last_version_forgets_nobody(store: &dyn Store) {
    store.create("one", by("ann", "1")).await.unwrap();
    authors(store, kept("ann", "1")).await;
    save(store, by("bob", "1")).await;
    assert_eq!(authors(store, kept("cy", "1")).await, ["ann"], "it is the last version");
    save(store, by("cy", "2")).await;
    assert_eq!(authors(store, kept("cy", "2")).await, ["bob", "cy"]);
}

async fn a_design_that_was_deleted_has_no_editors(store: &dyn Store) {
    store.create("one", by("ann", "1")).await.unwrap();
    store.delete("one", 1).await.unwrap();
    store.create("one", by("bob", "1")).await.unwrap();
    assert_eq!(authors(store, kept("bob", "1")).await, ["bob"]);
}

on_each_store![
    everybody_since_the_last_version_is_an_author,
    a_version_of_something_else_forgets_nobody,
    what_equals_the_last_version_forgets_nobody,
    a_design_that_was_deleted_has_no_editors,
];
