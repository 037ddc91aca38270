//! One apply from where its journal ends to its end.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use futures::StreamExt;
use futures::future::{BoxFuture, FutureExt};
use futures::stream::FuturesUnordered;
use shared::api::ApplyKind;
use shared::event::{ApplyEvent, Cause, Outcome};
use shared::plan::{Outputs, Step, StepId};
use shared::review::Approved;
use tokio::sync::Notify;
use tokio::time::Instant;

use super::ApprovedPlan;
use super::admission::NotAdmitted;
use super::call::{Called, Calling, passes};
use super::cause::of_read;
use super::held::{Held, Lost};
use super::wait::{Board, Waited};
use crate::ops::Context;
use crate::ports::Aws;
use crate::store::{JournalEntry, JournalState, StoredPlan};

/// Works on the apply that `held` holds until it has ended.
pub(super) async fn run(context: &Context, held: &Held<'_>, stored: StoredPlan) -> Result<Outcome, Lost> {
    let journal = context.store.journal(&held.claim.apply).await?;
    let started = ApplyEvent::Started { fence: held.claim.fence, resumed: !journal.is_empty() };
    held.say(vec![started]).await?;
    let aws = match context.connect.connect(&stored.environment).await {
        Ok(aws) => aws,
        Err(error) => return refuse(held, &stored, of_read(&error)).await,
    };
    let plan = match admit(context, held, &stored, &*aws, journal.is_empty()).await? {
        Ok(plan) => plan,
        Err(cause) => return refuse(held, &stored, cause).await,
    };
    let Approved { by, break_glass } = plan.approved().clone();
    held.say(vec![ApplyEvent::Admitted { account: plan.plan().account.clone(), by, break_glass }]).await?;
    let calling = Calling { context, held, plan: &plan, aws: &*aws };
    Run::new(&plan, journal).drive(&calling, &*aws).await
}

/// Admits the plan. Asks again where AWS may answer later: an apply that was begun must not end for a moment's trouble.
async fn admit(
    context: &Context,
    held: &Held<'_>,
    stored: &StoredPlan,
    aws: &dyn Aws,
    from_start: bool,
) -> Result<Result<ApprovedPlan, Cause>, Lost> {
    let give_up = Instant::now() + context.pace.give_up;
    let ordered = context.store.apply(&held.claim.apply).await?;
    for attempt in 2.. {
        let admitted = if from_start {
            ApprovedPlan::admit(context, &ordered, stored.clone(), aws).await
        } else {
            ApprovedPlan::resume(stored.clone(), aws).await
        };
        let pause = context.pace.pause(attempt);
        match admitted {
            Err(NotAdmitted::Unreadable(error)) if passes(&error) && Instant::now() + pause <= give_up => {
                tracing::warn!(code = error.code, "AWS could not be asked yet");
            }
            Ok(plan) => return Ok(Ok(plan)),
            Err(refused) => return Ok(Err(refused.cause()?)),
        }
        held.renew().await?;
        tokio::time::sleep(pause).await;
    }
    Err(Lost::Fenced)
}

/// Ends an apply that may not begin, or go on.
async fn refuse(held: &Held<'_>, stored: &StoredPlan, cause: Cause) -> Result<Outcome, Lost> {
    let skipped = stored.plan.steps.iter().map(|step| ApplyEvent::StepSkipped { step: step.id.clone() }).collect();
    held.end(skipped, Outcome::Failed { cause }).await
}

/// What is known of each step.
enum Known {
    Pending,
    Calling,
    /// The call has taken effect; what it waits for has not come.
    Called,
    Done,
    Failed,
}

/// What has happened next.
enum Next {
    Called(StepId, Result<Called, Lost>),
    Waited(StepId, Result<Waited, Lost>),
}

struct Run<'p> {
    plan: &'p ApprovedPlan,
    journal: BTreeMap<StepId, JournalEntry>,
    known: BTreeMap<StepId, Known>,
    outputs: BTreeMap<StepId, Outputs>,
    cause: Option<Cause>,
}

impl<'p> Run<'p> {
    fn new(plan: &'p ApprovedPlan, journal: Vec<JournalEntry>) -> Self {
        let mut run = Self {
            plan,
            known: plan.plan().steps.iter().map(|step| (step.id.clone(), Known::Pending)).collect(),
            journal: BTreeMap::new(),
            outputs: BTreeMap::new(),
            cause: None,
        };
        for entry in journal {
            let known = match entry.state {
                JournalState::Intended => Known::Pending,
                JournalState::Called => Known::Called,
                JournalState::Done => Known::Done,
                JournalState::Failed => Known::Failed,
            };
            if entry.state == JournalState::Called || entry.state == JournalState::Done {
                run.outputs.insert(entry.step.clone(), entry.outputs.clone());
            }
            run.known.insert(entry.step.clone(), known);
            run.journal.insert(entry.step.clone(), entry);
        }
        run
    }

    async fn drive(mut self, calling: &Calling<'_>, aws: &dyn Aws) -> Result<Outcome, Lost> {
        let (board, cancel) = (Board::new(), Cancel::default());
        let reads: &dyn crate::ports::Reads = aws;
        // It may have been cancelled before anybody took it up.
        if calling.held.renew().await? {
            cancel.ask();
        }
        // In a fixed order, here and below, so that a simulation runs the same way again.
        tokio::select! {
            biased;
            ended = self.steps(calling, &board, &cancel) => ended,
            lost = heartbeat(calling, &cancel) => Err(lost),
            never = board.keep_looking(reads, calling) => match never {},
        }
    }

