//! One AWS call of a plan.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Action, Lookup, Service};
use crate::document::Pointer;

/// A step's name within its plan, made of the element and the action: `services.web:CreateService`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct StepId(pub String);

impl fmt::Display for StepId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One AWS call with its exact input.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Step {
    pub id: StepId,
    /// The element of the design that it is about: `services.web`.
    pub element: String,
    pub service: Service,
    pub action: Action,
    /// The call's input, as the AWS CLI's `--cli-input-json` takes it. At the places in `holes` it has a text that
    /// stands for what is known only when earlier steps are done.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub input: Value,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holes: Vec<Hole>,
    /// The steps whose calls must have succeeded before this one's is made.
    pub after: Vec<StepId>,
    /// Those of `after` that must be done, with all that they wait for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after_done: Vec<StepId>,
    pub why: String,
    pub risk: Risk,
    /// What the run waits for when the call has succeeded, before it calls the step done. Steps after this one don't.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits_for: Option<Wait>,
    /// What tells whether the call has already taken effect.
    pub look: Lookup,
}

/// A place in a step's input that is filled when the step is applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hole {
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub at: Pointer,
    pub from: Filling,
}

/// What a hole is filled with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum Filling {
    /// The ARN of what an earlier step made.
    ArnOf(StepId),
    /// A token that the same apply and step always give again, so that AWS makes nothing twice.
    Token,
}

/// What is waited for after a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum Wait {
    /// The deployment that the call started has reached steady state; a rollback is a failure.
    Deployment,
    /// The service has drained and is gone.
    ServiceGone,
}

/// What a step may do to what is running or to others, most harmless first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Risk {
    /// Makes something new or changes nothing that runs.
    None,
    /// Replaces running tasks, as the service's deployment settings say.
    RestartsTasks,
    /// Changes what a role may do.
    Permissions,
    /// Changes something that Bayplan did not make. Has to be accepted.
    TakesOver,
    /// Takes back a task definition that something else has rolled out since. Has to be accepted.
    RevertsDrift,
    /// Deletes something. Has to be accepted.
    Deletes,
}

impl Risk {
    /// Whether a person has to accept it expressly.
    pub const fn needs_consent(self) -> bool {
        match self {
            Self::None | Self::RestartsTasks | Self::Permissions => false,
            Self::TakesOver | Self::RevertsDrift | Self::Deletes => true,
        }
    }

    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::RestartsTasks => "restarts tasks",
            Self::Permissions => "permissions",
            Self::TakesOver => "takes over",
            Self::RevertsDrift => "reverts drift",
            Self::Deletes => "deletes",
        }
    }
}

/// What a step's call gave that later steps and the wait need.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Outputs {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    /// The id of the deployment that the call started, or that was the service's when nothing new had to start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deployment: Option<String>,
}
