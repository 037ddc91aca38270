//! Where designs are applied.

use serde::{Deserialize, Serialize};

use crate::environment::{Environment, EnvironmentKind, KeyValue};
use crate::review::Policy;

/// The built-in sandbox first, then all that people made, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnvironmentList {
    pub environments: Vec<Environment>,
}

/// An environment as a person states it; the external id is the server's to make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct EnvironmentDraft {
    pub name: String,
    /// `development` or `protected`.
    pub kind: EnvironmentKind,
    pub account: String,
    pub region: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role_arn: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    #[serde(default)]
    pub subnets: Vec<String>,
    #[serde(default)]
    pub security_groups: Vec<String>,
    #[serde(default)]
    pub tags: Vec<KeyValue>,
    /// What it asks for before something is applied to it; only a protected one asks.
    #[serde(default)]
    pub policy: Policy,
}
