//! An apply that this worker holds: every write names its fence, every call stays within its lease.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use shared::event::{ApplyEvent, Outcome};
use shared::plan::{Outputs, StepId};
use tokio::time::Instant;

use super::redact::Redactor;
use crate::ops::Context;
use crate::store::{Claim, Entry, JournalEntry, JournalState, StoreError};

/// Why a worker stops without ending the apply. Another takes it up.
#[derive(Debug, thiserror::Error)]
pub enum Lost {
    /// Another worker has the apply, or the lease ran out while this one slept.
    #[error("another worker has taken over")]
    Fenced,
    #[error("the store failed")]
    Store(#[source] StoreError),
}

impl From<StoreError> for Lost {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Fenced => Self::Fenced,
            other => Self::Store(other),
        }
    }
}

/// The hold on an apply.
pub(super) struct Held<'c> {
    context: &'c Context,
    pub(super) claim: Claim,
    redactor: Redactor,
    /// Until when the lease holds for certain, by this process's own clock, counted from before it was asked for.
    until: Mutex<Instant>,
}

impl<'c> Held<'c> {
    /// `asked` is when the claim was asked for.
    pub(super) fn new(context: &'c Context, claim: Claim, redactor: Redactor, asked: Instant) -> Self {
        Self { context, claim, redactor, until: Mutex::new(asked + context.pace.lease) }
    }

    /// Prolongs the lease; tells whether the apply should be cancelled.
    pub(super) async fn renew(&self) -> Result<bool, Lost> {
        let asked = Instant::now();
        let cancel = self.context.store.renew(&self.claim, self.context.pace.lease_ms()).await?;
        *self.until.lock().unwrap_or_else(PoisonError::into_inner) = asked + self.context.pace.lease;
        Ok(cancel)
    }

    /// Whether the lease still holds.
    pub(super) fn has_time(&self) -> bool {
        !self.left().is_zero()
    }

    fn left(&self) -> Duration {
        let until = *self.until.lock().unwrap_or_else(PoisonError::into_inner);
        until.saturating_duration_since(Instant::now())
    }

    /// Makes sure that a call that starts now has ended before another worker may look.
    pub(super) async fn ready_to_call(&self) -> Result<(), Lost> {
        let needed = self.context.pace.call + self.context.pace.late;
        if self.left() <= needed {
            self.renew().await?;
        }
        // A worker that was stopped for long finds its time gone here, before it does harm.
        if self.left() > needed { Ok(()) } else { Err(Lost::Fenced) }
    }

    /// Writes events.
    pub(super) async fn say(&self, events: Vec<ApplyEvent>) -> Result<(), Lost> {
        self.write(Entry { events, ..Entry::default() }).await
    }

    /// Writes how far a step is, with the events that tell it.
    pub(super) async fn journal(
        &self,
        step: &StepId,
        state: JournalState,
        attempt: u32,
        outputs: Outputs,
        events: Vec<ApplyEvent>,
    ) -> Result<(), Lost> {
        let journal = Some(JournalEntry { step: step.clone(), state, attempt, outputs });
        self.write(Entry { journal, events, ..Entry::default() }).await
    }

    /// Writes the end. Nothing can be written after it.
    pub(super) async fn end(&self, mut events: Vec<ApplyEvent>, outcome: Outcome) -> Result<Outcome, Lost> {
        let outcome = self.redactor.outcome(outcome);
        events.push(ApplyEvent::Ended { outcome: outcome.clone() });
        self.write(Entry { events, end: Some(outcome.clone()), ..Entry::default() }).await?;
        Ok(outcome)
    }

    async fn write(&self, mut entry: Entry) -> Result<(), Lost> {
        entry.at = self.context.clock.now();
        entry.events = entry.events.into_iter().map(|event| self.redactor.event(event)).collect();
        self.context.store.record(&self.claim, entry).await?;
        // Told only when stored: whoever hears it finds it.
        self.context.news.announce(&self.claim.apply);
        Ok(())
    }
}
