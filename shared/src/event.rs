//! What happens while a plan is applied, and what is known from it at any moment.

mod progress;

pub use progress::{Progress, State, StepProgress, StepState};

use serde::{Deserialize, Serialize};

use crate::access::PersonRef;
use crate::plan::{Outputs, StepId};

/// An event as it is stored: numbered from 1 without a gap, and sent only when stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventRecord {
    pub seq: i64,
    /// Milliseconds since 1970.
    pub at: i64,
    pub event: ApplyEvent,
}

/// Something that happened while a plan was applied. No event holds a call's input: inputs may hold secrets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ApplyEvent {
    /// It is known and waits for a worker.
    Queued,
    /// A worker has taken it up; `fence` rises with every one that does.
    Started {
        fence: i64,
        resumed: bool,
    },
    /// AWS says that this is the account that the plan was made for, what the plan relies on is unchanged, and it is
    /// approved where it has to be.
    Admitted {
        account: String,
        /// Who has approved it; nobody where nobody has to, and when it is taken up again.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        by: Vec<PersonRef>,
        /// Whether two owners let it through in an emergency.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        break_glass: bool,
    },
    /// The step's intent is stored; AWS is asked whether it is there already, then called.
    StepStarted {
        step: StepId,
        attempt: u32,
    },
    /// The call failed in a way that may pass.
    StepDelayed {
        step: StepId,
        attempt: u32,
        reason: String,
        again_in_ms: i64,
    },
    /// The call had taken effect before: by an attempt whose answer was lost. It was not made again.
    StepAdopted {
        step: StepId,
        outputs: Outputs,
    },
    /// AWS has answered with success.
    StepCalled {
        step: StepId,
        outputs: Outputs,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        request_id: Option<String>,
        /// How long the successful call took.
        took_ms: i64,
    },
    /// How a service's deployment stands.
    Deployment {
        step: StepId,
        status: DeploymentStatus,
    },
    /// The step is done, with all that it waits for.
    StepDone {
        step: StepId,
    },
    StepFailed {
        step: StepId,
        cause: Cause,
    },
    /// The step was not tried, as the run had ended.
    StepSkipped {
        step: StepId,
    },
    CancelRequested,
    /// The last event.
    Ended {
        outcome: Outcome,
    },
}

/// How an apply ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "outcome", rename_all = "camelCase")]
pub enum Outcome {
    /// AWS is as the plan says.
    Done,
    /// AWS is as the earlier version says.
    RolledBack,
    /// Stopped between steps, on request.
    Cancelled,
    Failed {
        cause: Cause,
    },
}

impl Outcome {
    /// Whether AWS is now as the version says that was applied.
    pub fn succeeded(&self) -> bool {
        match self {
            Self::Done | Self::RolledBack => true,
            Self::Cancelled | Self::Failed { .. } => false,
        }
    }
}

/// Why something failed, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Cause {
    /// AWS's code of the error, or ours in kebab case: `account-differs`, `drift`, `deployment-failed`.
    pub code: String,
    /// What happened, in one or two sentences.
    pub summary: String,
    /// What to do next.
    pub next: String,
    /// Why ECS stopped the task, in ECS's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped_reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub container: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exit_code: Option<i64>,
    /// The last lines that the container logged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub log_lines: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

/// How a service's deployment stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct DeploymentStatus {
    pub deployment: String,
    /// `IN_PROGRESS`, `COMPLETED` or `FAILED`.
    pub rollout_state: String,
    pub desired: i64,
    pub running: i64,
    pub pending: i64,
    pub failed: i64,
    /// Service events that came since the last status, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<ServiceEvent>,
}

/// A line of an ECS service's `events`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceEvent {
    pub id: String,
    /// Milliseconds since 1970.
    pub at: i64,
    pub message: String,
}
