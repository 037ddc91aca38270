//! Where a design is applied: an account and Region, and what differs there.

use serde::{Deserialize, Serialize};

use crate::review::Policy;

/// The built-in environment: a simulated account.
pub const SANDBOX: &str = "sandbox";
/// What the command line calls the account that the AWS SDK's own configuration leads to.
pub const AWS: &str = "aws";

/// Where a design is applied. The overrides of its values stand in the design itself, at
/// `/environments/NAME/overrides`, so that they are versioned and approved with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Environment {
    /// Lower-case letters, digits and `-`; the key under which a design keeps its overrides.
    pub name: String,
    pub kind: EnvironmentKind,
    /// The AWS account, 12 digits; in the environment `aws` known only when AWS was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    pub region: String,
    /// The IAM role to assume; the server's own identity where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role_arn: Option<String>,
    /// Made by the server, never chosen by a person: it protects the role against being assumed for someone else.
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html>
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Where AWS's APIs are, for development environments only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// Take the place of the subnets of every service in `awsvpc` mode, where there are any.
    #[serde(default)]
    pub subnets: Vec<String>,
    /// Take the place of the security groups of every service in `awsvpc` mode, where there are any.
    #[serde(default)]
    pub security_groups: Vec<String>,
    /// Put on everything that is made; a tag of the design with the same key wins.
    #[serde(default)]
    pub tags: Vec<KeyValue>,
    /// What it asks for before something is applied to it; only a protected one asks.
    #[serde(default)]
    pub policy: Policy,
    /// Goes up by one with each change; a plan names the one that it was made for.
    #[serde(default)]
    pub counter: i64,
}

/// What may be done in an environment without the approval of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum EnvironmentKind {
    /// Simulated; applies at once.
    Sandbox,
    /// A real account, or an endpoint of one's own, to try things in; applies at once.
    Development,
    /// A real account whose changes others have to approve.
    Protected,
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeyValue {
    pub key: String,
    pub value: String,
}

impl Environment {
    /// The simulated account that a newcomer starts with.
    pub fn sandbox() -> Self {
        Self {
            name: SANDBOX.to_owned(),
            kind: EnvironmentKind::Sandbox,
            account: Some("123456789012".to_owned()),
            region: "eu-central-1".to_owned(),
            role_arn: None,
            external_id: None,
            endpoint: None,
            subnets: Vec::new(),
            security_groups: Vec::new(),
            tags: Vec::new(),
            policy: Policy::default(),
            counter: 1,
        }
    }

    /// Whether a plan is applied without the approval of others.
    pub fn applies_without_approval(&self) -> bool {
        match self.kind {
            EnvironmentKind::Sandbox | EnvironmentKind::Development => true,
            EnvironmentKind::Protected => false,
        }
    }
}
