//! Waits for what calls have started: one look for all that is waited for, in as few calls as AWS allows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use serde_json::Value;
use shared::event::{ApplyEvent, Cause, DeploymentStatus};
use shared::plan::{Lookup, Outputs, Rollout, Step, Wait, events_since, rollout};
use tokio::sync::{Notify, watch};
use tokio::time::{Instant, timeout_at};

use super::call::Calling;
use super::cause::{cause, of_read};
use super::diagnosis;
use super::held::Lost;
use crate::ops::observe::look_up;
use crate::ports::{PortError, Reads};
use crate::store::JournalState;

/// How a wait ended.
pub(super) type Waited = Result<(), Cause>;
/// What each lookup found; one that is missing here was not looked for.
type Seen = Result<BTreeMap<Lookup, Option<Value>>, PortError>;

/// How often AWS may fail to answer in a row before what is waited for fails.
const FAILURES: u32 = 20;
/// How many stopped tasks of a deployment are explained while it goes on.
const EXPLAINED: i64 = 3;

/// What is waited for, and what was seen of it last.
pub(super) struct Board {
    wanted: Mutex<BTreeSet<Lookup>>,
    added: Notify,
    seen: watch::Sender<Seen>,
}

impl Board {
    pub(super) fn new() -> Self {
        Self { wanted: Mutex::default(), added: Notify::new(), seen: watch::Sender::new(Ok(BTreeMap::new())) }
    }

    fn wanted(&self) -> Vec<Lookup> {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    fn want(&self, lookup: &Lookup) {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner).insert(lookup.clone());
        self.added.notify_one();
    }

    fn drop_want(&self, lookup: &Lookup) {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner).remove(lookup);
    }

    fn show(&self, seen: Seen) {
        self.seen.send_modify(|shown| *shown = seen);
    }

    /// Looks at everything that is wanted, again and again: soon after something was added, then less often. What was
    /// added was called just now, so that nothing can be seen of it at once.
    pub(super) async fn keep_looking(&self, aws: &dyn Reads, calling: &Calling<'_>) -> std::convert::Infallible {
        let (first, longest) = calling.context.pace.poll;
        let (mut pause, mut failures) = (first, 0);
        loop {
            if self.wanted().is_empty() {
                self.added.notified().await;
                pause = first;
            }
            let mut next = Instant::now() + pause;
            pause = pause.mul_f64(1.25).min(longest);
            while timeout_at(next, self.added.notified()).await.is_ok() {
                next = next.min(Instant::now() + first);
                pause = first.mul_f64(1.25);
            }
            let wanted = self.wanted();
            if wanted.is_empty() {
                continue;
            }
            match look_up(aws, &wanted).await {
                Ok(mut seen) => {
                    failures = 0;
                    let each = wanted.into_iter().map(|lookup| (lookup.clone(), seen.remove(&lookup)));
                    self.show(Ok(each.collect()));
                }
                Err(error) => {
                    failures += 1;
                    let passes = error.may_pass() || error.kind == crate::ports::ErrorKind::Credentials;
                    if !passes || failures >= FAILURES {
                        self.show(Err(error));
                    }
                }
            }
        }
    }

    /// Waits for what `step` waits for, whose call gave `outputs`.
    pub(super) async fn wait(
        &self,
        calling: &Calling<'_>,
        step: &Step,
        wait: Wait,
        outputs: &Outputs,
    ) -> Result<Waited, Lost> {
        self.want(&step.look);
        let waited = self.until(calling, step, wait, outputs).await;
        self.drop_want(&step.look);
        let waited = waited?;
        let id = || step.id.clone();
        let (state, event) = match &waited {
            Ok(()) => (JournalState::Done, ApplyEvent::StepDone { step: id() }),
            Err(cause) => (JournalState::Failed, ApplyEvent::StepFailed { step: id(), cause: cause.clone() }),
        };
        calling.held.journal(&step.id, state, 1, outputs.clone(), vec![event]).await?;
        Ok(waited)
    }

    async fn until(&self, calling: &Calling<'_>, step: &Step, wait: Wait, outputs: &Outputs) -> Result<Waited, Lost> {
        let deadline = Instant::now() + calling.context.pace.steady;
        let mut seen = self.seen.subscribe();
        let mut watched = Watched::new(outputs);
        loop {
            if timeout_at(deadline, seen.changed()).await.is_err() {
                return Ok(Err(watched.too_late(calling, step).await));
            }
            let found = match &*seen.borrow_and_update() {
                Ok(seen) => seen.get(&step.look).cloned(),
                Err(error) => return Ok(Err(of_read(error))),
            };
            // That look was under way before this was wanted.
            let Some(found) = found else { continue };
            let ended = match (wait, found) {
                (Wait::ServiceGone, None) => Some(Ok(())),
                (Wait::ServiceGone, Some(service)) if is_inactive(&service) => Some(Ok(())),
                (Wait::ServiceGone, Some(service)) => {
                    watched.tell(calling, step, DeploymentStatus::default(), &service).await?;
                    None
                }
                (Wait::Deployment, None) => Some(Err(cause(
                    "service-gone",
                    "The service was deleted while its deployment was waited for.",
                    "Plan again to see what is there now.",
                ))),
                (Wait::Deployment, Some(service)) => watched.deployment(calling, step, &service).await?,
            };
            if let Some(ended) = ended {
                return Ok(ended);
            }
        }
    }
}

