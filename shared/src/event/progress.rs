//! What is known of an apply after some of its events.

use serde::{Deserialize, Serialize};

use super::{ApplyEvent, Cause, DeploymentStatus, EventRecord, Outcome, ServiceEvent};
use crate::access::PersonRef;
use crate::plan::{Outputs, Plan, StepId};

/// How many service events of a step are kept: what a person reads, not a log.
const KEPT_EVENTS: usize = 50;

/// An apply as its events tell it. The browser and the server fold the same events to the same progress.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    pub state: State,
    /// In the plan's order.
    pub steps: Vec<StepProgress>,
    pub cancel_requested: bool,
    /// The number of the last event.
    pub seq: i64,
    /// When the first worker started, in milliseconds since 1970.
    pub started_at: Option<i64>,
    pub ended_at: Option<i64>,
    /// Who had approved it when its first change was made; nobody where nobody had to.
    #[serde(default)]
    pub approved_by: Vec<PersonRef>,
    /// Whether they let it through in an emergency.
    #[serde(default)]
    pub break_glass: bool,
}

/// Where an apply stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum State {
    Queued,
    Running,
    Ended(Outcome),
}

/// Where a step stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StepProgress {
    pub id: StepId,
    pub state: StepState,
    pub attempt: u32,
    pub outputs: Outputs,
    /// Whether the call had taken effect before it was known.
    pub adopted: bool,
    pub request_id: Option<String>,
    /// How long the successful call took, in milliseconds.
    pub took_ms: Option<i64>,
    pub started_at: Option<i64>,
    pub ended_at: Option<i64>,
    /// Why the next attempt waits.
    pub delayed: Option<String>,
    pub deployment: Option<DeploymentStatus>,
    pub events: Vec<ServiceEvent>,
    pub cause: Option<Cause>,
}

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum StepState {
    Pending,
    Calling,
    /// The call succeeded; what it started is not steady yet.
    Waiting,
    Done,
    Failed,
    Skipped,
}

impl StepProgress {
    fn new(id: &StepId) -> Self {
        Self {
            id: id.clone(),
            state: StepState::Pending,
            attempt: 0,
            outputs: Outputs::default(),
            adopted: false,
            request_id: None,
            took_ms: None,
            started_at: None,
            ended_at: None,
            delayed: None,
            deployment: None,
            events: Vec::new(),
            cause: None,
        }
    }

    fn called(&mut self, outputs: &Outputs) {
        self.state = StepState::Waiting;
        self.outputs = outputs.clone();
        self.delayed = None;
    }

    fn status(&mut self, status: &DeploymentStatus) {
        self.events.extend(status.events.iter().cloned());
        let surplus = self.events.len().saturating_sub(KEPT_EVENTS);
        self.events.drain(..surplus);
        self.deployment = Some(DeploymentStatus { events: Vec::new(), ..status.clone() });
    }
}

impl Progress {
    /// Before the first event.
    pub fn new(plan: &Plan) -> Self {
        Self {
            state: State::Queued,
            steps: plan.steps.iter().map(|step| StepProgress::new(&step.id)).collect(),
            cancel_requested: false,
            seq: 0,
            started_at: None,
            ended_at: None,
            approved_by: Vec::new(),
            break_glass: false,
        }
    }

    pub fn step(&self, id: &StepId) -> Option<&StepProgress> {
        self.steps.iter().find(|step| step.id == *id)
    }

    /// Takes the next event in. One that was taken before is left out, so that a stream can be joined again.
    pub fn fold(&mut self, record: &EventRecord) {
        if record.seq <= self.seq {
            return;
        }
        self.seq = record.seq;
        let at = record.at;
        match &record.event {
            ApplyEvent::Queued => self.state = State::Queued,
            ApplyEvent::Started { .. } => {
                self.state = State::Running;
                self.started_at.get_or_insert(at);
            }
            // One that is taken up again was approved before.
            ApplyEvent::Admitted { by, break_glass, .. } => {
                if !by.is_empty() {
                    self.approved_by.clone_from(by);
                    self.break_glass = *break_glass;
                }
            }
            ApplyEvent::StepStarted { step, attempt } => self.on(step, |step| {
                step.state = StepState::Calling;
                step.attempt = *attempt;
                step.delayed = None;
                step.started_at.get_or_insert(at);
            }),
            ApplyEvent::StepDelayed { step, reason, .. } => self.on(step, |step| step.delayed = Some(reason.clone())),
            ApplyEvent::StepAdopted { step, outputs } => self.on(step, |step| {
                step.called(outputs);
                step.adopted = true;
            }),
            ApplyEvent::StepCalled { step, outputs, request_id, took_ms } => self.on(step, |step| {
                step.called(outputs);
                step.request_id.clone_from(request_id);
                step.took_ms = Some(*took_ms);
            }),
            ApplyEvent::Deployment { step, status } => self.on(step, |step| step.status(status)),
            ApplyEvent::StepDone { step } => self.on(step, |step| {
                step.state = StepState::Done;
                step.ended_at = Some(at);
            }),
            ApplyEvent::StepFailed { step, cause } => self.on(step, |step| {
                step.state = StepState::Failed;
                step.cause = Some(cause.clone());
                step.ended_at = Some(at);
            }),
            ApplyEvent::StepSkipped { step } => self.on(step, |step| step.state = StepState::Skipped),
            ApplyEvent::CancelRequested => self.cancel_requested = true,
            ApplyEvent::Ended { outcome } => {
                self.state = State::Ended(outcome.clone());
                self.ended_at = Some(at);
            }
        }
    }

    fn on(&mut self, id: &StepId, change: impl FnOnce(&mut StepProgress)) {
        if let Some(step) = self.steps.iter_mut().find(|step| step.id == *id) {
            change(step);
        }
    }
}
