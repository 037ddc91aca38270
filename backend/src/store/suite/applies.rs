//! Applies: queued once, one at a time, and found again.

use shared::api::ApplyKind;
use shared::event::{Cause, Outcome};

use super::on_each_store;
use crate::store::{Claim, Entry, NewApply, Store, StoreError, Thing};

/// An apply of plan `plan-ID` in the sandbox.
pub(super) fn apply(id: &str, design: &str) -> NewApply {
    NewApply {
        id: id.to_owned(),
        plan_id: format!("plan-{id}"),
        design_id: design.to_owned(),
        version: 1,
        environment: "sandbox".to_owned(),
        kind: ApplyKind::Apply,
        at: 10,
        by: shared::api::Doer::Person { person: shared::access::PersonRef::local() },
        break_glass: false,
    }
}

/// Takes one apply for longer than any test lasts.
pub(super) async fn claimed(store: &dyn Store, id: &str) -> Claim {
    store.claim("worker", 600_000, Some(id)).await.unwrap().expect("it is free")
}

/// Takes an apply and ends it.
async fn ended(store: &dyn Store, id: &str, outcome: Outcome) {
    let claim = claimed(store, id).await;
    store.record(&claim, Entry { end: Some(outcome), at: 20, ..Entry::default() }).await.unwrap();
}

async fn a_plan_is_queued_once(store: &dyn Store) {
    assert!(matches!(store.apply("a").await, Err(StoreError::Missing(Thing::Apply))));
    let meta = store.create_apply(apply("a", "one")).await.unwrap();
    assert_eq!((&*meta.id, &*meta.plan_id, meta.last_seq, meta.fence, meta.created_at), ("a", "plan-a", 1, 0, 10));
    assert_eq!((&meta.outcome, meta.ended_at), (&None, None));
    let again = NewApply { id: "b".to_owned(), ..apply("a", "one") };
    assert_eq!(store.create_apply(again.clone()).await.unwrap(), meta);
    assert_eq!(store.apply("a").await.unwrap(), meta);
    ended(store, "a", Outcome::Done).await;
    assert_eq!(store.create_apply(again).await.unwrap().outcome, Some(Outcome::Done), "nor is it when it has ended");
}

async fn a_plan_is_queued_once_by_many(store: &dyn Store) {
    let create = |id: &str| store.create_apply(NewApply { id: id.to_owned(), ..apply("a", "one") });
    let (a, b, c, d) = tokio::join!(create("a"), create("b"), create("c"), create("d"));
    let metas: Vec<_> = [a, b, c, d].into_iter().map(Result::unwrap).collect();
    assert!(metas.iter().all(|meta| *meta == metas[0]), "{metas:?}");
    assert_eq!(store.applies("one").await.unwrap().len(), 1);
    assert_eq!(store.events(&metas[0].id, 0, 10).await.unwrap().len(), 1);
}

async fn one_at_a_time_for_a_design_and_an_environment(store: &dyn Store) {
    let (a, b) = tokio::join!(store.create_apply(apply("a", "one")), store.create_apply(apply("b", "one")));
    let (first, refused) = match (a, b) {
        (Ok(first), Err(refused)) | (Err(refused), Ok(first)) => (first, refused),
        other => panic!("{other:?}"),
    };
    assert!(matches!(refused, StoreError::ApplyActive(active) if *active == first));
    store.create_apply(apply("c", "two")).await.unwrap();
    let elsewhere = NewApply { environment: "test".to_owned(), ..apply("d", "one") };
    store.create_apply(elsewhere).await.unwrap();
    ended(store, &first.id, Outcome::Cancelled).await;
    store.create_apply(apply("e", "one")).await.unwrap();
    let ids: Vec<_> = store.applies("one").await.unwrap().into_iter().map(|meta| meta.id).collect();
    assert_eq!(ids, ["e", "d", &first.id], "newest first, although all say the same time");
}

async fn the_last_success_is_what_is_applied(store: &dyn Store) {
    let failed = || Outcome::Failed { cause: Cause { code: "drift".to_owned(), ..Cause::default() } };
    assert_eq!(store.last_applied("one", "sandbox").await.unwrap(), None);
    for (version, outcome, expected) in [
        (1, failed(), None),
        (2, Outcome::Done, Some(2)),
        (3, Outcome::Cancelled, Some(2)),
        (4, failed(), Some(2)),
        (1, Outcome::RolledBack, Some(1)),
        (5, Outcome::Done, Some(5)),
    ] {
        let id = format!("{version}-{outcome:?}");
        store.create_apply(NewApply { version, ..apply(&id, "one") }).await.unwrap();
        let last = store.last_applied("one", "sandbox").await.unwrap();
        assert!(last.is_none_or(|last| last.ended_at.is_some()), "what runs is not applied");
        ended(store, &id, outcome.clone()).await;
        let meta = store.apply(&id).await.unwrap();
        assert_eq!((meta.outcome, meta.ended_at), (Some(outcome), Some(20)));
        let last = store.last_applied("one", "sandbox").await.unwrap();
        assert_eq!(last.map(|last| last.version), expected);
    }
    assert_eq!(store.last_applied("one", "test").await.unwrap(), None);
    assert_eq!(store.last_applied("two", "sandbox").await.unwrap(), None);
}

async fn the_record_stays_when_the_design_goes(store: &dyn Store) {
    store.create("one", super::designs::draft("one", "{}", 1)).await.unwrap();
    store.create_apply(apply("a", "one")).await.unwrap();
    store.delete("one", 1).await.unwrap();
    assert_eq!(store.applies("one").await.unwrap().len(), 1);
    ended(store, "a", Outcome::Done).await;
}

on_each_store![
    a_plan_is_queued_once,
    a_plan_is_queued_once_by_many,
    one_at_a_time_for_a_design_and_an_environment,
    the_last_success_is_what_is_applied,
    the_record_stays_when_the_design_goes,
];