fn is_inactive(service: &Value) -> bool {
    service.get("status").and_then(Value::as_str) == Some("INACTIVE")
}

/// What was told of a service so far.
struct Watched<'o> {
    deployment: &'o str,
    last_status: Option<DeploymentStatus>,
    last_event: Option<String>,
    explained: i64,
}

impl<'o> Watched<'o> {
    fn new(outputs: &'o Outputs) -> Self {
        let deployment = outputs.deployment.as_deref().unwrap_or_default();
        Self { deployment, last_status: None, last_event: None, explained: 0 }
    }

    async fn deployment(
        &mut self,
        calling: &Calling<'_>,
        step: &Step,
        service: &Value,
    ) -> Result<Option<Waited>, Lost> {
        let (state, status) = rollout(service, self.deployment);
        let failed = status.failed;
        self.tell(calling, step, status, service).await?;
        Ok(match state {
            Rollout::Steady => Some(Ok(())),
            Rollout::Going => {
                if failed > self.explained && self.explained < EXPLAINED {
                    self.explained = failed;
                    self.explain(calling, step, service).await?;
                }
                None
            }
            Rollout::Failed(reason) => {
                Some(Err(diagnosis::failed(calling.aws, service, self.deployment, &reason).await))
            }
            Rollout::Replaced => Some(Err(diagnosis::replaced(calling.aws, service, self.deployment).await)),
        })
    }

    /// Tells how the deployment stands, where that is new.
    async fn tell(
        &mut self,
        calling: &Calling<'_>,
        step: &Step,
        mut status: DeploymentStatus,
        service: &Value,
    ) -> Result<(), Lost> {
        let mut events = events_since(service, self.last_event.as_deref());
        if self.last_event.is_none() {
            // What happened before this deployment is another one's.
            let from = deployment_start(service, self.deployment);
            self.last_event = Some(events.last().map(|event| event.id.clone()).unwrap_or_default());
            events.retain(|event| event.at >= from);
        } else if let Some(last) = events.last() {
            self.last_event = Some(last.id.clone());
        }
        if events.is_empty() && self.last_status.as_ref() == Some(&status) {
            return Ok(());
        }
        self.last_status = Some(status.clone());
        status.events = events;
        calling.held.say(vec![ApplyEvent::Deployment { step: step.id.clone(), status }]).await
    }

    /// Tells why a task stopped while the deployment goes on.
    async fn explain(&self, calling: &Calling<'_>, step: &Step, service: &Value) -> Result<(), Lost> {
        let Some(message) = diagnosis::stopped(calling.aws, service, self.deployment).await else { return Ok(()) };
        let at = calling.context.clock.now();
        let id = format!("stopped-{}", self.explained);
        let event = shared::event::ServiceEvent { id, at, message };
        let status = DeploymentStatus { events: vec![event], ..self.last_status.clone().unwrap_or_default() };
        calling.held.say(vec![ApplyEvent::Deployment { step: step.id.clone(), status }]).await
    }

    async fn too_late(&self, calling: &Calling<'_>, step: &Step) -> Cause {
        let found = crate::ops::observe::look(calling.aws, &step.look).await.ok().flatten();
        let minutes = calling.context.pace.steady.as_secs() / 60;
        match found {
            Some(service) => diagnosis::too_late(calling.aws, &service, self.deployment, minutes).await,
            None => cause("deployment-timeout", format!("Nothing came of it within {minutes} minutes."), "Plan again."),
        }
    }
}

fn deployment_start(service: &Value, id: &str) -> i64 {
    let deployments = service.get("deployments").and_then(Value::as_array).into_iter().flatten();
    let ours = deployments.into_iter().find(|deployment| deployment.get("id").and_then(Value::as_str) == Some(id));
    // A service's events carry the times of another clock than the deployment's, a little apart.
    ours.and_then(|ours| ours.get("createdAt")).map_or(0, |at| shared::plan::milliseconds(at) - 1000)
}
