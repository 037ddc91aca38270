//! From a checked design and what AWS reported to the calls that make the one like the other.
//!
//! Pure and deterministic: the same design and observation give the same plan, whoever makes it.

mod action;
mod checker;
mod cluster;
mod compare;
mod draft;
mod elements;
mod fill;
mod judge;
mod log_group;
mod lookups;
mod observed;
mod references;
mod removal;
mod role;
mod sendable;
mod service;
mod steady;
mod step;
mod tags;
mod task_definition;
#[cfg(test)]
mod tests;

pub use action::{Action, Service};
pub use checker::{Flaw, flaws};
pub use draft::fingerprint;
pub use fill::{Unfilled, fill, token};
pub use judge::{Verdict, judge, outputs, primary_deployment};
pub use lookups::{further_lookups, lookups};
pub use observed::{Lookup, Observed, Sighting};
pub use sendable::{sendable, unsendable};
pub use service::starts_deployment;
pub use step::{Filling, Hole, Outputs, Risk, Step, StepId, Wait};

pub use steady::{Rollout, events_since, milliseconds, rollout};
pub use tags::{CONTENT_TAG, DESIGN_TAG, ENVIRONMENT_TAG};

use serde::{Deserialize, Serialize};

use crate::resolve::CheckedDesign;
use draft::{Context, Draft};

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

/// The calls that make AWS, as `observed`, be as `design` says. `previous` are the designs that were applied here
/// before, newest first, back to the last that was applied completely: what they made and `design` doesn't have is
/// deleted.
pub fn plan(design: &CheckedDesign, previous: &[CheckedDesign], observed: &Observed) -> Plan {
    let context = Context { design, previous, observed };
    let mut draft = Draft::default();
    cluster::plan(context, &mut draft);
    log_group::plan(context, &mut draft);
    role::plan(context, &mut draft);
    let revisions = task_definition::plan(context, &mut draft);
    service::plan(context, &mut draft, &revisions);
    removal::plan(context, &mut draft);
    draft.others(context);
    draft.finish(context)
}
