//! Hooks and the messages to them.

use shared::api::{Act, Delivery, DeliveryState, Hook, HookKind};

use super::on_each_store;
use super::record::{acts, entry};
use crate::store::{Store, StoreError, StoredHook, Thing};

const LONG: i64 = 600_000;

pub(super) fn hook(id: &str, name: &str) -> StoredHook {
    let hook = Hook {
        id: id.to_owned(),
        kind: HookKind::Slack,
        name: name.to_owned(),
        url: "https://hooks.example.com".to_owned(),
        acts: vec![Act::Approved],
        created_at: 5,
    };
    StoredHook { hook, url: "https://hooks.example.com/secret".to_owned(), secret: "s".to_owned(), since: 3 }
}

fn delivery(id: &str, hook: &str, at: i64) -> Delivery {
    Delivery {
        id: id.to_owned(),
        hook_id: hook.to_owned(),
        act: Act::Approved,
        audit_seq: Some(4),
        body: "{\"b\": 1.50}".to_owned(),
        state: DeliveryState::Waiting,
        attempts: 0,
        outcome: String::new(),
        created_at: 5,
        at,
    }
}

fn ids(deliveries: Vec<Delivery>) -> Vec<String> {
    deliveries.into_iter().map(|delivery| delivery.id).collect()
}

async fn hooks_come_and_go(store: &dyn Store) {
    for (id, name) in [("h", "zulu"), ("g", "alpha")] {
        store.make_hook(hook(id, name), entry(Act::HookMade)).await.unwrap();
        store.deliver(delivery(id, id, 1)).await.unwrap();
    }
    assert!(store.hooks().await.unwrap() == [hook("g", "alpha"), hook("h", "zulu")], "by name");
    assert!(store.hook("h").await.unwrap() == hook("h", "zulu"));
    store.remove_hook("h", entry(Act::HookRemoved)).await.unwrap();
    assert!(matches!(store.hook("h").await, Err(StoreError::Missing(Thing::Hook))));
    assert!(matches!(store.delivery("h").await, Err(StoreError::Missing(Thing::Delivery))), "its messages go with it");
    store.delivery("g").await.unwrap();
    let again = store.remove_hook("h", entry(Act::HookRemoved)).await;
    assert!(matches!(again, Err(StoreError::Missing(Thing::Hook))));
    assert_eq!(acts(store).await, [Act::HookMade, Act::HookMade, Act::HookRemoved]);
}

async fn an_entry_is_made_into_messages_once(store: &dyn Store) {
    store.make_hook(hook("h", "h"), entry(Act::HookMade)).await.unwrap();
    assert_eq!(store.told().await.unwrap(), 0);
    let tell = |id: &str| store.tell(0, 4, vec![delivery(id, "h", 1), delivery(&format!("{id}2"), "gone", 1)]);
    let (a, b, c) = tokio::join!(tell("a"), tell("b"), tell("c"));
    let told = [a, b, c].map(Result::unwrap);
    assert_eq!(told.iter().filter(|told| **told).count(), 1, "{told:?}");
    assert_eq!(store.told().await.unwrap(), 4);
    assert_eq!(store.deliveries("h", 9).await.unwrap().len(), 1);
    assert_eq!(store.deliveries("gone", 9).await.unwrap(), [], "nobody is there to hear it");
    assert!(store.tell(4, 5, vec![]).await.unwrap() && !store.tell(4, 6, vec![]).await.unwrap());
    assert_eq!(store.told().await.unwrap(), 5);
}

async fn a_message_comes_back_as_it_was_made(store: &dyn Store) {
    store.make_hook(hook("h", "h"), entry(Act::HookMade)).await.unwrap();
    for id in ["a", "b", "c"] {
        store.deliver(delivery(id, "h", 1)).await.unwrap();
    }
    assert_eq!(store.delivery("b").await.unwrap(), delivery("b", "h", 1));
    assert_eq!(ids(store.deliveries("h", 2).await.unwrap()), ["c", "b"], "newest first");
    assert!(matches!(store.deliver(delivery("d", "no", 1)).await, Err(StoreError::Missing(Thing::Hook))));
    assert!(matches!(store.attempted(&delivery("no", "h", 1)).await, Err(StoreError::Missing(Thing::Delivery))));
}

async fn what_is_due_is_held_by_one(store: &dyn Store) {
    store.make_hook(hook("h", "h"), entry(Act::HookMade)).await.unwrap();
    for (id, at) in [("a", 30), ("b", 10), ("c", 20), ("later", i64::MAX)] {
        store.deliver(delivery(id, "h", at)).await.unwrap();
    }
    let ended = Delivery { state: DeliveryState::Failed, ..delivery("failed", "h", 5) };
    store.deliver(ended).await.unwrap();
    assert_eq!(ids(store.take_due(2, LONG).await.unwrap()), ["b", "c"], "what was due first comes first");
    let (one, other) = tokio::join!(store.take_due(9, LONG), store.take_due(9, LONG));
    let taken: Vec<_> = [one, other].into_iter().flat_map(|taken| ids(taken.unwrap())).collect();
    assert_eq!(taken, ["a"]);
    assert_eq!(store.take_due(9, LONG).await.unwrap(), []);
}

async fn a_lease_that_ran_out_frees_the_message(store: &dyn Store) {
    store.make_hook(hook("h", "h"), entry(Act::HookMade)).await.unwrap();
    store.deliver(delivery("a", "h", 1)).await.unwrap();
    assert_eq!(ids(store.take_due(9, 0).await.unwrap()), ["a"]);
    assert_eq!(ids(store.take_due(9, LONG).await.unwrap()), ["a"]);
    assert_eq!(store.take_due(9, LONG).await.unwrap(), []);
}

async fn an_attempt_is_noted(store: &dyn Store) {
    store.make_hook(hook("h", "h"), entry(Act::HookMade)).await.unwrap();
    store.deliver(delivery("a", "h", 1)).await.unwrap();
    store.take_due(9, LONG).await.unwrap();
    let failed = Delivery { attempts: 1, outcome: "503".to_owned(), at: 7, ..delivery("a", "h", 1) };
    // What else is said is not what is noted.
    store.attempted(&Delivery { body: "other".to_owned(), created_at: 99, ..failed.clone() }).await.unwrap();
    assert_eq!(store.delivery("a").await.unwrap(), failed);
    assert_eq!(store.take_due(9, LONG).await.unwrap(), std::slice::from_ref(&failed), "it is free, and due again");
    let sent = Delivery { attempts: 2, state: DeliveryState::Delivered, outcome: "204".to_owned(), ..failed };
    store.attempted(&sent).await.unwrap();
    assert_eq!(store.take_due(9, 0).await.unwrap(), []);
    store.attempted(&Delivery { state: DeliveryState::Waiting, ..sent }).await.unwrap();
    assert_eq!(ids(store.take_due(9, 0).await.unwrap()), ["a"], "sent once more, on request");
}

on_each_store![
    hooks_come_and_go,
    an_entry_is_made_into_messages_once,
    a_message_comes_back_as_it_was_made,
    what_is_due_is_held_by_one,
    a_lease_that_ran_out_frees_the_message,
    an_attempt_is_noted,
];
