//! The record of who did what.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::access::PersonRef;

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum Doer {
    Person {
        person: PersonRef,
    },
    /// A program with a person's API token.
    Token {
        person: PersonRef,
        token: String,
    },
    /// Someone with a link.
    Link {
        link: String,
        name: String,
    },
    /// The server by itself.
    Server,
}

impl Doer {
    /// The person who did it, by a program of theirs or not.
    pub fn person(&self) -> Option<&PersonRef> {
        match self {
            Self::Person { person } | Self::Token { person, .. } => Some(person),
            Self::Link { .. } | Self::Server => None,
        }
    }
}

/// One entry. Its hash covers all other members and the hash of the entry before, so that none can be changed, left
/// out or moved without a trace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AuditEntry {
    /// From 1, without gaps.
    pub seq: i64,
    /// Milliseconds since 1970.
    pub at: i64,
    pub by: Doer,
    pub act: Act,
    /// The environment that it is about, if one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub environment: Option<String>,
    /// The design that it is about, if one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub design_id: Option<String>,
    /// What else there is to know: numbers, ids and fingerprints, never a value of a design.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub detail: Value,
    /// Of the entry before, 64 hexadecimal digits; zeros in the first.
    pub previous: String,
    /// SHA-256 of the entry's canonical JSON without this member, 64 hexadecimal digits.
    pub hash: String,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    DesignCreated,
    DesignRenamed,
    DesignDeleted,
    VersionSaved,
    EnvironmentCreated,
    EnvironmentChanged,
    EnvironmentDeleted,
    ReviewOpened,
    ReviewRefreshed,
    Commented,
    ThreadResolved,
    ThreadReopened,
    SuggestionApplied,
    Approved,
    ChangesRequested,
    GlassBroken,
    DecisionWithdrawn,
    LinkMade,
    LinkRevoked,
    LinkOpened,
    ApplyStarted,
    ApplyCancelled,
    ApplyEnded,
    Invited,
    InvitationRevoked,
    Joined,
    SignedIn,
    SignInFailed,
    SignedOut,
    PasswordChanged,
    GrantsChanged,
    PersonDisabled,
    TokenMade,
    TokenRevoked,
    HookMade,
    HookRemoved,
    Exported,
}

impl Act {
    pub const ALL: [Self; 37] = [
        Self::DesignCreated,
        Self::DesignRenamed,
        Self::DesignDeleted,
        Self::VersionSaved,
        Self::EnvironmentCreated,
        Self::EnvironmentChanged,
        Self::EnvironmentDeleted,
        Self::ReviewOpened,
        Self::ReviewRefreshed,
        Self::Commented,
        Self::ThreadResolved,
        Self::ThreadReopened,
        Self::SuggestionApplied,
        Self::Approved,
        Self::ChangesRequested,
        Self::GlassBroken,
        Self::DecisionWithdrawn,
        Self::LinkMade,
        Self::LinkRevoked,
        Self::LinkOpened,
        Self::ApplyStarted,
        Self::ApplyCancelled,
        Self::ApplyEnded,
        Self::Invited,
        Self::InvitationRevoked,
        Self::Joined,
        Self::SignedIn,
        Self::SignInFailed,
        Self::SignedOut,
        Self::PasswordChanged,
        Self::GrantsChanged,
        Self::PersonDisabled,
        Self::TokenMade,
        Self::TokenRevoked,
        Self::HookMade,
        Self::HookRemoved,
        Self::Exported,
    ];
}

/// A page of the record, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditPage {
    pub entries: Vec<AuditEntry>,
    /// Whether there are older ones.
    pub more: bool,
    /// Where the record is broken, if it is: it can't be relied on from there on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub broken: Option<AuditBroken>,
}

/// The first place at which the record isn't as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditBroken {
    /// The number of the entry.
    pub seq: i64,
    /// What is wrong with it, and what to do.
    pub message: String,
}

#[cfg(test)]
mod tests {
    use super::Act;

    #[test]
    fn no_act_is_forgotten() {
        assert!(Act::ALL.iter().enumerate().all(|(at, act)| *act as usize == at));
        assert_eq!(Act::ALL.last(), Some(&Act::Exported), "the last one there is");
    }
}
