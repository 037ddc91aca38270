//! Keeps the server's copy of the design current, and a copy in this browser until it is.

mod conflict;
mod draft;

use std::time::Duration;

use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;
use leptos::leptos_dom::helpers::window_event_listener;
use leptos::prelude::*;
use parts::me::only_looks;
use shared::api::{DesignCopy, DesignMeta};
use wasm_bindgen_futures::spawn_local;

use crate::api::{self, ApiError};
use crate::state::{Announcer, DesignStore};

pub(crate) use draft::{Draft, recover};

/// How long after the last change it is saved.
const PAUSE: Duration = Duration::from_millis(500);
/// How long after a failure it is tried again.
const RETRY: Duration = Duration::from_secs(3);

/// How the server's copy stands to the one on the screen.
#[derive(Clone)]
enum State {
    Saved,
    Changed,
    Saving,
    /// Not saved, and why; it is tried again.
    Failed(String),
    /// Someone else saved first; nothing is saved until a person decides.
    Conflict(Box<DesignCopy>),
}

/// The one who saves.
#[derive(Clone, Copy)]
pub(crate) struct Saver {
    pub(crate) store: DesignStore,
    pub(crate) announcer: Announcer,
    id: StoredValue<String>,
    /// The save that the design on the screen was made from.
    counter: StoredValue<i64>,
    /// The revision of the editor that the server has.
    saved: StoredValue<u64>,
    timer: StoredValue<Option<Timeout>, LocalStorage>,
    /// Whether a save is on its way: another one from the same counter would be refused.
    busy: StoredValue<bool>,
    state: RwSignal<State>,
    /// Whether the person may not change designs: then nothing is saved or kept.
    pub(crate) only_looks: Signal<bool>,
}

/// Starts to save the design, as long as the page around is there.
///
/// `draft` is what the page was opened with: the server's copy, or newer edits that were kept in this browser.
pub(crate) fn saver(meta: &DesignMeta, draft: &Draft) -> Saver {
    let store = DesignStore::here();
    let saver = Saver {
        store,
        announcer: Announcer::here(),
        id: StoredValue::new(meta.id.clone()),
        counter: StoredValue::new(draft.counter),
        saved: StoredValue::new(if draft.unsaved { u64::MAX } else { store.revision_untracked() }),
        timer: StoredValue::new_local(None),
        busy: StoredValue::new(false),
        state: RwSignal::new(if draft.unsaved { State::Changed } else { State::Saved }),
        only_looks: only_looks(),
    };
    Effect::new(move || {
        if store.revision() != saver.saved.get_value() {
            saver.changed();
        }
    });
    let leaving = window_event_listener(leptos::ev::pagehide, move |_| saver.keep());
    on_cleanup(move || {
        saver.keep();
        leaving.remove();
    });
    saver
}

/// Says in the top bar whether the design is saved.
pub(crate) fn save_state(saver: Saver) -> AnyView {
    let store = saver.store;
    let words = move || match saver.state.get() {
        State::Saved => ("saved", "Saved".to_owned()),
        State::Changed => ("changed", "Not saved yet".to_owned()),
        State::Saving => ("changed", "Saving\u{2026}".to_owned()),
        State::Failed(why) => ("failed", why),
        State::Conflict(_) => ("failed", "Saved elsewhere too".to_owned()),
    };
    let question = move || match saver.state.get() {
        State::Conflict(theirs) => {
            Some(conflict::question(store, saver.id.get_value(), &theirs, move || saver.give_up()))
        }
        State::Saved | State::Changed | State::Saving | State::Failed(_) => None,
    };
    view! {
        <span class="save-state" data-state=move || words().0>{move || words().1}</span>
        {question}
    }
    .into_any()
}

impl Saver {
    fn changed(self) {
        match self.state.get_untracked() {
            State::Conflict(_) => self.keep(),
            State::Saved | State::Changed | State::Saving | State::Failed(_) => {
                self.state.set(State::Changed);
                self.later(PAUSE);
            }
        }
    }

    fn later(self, pause: Duration) {
        let milliseconds = u32::try_from(pause.as_millis()).unwrap_or(u32::MAX);
        // Replacing a timer cancels it.
        self.timer.set_value(Some(Timeout::new(milliseconds, move || self.save())));
    }

    /// The design's id.
    pub(crate) fn id(self) -> String {
        self.id.get_value()
    }

    /// Waits until the server has all that is on the screen. Gives the number of that save, or nothing where it can't
    /// be saved; the top bar says why.
    pub(crate) async fn all_saved(self) -> Option<i64> {
        loop {
            let state = self.state.try_get_untracked()?;
            if self.store.revision_untracked() == self.saved.get_value() && !self.busy.get_value() {
                return Some(self.counter.get_value());
            }
            match state {
                State::Conflict(_) => return None,
                State::Failed(_) if !self.busy.get_value() => return None,
                State::Saved | State::Changed | State::Saving | State::Failed(_) => {}
            }
            if !self.busy.get_value() {
                self.save();
            }
            TimeoutFuture::new(20).await;
        }
    }

    /// Stops keeping what is on the screen.
    fn give_up(self) {
        self.saved.set_value(self.store.revision_untracked());
    }

    /// Keeps the unsaved design in this browser.
    fn keep(self) {
        let (Some(saved), Some(id), Some(counter)) =
            (self.saved.try_get_value(), self.id.try_get_value(), self.counter.try_get_value())
        else {
            return;
        };
        if self.store.revision_untracked() != saved && !self.only_looks.get_untracked() {
            self.store.with_untracked(|document| draft::keep(&id, counter, &document.to_string()));
        }
    }

    fn save(self) {
        let revision = self.store.revision_untracked();
        if revision == self.saved.get_value() {
            self.state.set(State::Saved);
            return;
        }
        if self.only_looks.get_untracked() {
            self.state.set(State::Failed("Not saved: you may only look".to_owned()));
            return;
        }
        self.keep();
        if self.busy.get_value() {
            // What comes of the other one says how to go on.
            return;
        }
        self.busy.set_value(true);
        self.state.set(State::Saving);
        let text = self.store.with_untracked(ToString::to_string);
        let (id, counter) = (self.id.get_value(), self.counter.get_value());
        spawn_local(async move {
            let outcome = api::save_design(&id, counter, text).await;
            // The page may have been left meanwhile.
            if self.state.try_get_untracked().is_some() {
                self.finished(revision, outcome);
            }
        });
    }

    fn finished(self, revision: u64, outcome: Result<DesignMeta, ApiError>) {
        self.busy.set_value(false);
        match outcome {
            Ok(meta) => {
                self.counter.set_value(meta.counter);
                self.saved.set_value(revision);
                if self.store.revision_untracked() == revision {
                    draft::forget(&meta.id);
                    self.state.set(State::Saved);
                } else {
                    self.later(PAUSE);
                }
            }
            Err(ApiError::Conflict(theirs)) => {
                self.announcer.fail("This design was saved elsewhere since you opened it. Your edits are kept.");
                self.state.set(State::Conflict(theirs));
            }
            Err(
                error
                @ (ApiError::Unreachable | ApiError::Refused { .. } | ApiError::NotPlanned(_) | ApiError::Garbled),
            ) => {
                self.state.set(State::Failed(format!("Not saved: {error}")));
                self.later(RETRY);
            }
        }
    }
}
