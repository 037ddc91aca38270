//! Follows a run's events, and connects again where the connection is lost.

use std::time::Duration;

use leptos::prelude::*;
use parts::api::{self, events_url};
use parts::time;
use shared::event::EventRecord;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, EventSource, MessageEvent};

use super::state::{Link, Run};

/// How long after a refused connection the next one is tried.
const AGAIN: Duration = Duration::from_secs(2);

/// Takes all events in, from the first: the log then has all of them in every browser.
pub(super) fn follow(run: Run) {
    connect(run);
    tick(run);
}

/// The browser connects again by itself and says which event it had last; where the server refuses, we do.
fn connect(run: Run) {
    let id = run.copy.with_value(|copy| copy.meta.id.clone());
    let Ok(source) = EventSource::new(&events_url(&id, run.heard())) else { return };
    let opened = Closure::<dyn FnMut()>::new(move || run.link.set(Link::Live));
    source.set_onopen(Some(opened.as_ref().unchecked_ref()));
    opened.forget();
    let message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let text = event.data().as_string().unwrap_or_default();
        if let Ok(record) = serde_json::from_str::<EventRecord>(&text) {
            run.hear(&record);
        }
        if untrack(|| run.ended())
            && let Some(source) = event.target().and_then(|target| target.dyn_into::<EventSource>().ok())
            && is_last(run)
        {
            source.close();
            run.link.set(Link::Closed);
            ask_what_is_before(run);
        }
    });
    source.set_onmessage(Some(message.as_ref().unchecked_ref()));
    message.forget();
    let failed = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        if run.link.get_untracked() == Link::Closed {
            return;
        }
        run.link.set(Link::Lost);
        let source = event.target().and_then(|target| target.dyn_into::<EventSource>().ok());
        if source.is_some_and(|source| source.ready_state() == EventSource::CLOSED) {
            set_timeout(move || connect(run), AGAIN);
        }
    });
    source.set_onerror(Some(failed.as_ref().unchecked_ref()));
    failed.forget();
}

/// The end decides which version a rollback leads to.
fn ask_what_is_before(run: Run) {
    let id = run.copy.with_value(|copy| copy.meta.id.clone());
    spawn_local(async move {
        // Without an answer there is no button; a reload asks again.
        if let Ok(copy) = api::apply(&id).await {
            run.rollback_to.set(copy.rollback_to);
        }
    });
}

/// Whether the last event that is known was heard.
fn is_last(run: Run) -> bool {
    run.heard() >= run.progress.with_untracked(|progress| progress.seq)
}

/// Moves the clock on until the run ends.
fn tick(run: Run) {
    set_timeout(
        move || {
            run.now.set(time::now());
            if !untrack(|| run.ended()) {
                tick(run);
            }
        },
        Duration::from_secs(1),
    );
}
