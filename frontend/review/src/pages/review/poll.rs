//! Looks for what others have done while the page is seen.

use std::time::Duration;

use leptos::ev;
use leptos::leptos_dom::helpers::document;
use leptos::prelude::*;
use parts::api;
use parts::api::ApiError;
use wasm_bindgen_futures::spawn_local;

use super::state::Reviewing;

const EVERY: Duration = Duration::from_secs(5);

pub(super) fn start(state: Reviewing) {
    next(state);
    // Whoever comes back sees at once what has happened meanwhile.
    let handle = window_event_listener(ev::focus, move |_| ask(state));
    on_cleanup(move || handle.remove());
}

fn next(state: Reviewing) {
    set_timeout(
        move || {
            ask(state);
            next(state);
        },
        EVERY,
    );
}

fn ask(state: Reviewing) {
    if document().hidden() || state.busy.get_untracked() || state.copy.with_untracked(Option::is_none) {
        return;
    }
    let (id, sent) = (state.id.get_value(), state.sent.get_value());
    spawn_local(async move {
        let answer = api::review(&id).await;
        // What was asked for before something was sent may be older than the answer to that.
        if state.busy.get_untracked() || state.sent.get_value() != sent {
            return;
        }
        state.lost.set(matches!(answer, Err(ApiError::Unreachable)));
        match answer {
            Ok(now) => state.hear(now),
            Err(ApiError::Unreachable) => {}
            Err(error) => state.problem.set(error.to_string()),
        }
    });
}
