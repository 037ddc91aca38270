//! The verdict over the decisions of people.

use serde::{Deserialize, Serialize};

use super::{Content, Decision, DecisionKind, Difference, Policy};
use crate::access::PersonRef;

/// How long a break-glass waits for the second owner, and holds, in milliseconds: an hour.
pub(super) const BREAK_GLASS_MS: i64 = 60 * 60 * 1000;

/// All that the verdict depends on.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    /// What would be applied.
    pub content: &'a Content,
    pub policy: &'a Policy,
    /// Whether nothing but images changes.
    pub image_only: bool,
    /// The decisions about the design and environment, oldest first, withdrawn ones too.
    pub decisions: &'a [Decision],
    /// The ids of those who made a version of what would be applied.
    pub authors: &'a [String],
    /// The ids of those who may approve in the environment now.
    pub approvers: &'a [String],
    /// The ids of those who are owners of the environment now.
    pub owners: &'a [String],
    /// The newest version, if it is newer and differs for this environment.
    pub superseded_by: Option<i64>,
    /// Milliseconds since 1970.
    pub now: i64,
}

/// It may be applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Approved {
    /// Whose decisions count; nobody's where none is needed.
    pub by: Vec<PersonRef>,
    /// Whether two owners let it through in an emergency.
    pub break_glass: bool,
}

/// Why it may not be applied, or why a decision does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", tag = "why")]
pub enum Lack {
    TooFew {
        have: u32,
        need: u32,
    },
    ChangesRequested {
        by: PersonRef,
    },
    /// The newest version differs for this environment.
    Superseded {
        version: i64,
    },
    /// The approval is of something else.
    OtherContent {
        by: PersonRef,
        version: i64,
        differs: Vec<Difference>,
    },
    Expired {
        by: PersonRef,
        hours: u32,
    },
    OwnWork {
        by: PersonRef,
    },
    RoleGone {
        by: PersonRef,
    },
    /// An owner broke the glass, and a second one has not yet.
    SecondOwner {
        by: PersonRef,
    },
}

/// Whether the content may be applied; if not, all reasons.
pub fn verdict(case: &Case<'_>) -> Result<Approved, Vec<Lack>> {
    let _ = (case, DecisionKind::Approve, BREAK_GLASS_MS);
    Err(vec![Lack::TooFew { have: 0, need: case.policy.approvals }])
}
