//! Sees everything that is called and written, and knows what may be.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use futures::FutureExt;
use serde_json::Value;
use shared::event::ApplyEvent;
use shared::plan::{Action, Outputs, Step, StepId, fill};
use tokio::sync::broadcast::{Receiver, error::TryRecvError};

use super::random::Random;
use super::trace::Seen;
use crate::ops::News;
use crate::ops::observe::look;
use crate::ports::{Clock, PortError, Reply};
use crate::sandbox::simulation::MemorySandbox;
use crate::store::{Applies, Claim, Entry, JournalState, MemoryStore};

/// An apply and a step of it.
pub(super) type Which = (String, StepId);

pub(super) struct Oracle {
    pub(super) random: Random,
    pub(super) sandbox: MemorySandbox,
    pub(super) store: Arc<MemoryStore>,
    pub(super) clock: Clock,
    pub(super) seen: Mutex<Seen>,
    news: Mutex<Receiver<Arc<str>>>,
    pub(super) started: i64,
}

impl Oracle {
    pub(super) fn new(seed: u64, sandbox: MemorySandbox, store: Arc<MemoryStore>, clock: Clock, news: &News) -> Self {
        let (news, started) = (Mutex::new(news.listen_to_all()), clock.now());
        Self { random: Random::new(seed), sandbox, store, clock, seen: Mutex::default(), news, started }
    }

    /// Something that announces the apply without a write of a worker.
    pub(super) fn may_announce(&self, apply: &str) {
        self.seen().announced.entry(apply.to_owned()).or_default().0 += 1;
    }

    /// Which step a change is, filled in as the journal says; with all that has to be true before it is made.
    pub(super) fn step_of(&self, worker: &str, stranger: bool, action: Action, input: &Value) -> Option<(Which, Step)> {
        self.seen().calls += 1;
        let applies = self.seen().applies.clone();
        for (apply, stored) in applies.iter().rev() {
            let meta = now(self.store.apply(apply)).unwrap();
            if meta.outcome.is_some() {
                continue;
            }
            let journal = now(self.store.journal(apply)).unwrap();
            let outputs: BTreeMap<StepId, Outputs> = journal
                .iter()
                .filter(|entry| entry.state != JournalState::Intended)
                .map(|entry| (entry.step.clone(), entry.outputs.clone()))
                .collect();
            let same = |step: &&Step| step.action == action && fill(step, apply, &outputs).is_ok_and(|it| it == *input);
            let Some(step) = stored.plan.steps.iter().find(same) else { continue };
            self.note(format!("{worker} calls {}", step.id));
            if !journal.iter().any(|entry| entry.step == step.id && entry.state == JournalState::Intended) {
                self.violation(format!("{} was called without a stored intent", step.id));
            }
            if !self.seen().admitted.contains(apply) {
                self.violation(format!("{} was called before the apply was admitted", step.id));
            }
            if self.seen().stale.contains(apply) {
                self.violation(format!("{} was called although what the plan relies on had changed", step.id));
            }
            if stranger {
                self.violation(format!("{} was called in another account", step.id));
            }
            return Some(((apply.clone(), step.id.clone()), step.clone()));
        }
        self.violation(format!("{worker} called {action} with {input}, which is no step of a plan that is applied"));
        None
    }

    /// Has the call take effect, and counts what it changed.
    pub(super) fn effect(&self, (which, step): &(Which, Step), input: &Value) -> Result<Reply, PortError> {
        let before = self.found(step);
        let foreign = before.as_ref().is_some_and(is_foreign);
        let answer = self.sandbox.with(|account, now| account.change(step.action, input, now));
        let changed = answer.is_ok() && (step.action == Action::RegisterTaskDefinition || before != self.found(step));
        self.note(format!(
            "  AWS {}: {}",
            step.id,
            match &answer {
                Ok(_) if changed => "took effect".to_owned(),
                Ok(_) => "nothing new".to_owned(),
                Err(error) => error.to_string(),
            }
        ));
        if changed && foreign && !step.risk.needs_consent() {
            self.violation(format!("{} changed what others made", step.id));
        }
        if changed {
            let mut seen = self.seen();
            let count = seen.effects.entry(which.clone()).or_default();
            *count += 1;
            let again = *count > 1 && !seen.disturbed.contains(&which.0);
            drop(seen);
            if again {
                self.violation(format!("{} took effect twice", step.id));
            }
        }
        answer
    }

    /// What the account has of a step, but for what comes by itself.
    fn found(&self, step: &Step) -> Option<Value> {
        let mut found = now(look(&self.sandbox, &step.look)).unwrap()?;
        if let Some(members) = found.as_object_mut() {
            members.remove("events");
        }
        Some(found)
    }

    pub(super) fn claimed(&self, worker: &str, claim: &Claim) {
        self.note(format!("{worker} claims with fence {}", claim.fence));
        let before = self.seen().fences.insert(claim.apply.clone(), claim.fence);
        if before.is_some_and(|before| before >= claim.fence) {
            self.violation(format!("the fence went from {before:?} to {}", claim.fence));
        }
    }

    /// Before a write: nobody may have heard of it.
    pub(super) fn before_record(&self) {
        let mut news = self.news.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match news.try_recv() {
                Ok(apply) => {
                    let mut seen = self.seen();
                    let (may, was) = seen.announced.entry(apply.to_string()).or_default();
                    *was += 1;
                    let early = was > may;
                    drop(seen);
                    if early {
                        self.violation("an event was announced before it was stored");
                    }
                }
                Err(TryRecvError::Lagged(_)) => {}
                Err(TryRecvError::Empty | TryRecvError::Closed) => return,
            }
        }
    }

    pub(super) fn recorded(&self, worker: &str, claim: &Claim, entry: &Entry) {
        self.may_announce(&claim.apply);
        for event in &entry.events {
            self.push(format!("{worker}  "), Some(event.clone()));
            match event {
                ApplyEvent::Admitted { .. } => drop(self.seen().admitted.insert(claim.apply.clone())),
                ApplyEvent::StepAdopted { step, .. } => self.adopted(&claim.apply, step),
                _ => {}
            }
        }
        if self.seen().fences.get(&claim.apply).is_some_and(|newest| *newest > claim.fence) {
            self.violation(format!("{worker} wrote with the old fence {}", claim.fence));
        }
    }

    fn adopted(&self, apply: &str, step: &StepId) {
        let plan = self.seen().applies.iter().find(|(id, _)| id == apply).map(|(_, plan)| plan.clone());
        let step = plan.as_ref().and_then(|stored| stored.plan.step(step));
        if let Some(step) = step
            && let Ok(Some(found)) = now(look(&self.sandbox, &step.look))
            && is_foreign(&found)
            && !step.risk.needs_consent()
        {
            self.violation(format!("{} adopted what others made", step.id));
        }
    }
}

/// Whether somebody else made it, and this product never took it over.
fn is_foreign(found: &Value) -> bool {
    let text = found.to_string();
    text.contains("\"owner\"") && !text.contains("bayplan:design")
}

/// What is there without waiting.
pub(super) fn now<T>(future: impl Future<Output = T>) -> T {
    future.now_or_never().expect("neither the account nor the store makes anybody wait")
}