    async fn steps(&mut self, calling: &Calling<'_>, board: &Board, cancel: &Cancel) -> Result<Outcome, Lost> {
        self.recall(calling).await?;
        let plan = self.plan;
        let mut under_way: FuturesUnordered<BoxFuture<'_, Next>> = FuturesUnordered::new();
        for step in plan.plan().steps.iter().filter(|step| matches!(self.known[&step.id], Known::Called)) {
            under_way.extend(waiting(calling, board, step, self.outputs[&step.id].clone()));
        }
        loop {
            if self.cause.is_none() && !cancel.asked() {
                for step in &plan.plan().steps {
                    if matches!(self.known[&step.id], Known::Pending) && self.may_start(step) {
                        self.known.insert(step.id.clone(), Known::Calling);
                        let (before, outputs) = (self.journal.get(&step.id).cloned(), self.outputs.clone());
                        let call = async move {
                            Next::Called(step.id.clone(), calling.call(step, before.as_ref(), &outputs).await)
                        };
                        under_way.push(call.boxed());
                    }
                }
            }
            // What was called stays called; a cancelled run does not wait for what ECS goes on with.
            let calls = self.known.values().any(|known| matches!(known, Known::Calling));
            if cancel.asked() && !calls {
                break;
            }
            let next = tokio::select! {
                biased;
                next = under_way.next() => next,
                () = cancel.changed(), if !cancel.asked() => continue,
            };
            match next {
                None => break,
                Some(Next::Called(id, called)) => match called? {
                    Ok(outputs) => {
                        self.outputs.insert(id.clone(), outputs.clone());
                        let step = plan.plan().step(&id);
                        let waits = step.and_then(|step| waiting(calling, board, step, outputs));
                        self.known.insert(id, if waits.is_some() { Known::Called } else { Known::Done });
                        under_way.extend(waits);
                    }
                    Err(cause) => self.fail(id, cause),
                },
                Some(Next::Waited(id, waited)) => match waited? {
                    Ok(()) => drop(self.known.insert(id, Known::Done)),
                    Err(cause) => self.fail(id, cause),
                },
            }
        }
        drop(under_way);
        self.end(calling, cancel.asked()).await
    }

    /// Takes in what an earlier worker left: the cause of a failed step.
    async fn recall(&mut self, calling: &Calling<'_>) -> Result<(), Lost> {
        if !self.known.values().any(|known| matches!(known, Known::Failed)) {
            return Ok(());
        }
        let records = calling.context.store.events(&calling.held.claim.apply, 0, i64::MAX).await?;
        self.cause = records.into_iter().find_map(|record| match record.event {
            ApplyEvent::StepFailed { cause, .. } => Some(cause),
            _ => None,
        });
        self.cause.get_or_insert_with(Cause::default);
        Ok(())
    }

    fn may_start(&self, step: &Step) -> bool {
        let called = |id: &StepId| matches!(self.known.get(id), Some(Known::Called | Known::Done));
        let done = |id: &StepId| matches!(self.known.get(id), Some(Known::Done));
        step.after.iter().all(called) && step.after_done.iter().all(done)
    }

    fn fail(&mut self, id: StepId, cause: Cause) {
        self.known.insert(id, Known::Failed);
        self.cause.get_or_insert(cause);
    }

    async fn end(&mut self, calling: &Calling<'_>, cancelled: bool) -> Result<Outcome, Lost> {
        let pending = self.plan.plan().steps.iter().filter(|step| matches!(self.known[&step.id], Known::Pending));
        let skipped: Vec<_> = pending.map(|step| ApplyEvent::StepSkipped { step: step.id.clone() }).collect();
        let complete = self.known.values().all(|known| matches!(known, Known::Done));
        let outcome = match self.cause.take() {
            Some(cause) => Outcome::Failed { cause },
            None if complete => match self.plan.stored().kind {
                ApplyKind::Apply => Outcome::Done,
                ApplyKind::Rollback => Outcome::RolledBack,
            },
            None if cancelled => Outcome::Cancelled,
            None => Outcome::Failed {
                cause: super::cause::cause("flawed-plan", "Some steps could never start.", "Plan again and report it."),
            },
        };
        calling.held.end(skipped, outcome).await
    }
}

fn waiting<'r>(
    calling: &'r Calling<'_>,
    board: &'r Board,
    step: &'r Step,
    outputs: Outputs,
) -> Option<BoxFuture<'r, Next>> {
    let wait = step.waits_for?;
    let waited = async move { Next::Waited(step.id.clone(), board.wait(calling, step, wait, &outputs).await) };
    Some(waited.boxed())
}

/// Keeps the lease and hears of the wish to cancel. Ends only when the apply is lost.
async fn heartbeat(calling: &Calling<'_>, cancel: &Cancel) -> Lost {
    let mut news = calling.context.news.listen(&calling.held.claim.apply);
    let beat = calling.context.pace.lease / 4;
    loop {
        match calling.held.renew().await {
            Ok(true) => cancel.ask(),
            Ok(false) => {}
            // A store that is busy for a moment is no reason to stop; the lease tells when it is.
            Err(Lost::Store(error)) if calling.held.has_time() => {
                tracing::warn!(%error, "the lease could not be prolonged");
            }
            Err(lost) => return lost,
        }
        tokio::select! {
            biased;
            () = tokio::time::sleep(beat) => {}
            _ = news.hear(), if !cancel.asked() => tokio::time::sleep(beat / 10).await,
        }
    }
}

/// The wish to stop between steps.
#[derive(Default)]
struct Cancel {
    asked: AtomicBool,
    changed: Notify,
}

impl Cancel {
    fn asked(&self) -> bool {
        self.asked.load(Ordering::Acquire)
    }

    fn ask(&self) {
        if !self.asked.swap(true, Ordering::AcqRel) {
            self.changed.notify_one();
        }
    }

    async fn changed(&self) {
        self.changed.notified().await;
    }
}
