//! Who may write: the lease and its fence.

use shared::event::{ApplyEvent, Outcome};

use super::applies::{apply, claimed};
use super::on_each_store;
use crate::store::{Claim, Entry, Store, StoreError};

const LONG: i64 = 600_000;

fn entry(event: ApplyEvent) -> Entry {
    Entry { events: vec![event], at: 20, ..Entry::default() }
}

async fn assert_fenced(store: &dyn Store, claim: &Claim) {
    let before = store.apply(&claim.apply).await.unwrap();
    let write = entry(ApplyEvent::Admitted { account: "1".to_owned(), by: Vec::new(), break_glass: false });
    assert!(matches!(store.record(claim, write).await, Err(StoreError::Fenced)));
    let end = Entry { end: Some(Outcome::Done), at: 20, ..Entry::default() };
    assert!(matches!(store.record(claim, end).await, Err(StoreError::Fenced)));
    assert!(matches!(store.renew(claim, LONG).await, Err(StoreError::Fenced)));
    assert!(matches!(store.release(claim).await, Err(StoreError::Fenced)));
    assert_eq!(store.apply(&claim.apply).await.unwrap(), before, "what is refused changes nothing");
    assert_eq!(store.events(&claim.apply, before.last_seq, 10).await.unwrap(), []);
}

async fn the_oldest_free_apply_is_taken_first(store: &dyn Store) {
    assert_eq!(store.claim("worker", LONG, None).await.unwrap(), None);
    for (id, design) in [("b", "one"), ("a", "two"), ("c", "three")] {
        store.create_apply(apply(id, design)).await.unwrap();
    }
    assert_eq!(store.claim("worker", LONG, Some("no")).await.unwrap(), None);
    let only = store.claim("worker", LONG, Some("a")).await.unwrap();
    assert_eq!(only, Some(Claim { apply: "a".to_owned(), fence: 1 }));
    assert_eq!(store.claim("other", LONG, Some("a")).await.unwrap(), None);
    let taken = [store.claim("worker", LONG, None).await.unwrap(), store.claim("worker", LONG, None).await.unwrap()];
    assert_eq!(taken.map(|claim| claim.unwrap().apply), ["b", "c"]);
    assert_eq!(store.claim("worker", LONG, None).await.unwrap(), None);
    assert_eq!(store.apply("b").await.unwrap().fence, 1);
}

async fn one_of_many_takes_it(store: &dyn Store) {
    store.create_apply(apply("a", "one")).await.unwrap();
    let take = |owner| store.claim(owner, LONG, None);
    let (a, b, c) = tokio::join!(take("a"), take("b"), take("c"));
    assert_eq!([a, b, c].into_iter().filter_map(Result::unwrap).count(), 1);
}

async fn after_a_takeover_the_first_worker_is_fenced_off(store: &dyn Store) {
    store.create_apply(apply("a", "one")).await.unwrap();
    let first = store.claim("first", 0, None).await.unwrap().unwrap();
    store.record(&first, entry(ApplyEvent::Started { fence: 1, resumed: false })).await.unwrap();
    let second = store.claim("second", LONG, None).await.unwrap().expect("a lease of no length is over at once");
    assert_eq!((first.fence, second.fence), (1, 2));
    assert_fenced(store, &first).await;
    let records = store.record(&second, entry(ApplyEvent::Started { fence: 2, resumed: true })).await.unwrap();
    assert_eq!(records[0].seq, 3);
    assert_fenced(store, &Claim { fence: 3, ..second.clone() }).await;
    assert_fenced(store, &Claim { fence: 0, ..second.clone() }).await;
    assert!(!store.renew(&second, LONG).await.unwrap());
}

async fn a_lease_that_ran_out_is_good_until_someone_takes_over(store: &dyn Store) {
    store.create_apply(apply("a", "one")).await.unwrap();
    let late = store.claim("late", 0, None).await.unwrap().unwrap();
    store.record(&late, entry(ApplyEvent::Started { fence: 1, resumed: false })).await.unwrap();
    assert!(!store.renew(&late, LONG).await.unwrap());
    assert_eq!(store.claim("other", LONG, None).await.unwrap(), None, "it was prolonged");
    assert!(!store.renew(&late, 0).await.unwrap());
    assert!(store.claim("other", LONG, None).await.unwrap().is_some(), "it was cut short");
    assert_fenced(store, &late).await;
}

async fn what_is_given_back_is_free_at_once(store: &dyn Store) {
    store.create_apply(apply("a", "one")).await.unwrap();
    let first = claimed(store, "a").await;
    store.release(&first).await.unwrap();
    assert_fenced(store, &first).await;
    assert_eq!(claimed(store, "a").await.fence, 2);
    assert_fenced(store, &first).await;
}

async fn the_end_is_final(store: &dyn Store) {
    store.create_apply(apply("a", "one")).await.unwrap();
    let claim = claimed(store, "a").await;
    store.record(&claim, Entry { end: Some(Outcome::Cancelled), at: 30, ..Entry::default() }).await.unwrap();
    assert_fenced(store, &claim).await;
    assert_eq!(store.claim("other", LONG, None).await.unwrap(), None);
    store.request_cancel("a", 40).await.unwrap();
    assert_eq!(store.apply("a").await.unwrap().last_seq, 2, "not even a request comes after it");
}

async fn a_request_to_cancel_reaches_the_worker(store: &dyn Store) {
    store.create_apply(apply("a", "one")).await.unwrap();
    let claim = claimed(store, "a").await;
    assert!(!store.renew(&claim, LONG).await.unwrap());
    store.request_cancel("a", 40).await.unwrap();
    assert!(store.renew(&claim, LONG).await.unwrap());
    store.release(&claim).await.unwrap();
    let next = claimed(store, "a").await;
    assert!(store.renew(&next, LONG).await.unwrap(), "the next worker hears of it too");
}

async fn what_means_the_own_configuration_has_to_be_named(store: &dyn Store) {
    let own = crate::store::NewApply { environment: "aws".to_owned(), ..apply("a", "one") };
    store.create_apply(own).await.unwrap();
    assert_eq!(store.claim("server", LONG, None).await.unwrap(), None);
    assert!(store.claim("command line", LONG, Some("a")).await.unwrap().is_some());
}

on_each_store![
    what_means_the_own_configuration_has_to_be_named,
    the_oldest_free_apply_is_taken_first,
    one_of_many_takes_it,
    after_a_takeover_the_first_worker_is_fenced_off,
    a_lease_that_ran_out_is_good_until_someone_takes_over,
    what_is_given_back_is_free_at_once,
    the_end_is_final,
    a_request_to_cancel_reaches_the_worker,
];
