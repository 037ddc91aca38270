//! Plans, and their applies.

use serde::{Deserialize, Serialize};

use crate::access::PersonRef;
use crate::check::Diagnostic;
use crate::diff::Change;
use crate::environment::Environment;
use crate::event::{Cause, Outcome, Progress};
use crate::plan::Plan;

/// What a plan is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ApplyKind {
    /// To make AWS as a version says.
    Apply,
    /// To make AWS as an earlier version says, which was applied before.
    Rollback,
}

/// Asks for a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PlanRequest {
    pub environment: String,
    /// Which version; for a rollback the one applied last before the current one where it isn't said, else the newest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
    #[serde(default = "apply")]
    pub kind: ApplyKind,
}

pub(super) const fn apply() -> ApplyKind {
    ApplyKind::Apply
}

/// The answer to a request for a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PlanCopy {
    pub id: String,
    pub design_id: String,
    pub design_name: String,
    pub version: i64,
    pub kind: ApplyKind,
    /// The environment as it was when the plan was made.
    pub environment: Environment,
    pub plan: Plan,
    /// How the version differs from the one that was applied here last, or, in a rollback, tried last; nothing where
    /// none was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changes: Option<Changes>,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Why it can't be applied as it is, in words; nothing where it can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
    /// The apply that was started from it, if one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apply: Option<String>,
}

/// What a plan's version changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Changes {
    /// The version applied, or tried, before.
    pub since: i64,
    pub changes: Vec<Change>,
}

/// Orders a plan to be applied.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ApplyRequest {
    /// The fingerprint of the plan that the person saw.
    pub fingerprint: String,
    /// Whether the person accepts the steps whose risk has to be accepted.
    #[serde(default)]
    pub accept_risks: bool,
}

/// An apply without its events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ApplyMeta {
    pub id: String,
    pub plan_id: String,
    pub design_id: String,
    pub version: i64,
    pub environment: String,
    pub kind: ApplyKind,
    /// Who had it applied; nobody in records from before there were people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonRef>,
    /// Nothing while it is queued or running.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// The number of its last event.
    pub last_seq: i64,
    /// Rises with each worker that takes it up; 0 while it is queued.
    pub fence: i64,
    /// Milliseconds since 1970.
    pub created_at: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<i64>,
}

/// An apply with its plan and what is known of it up to event number `progress.seq`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ApplyCopy {
    #[serde(flatten)]
    pub meta: ApplyMeta,
    pub design_name: String,
    pub environment_at: Environment,
    pub plan: Plan,
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub progress: Progress,
    /// The version that a rollback would lead to; nothing where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rollback_to: Option<i64>,
}

/// A design's applies, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApplyList {
    pub applies: Vec<ApplyMeta>,
}

/// Why no plan could be made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NotPlanned {
    pub cause: Cause,
    /// The errors of the design as it is for this environment.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub diagnostics: Vec<Diagnostic>,
}
