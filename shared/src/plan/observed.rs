//! What AWS reported.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One thing that AWS is asked about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Lookup {
    /// Found: an item of `DescribeClusters` with its settings, configuration and tags.
    Cluster {
        /// Name or ARN.
        name: String,
    },
    /// Found: `{"taskDefinition": {...}, "tags": [...]}` as `DescribeTaskDefinition` prints it.
    TaskDefinition {
        /// A family, for its latest active revision; `family:revision`; or a revision's ARN.
        name: String,
    },
    /// One of a family's newest revisions by the content that its tag `bayplan:content` states. Found as above.
    Revision { family: String, content: String },
    /// Found: an item of `DescribeServices` with its tags; not one that is `INACTIVE`.
    Service { cluster: String, name: String },
    /// Found: `{"ScalableTarget": {...}}`, the target that governs the service's desired count, whoever made it.
    ScalableTarget { cluster: String, service: String },
    /// Found: an item of `DescribeLogGroups`, with its tags as the member `tags`, an object.
    LogGroup { name: String },
    /// Found: `{"Role": {...}, "AttachedPolicies": [ARN...], "InlinePolicies": {NAME: DOCUMENT...}}`. The trust policy
    /// and inline policies are decoded JSON.
    Role { name: String },
    /// Found: an item of `DescribeTargetGroups`.
    TargetGroup { arn: String },
}

/// What one lookup found; nothing where AWS says that it isn't there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sighting {
    pub lookup: Lookup,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub found: Option<Value>,
}

/// What AWS reported, and when.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Observed {
    /// The account that answered.
    pub account: String,
    /// Milliseconds since 1970.
    pub at: i64,
    pub sightings: Vec<Sighting>,
}

impl Sighting {
    /// Whether what was found now is what was found then, in all that `self` states.
    pub fn still_holds(&self, now: Option<&Value>) -> bool {
        match (&self.found, now) {
            (None, None) => true,
            (Some(then), Some(now)) => states(now, then),
            (Some(_), None) | (None, Some(_)) => false,
        }
    }
}

/// Whether `now` has each member of `then`, at its top and in the objects directly in it; null where it is missing.
fn states(now: &Value, then: &Value) -> bool {
    match (now, then) {
        (Value::Object(now), Value::Object(then)) => then.iter().all(|(key, then)| {
            now.get(key).unwrap_or(&Value::Null) == then || {
                now.get(key).is_some_and(|now| now.is_object() && then.is_object() && states(now, then))
            }
        }),
        (now, then) => now == then,
    }
}

impl Observed {
    /// What was found, or nothing where it isn't there or nobody looked.
    pub fn get(&self, lookup: &Lookup) -> Option<&Value> {
        self.sightings.iter().find(|sighting| sighting.lookup == *lookup).and_then(|sighting| sighting.found.as_ref())
    }

    /// Whether AWS was asked about it.
    pub fn looked(&self, lookup: &Lookup) -> bool {
        self.sightings.iter().any(|sighting| sighting.lookup == *lookup)
    }
}
