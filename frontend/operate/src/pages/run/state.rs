//! What the page knows of a run.

use std::collections::HashMap;

use leptos::prelude::*;
use parts::announcer::Announcer;
use parts::time;
use shared::api::ApplyCopy;
use shared::event::{ApplyEvent, EventRecord, Progress, State, StepProgress};
use shared::plan::{Step, StepId};

use super::sentence::{announcement, sentence};

/// How the page hears of the run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    Live,
    /// It is connected again by itself.
    Lost,
    /// The run has ended; there is nothing more to hear.
    Closed,
}

/// A line of the log.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) seq: i64,
    pub(super) at: i64,
    pub(super) words: String,
}

/// What the parts of this page share.
#[derive(Clone, Copy)]
pub(super) struct Run {
    pub(super) copy: StoredValue<ApplyCopy>,
    pub(super) progress: RwSignal<Progress>,
    pub(super) log: RwSignal<Vec<Entry>>,
    /// When each delayed step is tried again.
    pub(super) again: RwSignal<HashMap<StepId, i64>>,
    pub(super) link: RwSignal<Link>,
    /// This browser's clock, each second while the run goes on.
    pub(super) now: RwSignal<i64>,
    /// The version before, which a rollback leads to; known only when the run has ended.
    pub(super) rollback_to: RwSignal<Option<i64>>,
    /// What went wrong beside the run; empty if nothing did.
    pub(super) problem: RwSignal<String>,
    pub(super) announcer: Announcer,
    /// The number of the last event in the log.
    heard: StoredValue<i64>,
    /// Events up to here were known when the page was opened: they are not announced.
    known: i64,
}

impl Run {
    pub(super) fn new(copy: ApplyCopy) -> Self {
        let known = copy.progress.seq;
        Self {
            progress: RwSignal::new(copy.progress.clone()),
            rollback_to: RwSignal::new(copy.rollback_to),
            copy: StoredValue::new(copy),
            log: RwSignal::new(Vec::new()),
            again: RwSignal::new(HashMap::new()),
            link: RwSignal::new(Link::Live),
            now: RwSignal::new(time::now()),
            problem: RwSignal::new(String::new()),
            announcer: Announcer::here(),
            heard: StoredValue::new(0),
            known,
        }
    }

    /// The plan's steps.
    pub(super) fn steps(self) -> Vec<Step> {
        self.copy.with_value(|copy| copy.plan.steps.clone())
    }

    /// What is known of a step.
    pub(super) fn step(self, id: StepId) -> Memo<Option<StepProgress>> {
        let id = StoredValue::new(id);
        Memo::new(move |_| self.progress.with(|progress| id.with_value(|id| progress.step(id).cloned())))
    }

    pub(super) fn ended(self) -> bool {
        self.progress.with(|progress| matches!(progress.state, State::Ended(_)))
    }

    /// The last event that was heard.
    pub(super) fn heard(self) -> i64 {
        self.heard.get_value()
    }

    /// Takes the next event in; one that was heard before is left out.
    pub(super) fn hear(self, record: &EventRecord) {
        if record.seq <= self.heard.get_value() {
            return;
        }
        self.heard.set_value(record.seq);
        let number = |id: &StepId| {
            self.copy.with_value(|copy| copy.plan.steps.iter().position(|step| step.id == *id).map_or(0, |at| at + 1))
        };
        if let Some(words) = sentence(&record.event, number) {
            self.log.update(|log| log.push(Entry { seq: record.seq, at: record.at, words }));
        }
        self.note_delay(record);
        self.progress.update(|progress| progress.fold(record));
        if record.seq > self.known {
            announcement(self.announcer, &record.event, number);
        }
    }

    fn note_delay(self, record: &EventRecord) {
        match &record.event {
            ApplyEvent::StepDelayed { step, again_in_ms, .. } => {
                self.again.update(|again| {
                    again.insert(step.clone(), record.at + again_in_ms);
                });
            }
            ApplyEvent::Queued
            | ApplyEvent::Started { .. }
            | ApplyEvent::Admitted { .. }
            | ApplyEvent::StepStarted { .. }
            | ApplyEvent::StepAdopted { .. }
            | ApplyEvent::StepCalled { .. }
            | ApplyEvent::Deployment { .. }
            | ApplyEvent::StepDone { .. }
            | ApplyEvent::StepFailed { .. }
            | ApplyEvent::StepSkipped { .. }
            | ApplyEvent::CancelRequested
            | ApplyEvent::Ended { .. } => {}
        }
    }
}
