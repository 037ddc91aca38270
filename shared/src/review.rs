//! Whether what is to be applied was approved: policies, decisions of people, and the verdict over them.
//!
//! Pure: the page, the server and the gate before the first change reach the same verdict.

mod effect;
mod image_only;
mod place;
mod summary;
#[cfg(test)]
mod tests;
mod verdict;

pub use effect::{ChangeGroup, Effect, groups};
pub use image_only::image_only;
pub use place::place;
pub use summary::summary;
pub use verdict::{Approved, Case, Lack, cannot_approve, is_void, verdict};

use serde::{Deserialize, Serialize};

use crate::access::PersonRef;
use crate::api::ApplyKind;

/// What an environment asks for before something is applied to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Policy {
    /// How many people have to approve.
    pub approvals: u32,
    /// Whether the approval of whoever made a version of what would be applied counts nothing.
    pub exclude_authors: bool,
    /// How many hours an approval holds; no end where it isn't said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fresh_hours: Option<u32>,
    /// The ids of those who may apply, if not everybody with the role may.
    pub appliers: Vec<String>,
    /// How many have to approve where nothing but images changes; as always where it isn't said, nobody where it is 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_only_approvals: Option<u32>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            approvals: 1,
            exclude_authors: true,
            fresh_hours: Some(72),
            appliers: Vec::new(),
            image_only_approvals: None,
        }
    }
}

/// Exactly what is approved: an approval counts for what is equal to this in every member, and for nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Content {
    pub design_id: String,
    pub version: i64,
    pub kind: ApplyKind,
    /// Of the design as it is for the environment.
    pub design_fingerprint: String,
    pub environment: String,
    /// The environment's external id: one that was deleted and made again is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub environment_id: Option<String>,
    pub environment_counter: i64,
    pub account: String,
    pub region: String,
    /// Of the plan's calls, with what they rely on.
    pub plan_fingerprint: String,
}

/// A member of [`Content`] in which two differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Difference {
    Design,
    Version,
    Kind,
    Environment,
    Account,
    Region,
    /// The calls, or what they rely on: something has changed in AWS.
    Plan,
}

impl Difference {
    /// What has changed, for a sentence that begins with it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Design => "the design as it is for this environment",
            Self::Version => "the version",
            Self::Kind => "whether it is a rollback",
            Self::Environment => "the environment's settings",
            Self::Account => "the account",
            Self::Region => "the Region",
            Self::Plan => "the plan's calls or what they rely on in AWS",
        }
    }
}

impl Content {
    /// In what `other` differs; empty where it is the same.
    pub fn differences(&self, other: &Self) -> Vec<Difference> {
        let Self {
            design_id,
            version,
            kind,
            design_fingerprint,
            environment,
            environment_id,
            environment_counter,
            account,
            region,
            plan_fingerprint,
        } = self;
        let told = [
            (*design_id == other.design_id && *design_fingerprint == other.design_fingerprint, Difference::Design),
            (*version == other.version, Difference::Version),
            (*kind == other.kind, Difference::Kind),
            (
                *environment == other.environment
                    && *environment_id == other.environment_id
                    && *environment_counter == other.environment_counter,
                Difference::Environment,
            ),
            (*account == other.account, Difference::Account),
            (*region == other.region, Difference::Region),
            (*plan_fingerprint == other.plan_fingerprint, Difference::Plan),
        ];
        told.into_iter().filter(|(same, _)| !same).map(|(_, difference)| difference).collect()
    }
}

/// What a person decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DecisionKind {
    Approve,
    RequestChanges,
    /// An owner lets it through without approval, in an emergency; a second owner has to do the same.
    BreakGlass,
}

/// A decision of a person about exactly one content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Decision {
    pub id: String,
    pub review_id: String,
    pub kind: DecisionKind,
    pub content: Content,
    pub by: PersonRef,
    /// What they said with it; the reason of a break-glass.
    pub note: String,
    /// Milliseconds since 1970.
    pub at: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_at: Option<i64>,
}
