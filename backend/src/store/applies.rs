//! Applies: who works on which, what was intended and done, and what happened.
//!
//! A worker holds an apply by a lease with a fence number, which rises with every claim. Every write of a worker names
//! its fence and is refused when another worker has claimed the apply since. Lease times are the store's own clock's.

use async_trait::async_trait;
use shared::api::{ApplyKind, ApplyMeta, Doer};
use shared::event::{ApplyEvent, EventRecord, Outcome};
use shared::plan::{Outputs, StepId};

use super::StoreError;

/// What a store does with applies.
#[async_trait]
pub trait Applies: Send + Sync + 'static {
    /// Queues a plan, with the event `Queued` as number 1, and tells so in the record. The same plan again gives the apply that is there;
    /// `ApplyActive` where another plan for the same design and environment has not ended.
    async fn create_apply(&self, apply: NewApply) -> Result<ApplyMeta, StoreError>;
    async fn apply(&self, id: &str) -> Result<ApplyMeta, StoreError>;
    /// A design's applies, newest first.
    async fn applies(&self, design: &str) -> Result<Vec<ApplyMeta>, StoreError>;
    /// The version that was applied last, completely, to this environment, by an apply or a rollback; with the apply.
    async fn last_applied(&self, design: &str, environment: &str) -> Result<Option<ApplyMeta>, StoreError>;

    /// Takes an apply that has not ended and that nobody holds: the oldest, or `only` that one. One to the environment
    /// `aws` has to be named: it means the configuration of whoever started it, which nobody else has.
    async fn claim(&self, owner: &str, lease_ms: i64, only: Option<&str>) -> Result<Option<Claim>, StoreError>;
    /// Prolongs the lease and tells whether the apply should be cancelled; `Fenced` if another has it. A lease that ran
    /// out can be prolonged as long as nobody else has claimed the apply.
    async fn renew(&self, claim: &Claim, lease_ms: i64) -> Result<bool, StoreError>;
    /// Gives an apply back before it has ended, so that another can take it at once. `Fenced` if another has it.
    async fn release(&self, claim: &Claim) -> Result<(), StoreError>;
    /// Writes the journal, events and the end, all or nothing, and gives the events their numbers. `Fenced` if another
    /// has the apply, if it was given back, and if it has ended: nothing comes after the end.
    async fn record(&self, claim: &Claim, entry: Entry) -> Result<Vec<EventRecord>, StoreError>;
    /// What was intended and done so far, a line per step that was begun, by the step's id.
    async fn journal(&self, apply: &str) -> Result<Vec<JournalEntry>, StoreError>;

    /// Asks whoever works on it to stop between steps, with an event. Nothing where it has ended or was asked before.
    async fn request_cancel(&self, apply: &str, at: i64) -> Result<(), StoreError>;
    /// Events after number `after`, in order, at most `limit`. None where there is no such apply.
    async fn events(&self, apply: &str, after: i64, limit: i64) -> Result<Vec<EventRecord>, StoreError>;
}

/// A plan to be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewApply {
    pub id: String,
    pub plan_id: String,
    pub design_id: String,
    pub version: i64,
    pub environment: String,
    pub kind: ApplyKind,
    /// Milliseconds since 1970.
    pub at: i64,
    pub by: Doer,
    /// Whether two owners let it through in an emergency, which the record tells.
    pub break_glass: bool,
}

/// The right to work on an apply, as long as nobody else claims it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub apply: String,
    pub fence: i64,
}

/// What is written in one transaction.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    pub journal: Option<JournalEntry>,
    pub events: Vec<ApplyEvent>,
    /// Ends the apply, gives the lease up, and tells so in the record. The event `Ended` is written with it, as the last, where `events`
    /// doesn't have it.
    pub end: Option<Outcome>,
    /// When it happened, in milliseconds since 1970.
    pub at: i64,
}

impl Entry {
    /// The same with the event of the end, so that no reader of the events waits for ever.
    pub(super) fn complete(mut self) -> Self {
        if let Some(outcome) = &self.end {
            self.events.retain(|event| !matches!(event, ApplyEvent::Ended { .. }));
            self.events.push(ApplyEvent::Ended { outcome: outcome.clone() });
        }
        self
    }
}

/// The state of one step; the last one written is the one that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalEntry {
    pub step: StepId,
    pub state: JournalState,
    pub attempt: u32,
    pub outputs: Outputs,
}

/// How far a step is known to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JournalState {
    /// The call may have been made. The outputs' deployment is the one that there was before.
    Intended,
    /// The call has taken effect.
    Called,
    /// All that it waits for has come.
    Done,
    Failed,
}
