//! From a checked design and what AWS reported to the calls that make the one like the other.
//!
//! Pure and deterministic: the same design and observation give the same plan, whoever makes it.

mod action;
mod observed;
mod sendable;
mod step;

pub use action::{Action, Service};
pub use observed::{Lookup, Observed, Sighting};
pub use sendable::{sendable, unsendable};
pub use step::{Filling, Hole, Outputs, Risk, Step, StepId, Wait};

use serde::{Deserialize, Serialize};

/// Ordered AWS calls with their exact input, and what they rely on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// Of the account, Region, steps and what they rely on: what an approval names.
    pub fingerprint: String,
    /// Of the resolved design that it was made of.
    pub design_fingerprint: String,
    /// The design's name, as the tag `bayplan:design` carries it.
    pub design: String,
    pub environment: String,
    pub environment_counter: i64,
    pub account: String,
    pub region: String,
    /// When AWS was asked, in milliseconds since 1970.
    pub observed_at: i64,
    pub steps: Vec<Step>,
    /// What the steps were planned on. It is read again before the first of them; if it differs, nothing is done.
    pub relies_on: Vec<Sighting>,
    /// Why it can't be applied, if it can't.
    #[serde(default)]
    pub blockers: Vec<Remark>,
    /// What is there already and stays as it is.
    #[serde(default)]
    pub unchanged: Vec<Remark>,
    /// What a person should know beside the steps.
    #[serde(default)]
    pub notes: Vec<Remark>,
}

/// A sentence about an element of the design.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Remark {
    /// Such as `services.web`; empty where it is about the whole.
    pub element: String,
    pub message: String,
}

impl Plan {
    /// Whether nothing has to be done.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty() && self.blockers.is_empty()
    }

    /// Whether some step has to be accepted expressly.
    pub fn needs_consent(&self) -> bool {
        self.steps.iter().any(|step| step.risk.needs_consent())
    }

    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == *id)
    }
}
