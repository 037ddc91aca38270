//! Checks plans themselves. No plan of the planner may have a flaw; tests say so, and what applies a plan asks first.

use std::collections::BTreeSet;

use super::{Filling, Plan, StepId, fingerprint, unsendable};

/// What is wrong with a plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    #[error("two steps are called {0}")]
    Twice(StepId),
    #[error("{step} comes before {after}, which it needs")]
    Order { step: StepId, after: StepId },
    #[error("{step} is filled by {from} without coming after it")]
    Hole { step: StepId, from: StepId },
    #[error("{step} has a hole at {at}, where it has no member")]
    NoPlace { step: StepId, at: String },
    #[error("{step} waits for {after} to be done without coming after it")]
    AfterDone { step: StepId, after: StepId },
    #[error("{step} states {member}, which its call can't carry")]
    Unsendable { step: StepId, member: String },
    #[error("{0} says nothing about why")]
    NoReason(StepId),
    #[error("the fingerprint is not that of the plan")]
    Fingerprint,
}

/// All flaws of a plan.
pub fn flaws(plan: &Plan) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let mut before = BTreeSet::new();
    for step in &plan.steps {
        let id = || step.id.clone();
        for after in step.after.iter().filter(|after| !before.contains(*after)) {
            flaws.push(Flaw::Order { step: id(), after: after.clone() });
        }
        for after in step.after_done.iter().filter(|after| !step.after.contains(after)) {
            flaws.push(Flaw::AfterDone { step: id(), after: after.clone() });
        }
        for hole in &step.holes {
            if hole.at.get(&step.input).is_none() {
                flaws.push(Flaw::NoPlace { step: id(), at: hole.at.to_string() });
            }
            match &hole.from {
                Filling::ArnOf(from) if !step.after.contains(from) => {
                    flaws.push(Flaw::Hole { step: id(), from: from.clone() });
                }
                Filling::ArnOf(_) | Filling::Token => {}
            }
        }
        let unsendable = unsendable(step.action, &step.input).into_iter();
        if plan.blockers.is_empty() {
            flaws.extend(unsendable.map(|member| Flaw::Unsendable { step: id(), member: member.to_owned() }));
        }
        if step.why.is_empty() {
            flaws.push(Flaw::NoReason(id()));
        }
        if !before.insert(step.id.clone()) {
            flaws.push(Flaw::Twice(id()));
        }
    }
    if fingerprint(plan) != plan.fingerprint {
        flaws.push(Flaw::Fingerprint);
    }
    flaws
}
