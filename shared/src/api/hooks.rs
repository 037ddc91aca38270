//! Where news of a team's work is sent.

use serde::{Deserialize, Serialize};

use super::Act;

/// In what form news are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum HookKind {
    /// JSON, signed with HMAC-SHA256 in `Bayplan-Signature`.
    Webhook,
    /// Slack's incoming webhooks.
    Slack,
    /// GitHub: the status of the commit, and a comment on the pull request, that a version names as its source.
    Github,
}

/// Asks for a hook.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MakeHook {
    pub kind: HookKind,
    pub name: String,
    /// Where to send it; GitHub's API where it is GitHub and empty.
    pub url: String,
    /// GitHub's token; what a webhook is signed with is made by the server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
    /// What is told; all where it is empty.
    #[serde(default)]
    pub acts: Vec<Act>,
}

/// A hook without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Hook {
    pub id: String,
    pub kind: HookKind,
    pub name: String,
    /// Without its path where that is a secret, as Slack's is.
    pub url: String,
    pub acts: Vec<Act>,
    /// Milliseconds since 1970.
    pub created_at: i64,
}

/// A hook with what its messages are signed with, which is never shown again.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MadeHook {
    pub hook: Hook,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HookList {
    pub hooks: Vec<Hook>,
}

/// A message to a hook, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Delivery {
    pub id: String,
    pub hook_id: String,
    pub act: Act,
    /// The entry of the record that it tells; nothing where it was only tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audit_seq: Option<i64>,
    /// The body as it is sent.
    pub body: String,
    pub state: DeliveryState,
    pub attempts: u32,
    /// What came of the last attempt, in words: `204 No Content`, or why there was no answer.
    pub outcome: String,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// When it is tried next, or was tried last. Milliseconds since 1970.
    pub at: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DeliveryState {
    Waiting,
    Delivered,
    /// Given up.
    Failed,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeliveryList {
    /// Newest first.
    pub deliveries: Vec<Delivery>,
}
