//! What happened: events without a gap, and the journal.

use shared::event::{ApplyEvent, Cause, EventRecord, Outcome};
use shared::plan::{Outputs, StepId};

use super::applies::{apply, claimed};
use super::on_each_store;
use crate::store::{Entry, JournalEntry, JournalState, Store, StoreError, Thing};

fn step(name: &str) -> StepId {
    StepId(name.to_owned())
}

fn started(name: &str) -> ApplyEvent {
    ApplyEvent::StepStarted { step: step(name), attempt: 1 }
}

async fn events_come_back_in_order(store: &dyn Store) {
    store.create_apply(apply("a", "one")).await.unwrap();
    store.create_apply(apply("b", "two")).await.unwrap();
    let claim = claimed(store, "a").await;
    let called = ApplyEvent::StepCalled {
        step: step("x"),
        outputs: Outputs { arn: Some("arn:aws:ecs:x".to_owned()), deployment: None },
        request_id: Some("r".to_owned()),
        took_ms: 7,
    };
    let entry = Entry { events: vec![started("x"), called.clone()], at: 20, ..Entry::default() };
    let written = store.record(&claim, entry).await.unwrap();
    assert_eq!(written[0], EventRecord { seq: 2, at: 20, event: started("x") });
    assert_eq!(written[1], EventRecord { seq: 3, at: 20, event: called });
    let nothing = store.record(&claim, Entry { at: 21, ..Entry::default() }).await.unwrap();
    assert_eq!(nothing, []);
    let all = store.events("a", 0, 10).await.unwrap();
    assert_eq!(all[0], EventRecord { seq: 1, at: 10, event: ApplyEvent::Queued });
    assert_eq!(all[1..], written);
    assert_eq!(store.events("a", 0, 2).await.unwrap(), all[..2]);
    assert_eq!(store.events("a", 2, 10).await.unwrap(), all[2..]);
    assert_eq!(store.events("a", 3, 10).await.unwrap(), []);
    assert_eq!(store.events("no", 0, 10).await.unwrap(), []);
    assert_eq!(store.apply("a").await.unwrap().last_seq, 3);
    assert_eq!(store.apply("b").await.unwrap().last_seq, 1);
}

async fn numbers_have_no_gap_whoever_writes(store: &dyn Store) {
    store.create_apply(apply("a", "one")).await.unwrap();
    let claim = claimed(store, "a").await;
    for round in 0..10 {
        let write = |name| store.record(&claim, Entry { events: vec![started(name); 2], at: 20, ..Entry::default() });
        let (a, b, c, d) =
            tokio::join!(write("x"), store.request_cancel("a", 20), write("y"), store.request_cancel("a", 20));
        b.unwrap();
        d.unwrap();
        for records in [a.unwrap(), c.unwrap()] {
            assert_eq!(records[0].seq + 1, records[1].seq, "round {round}: one transaction, neighbouring numbers");
        }
    }
    let events = store.events("a", 0, 1000).await.unwrap();
    assert!(events.iter().map(|record| record.seq).eq(1..=42), "{events:?}");
    let requests = events.iter().filter(|record| record.event == ApplyEvent::CancelRequested);
    assert_eq!(requests.count(), 1, "asked twenty times, noted once");
    assert_eq!(store.apply("a").await.unwrap().last_seq, 42);
}

async fn a_request_to_cancel_is_an_event(store: &dyn Store) {
    assert!(matches!(store.request_cancel("a", 1).await, Err(StoreError::Missing(Thing::Apply))));
    store.create_apply(apply("a", "one")).await.unwrap();
    store.request_cancel("a", 15).await.unwrap();
    let events = store.events("a", 1, 10).await.unwrap();
    assert_eq!(events, [EventRecord { seq: 2, at: 15, event: ApplyEvent::CancelRequested }]);
}

async fn the_last_line_of_a_step_holds(store: &dyn Store) {
    store.create_apply(apply("a", "one")).await.unwrap();
    let claim = claimed(store, "a").await;
    let line = |name: &str, state, attempt| JournalEntry {
        step: step(name),
        state,
        attempt,
        outputs: Outputs { arn: (state == JournalState::Done).then(|| "arn".to_owned()), deployment: None },
    };
    let lines = [
        line("y", JournalState::Intended, 1),
        line("x", JournalState::Intended, 1),
        line("y", JournalState::Called, 2),
        line("x", JournalState::Failed, 3),
        line("y", JournalState::Done, 2),
    ];
    for line in lines {
        store.record(&claim, Entry { journal: Some(line), at: 20, ..Entry::default() }).await.unwrap();
    }
    let journal = store.journal("a").await.unwrap();
    assert_eq!(journal, [line("x", JournalState::Failed, 3), line("y", JournalState::Done, 2)]);
    assert_eq!(store.journal("no").await.unwrap(), []);
}

async fn the_end_is_the_last_event(store: &dyn Store) {
    let outcome = Outcome::Failed { cause: Cause { code: "drift".to_owned(), ..Cause::default() } };
    let ended = ApplyEvent::Ended { outcome: outcome.clone() };
    for (id, events) in [("a", vec![]), ("b", vec![ended.clone()]), ("c", vec![started("x"), ended.clone()])] {
        store.create_apply(apply(id, id)).await.unwrap();
        let claim = claimed(store, id).await;
        let expected = events.len().max(1);
        let entry = Entry { events, end: Some(outcome.clone()), at: 30, journal: None };
        let written = store.record(&claim, entry).await.unwrap();
        assert_eq!(written.len(), expected, "{id}");
        assert_eq!(written.last().map(|record| &record.event), Some(&ended), "{id}");
        let meta = store.apply(id).await.unwrap();
        assert_eq!((meta.outcome.as_ref(), meta.last_seq), (Some(&outcome), written.last().unwrap().seq));
    }
}

on_each_store![
    events_come_back_in_order,
    numbers_have_no_gap_whoever_writes,
    a_request_to_cancel_is_an_event,
    the_last_line_of_a_step_holds,
    the_end_is_the_last_event,
];
