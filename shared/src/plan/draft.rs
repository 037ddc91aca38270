//! A plan in the making.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::elements::{Element, elements};
use super::{Action, Lookup, Observed, Plan, Remark, Risk, Sighting, Step, StepId};
use crate::fingerprint::Fingerprint;
use crate::model::COLLECTIONS;
use crate::resolve::CheckedDesign;

/// What the planner works on.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) design: &'a CheckedDesign,
    /// The designs that were applied here before, newest first, back to the last that was applied completely.
    pub(super) previous: &'a [CheckedDesign],
    pub(super) observed: &'a Observed,
}

/// The collections whose elements a plan can make.
const MADE: [&str; 5] = ["taskDefinitions", "services", "clusters", "roles", "logGroups"];

/// Steps and remarks so far.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) steps: Vec<Step>,
    relies_on: BTreeMap<Lookup, Option<Value>>,
    blockers: Vec<Remark>,
    unchanged: Vec<Remark>,
    notes: Vec<Remark>,
    /// The steps of each element.
    made: BTreeMap<String, Vec<StepId>>,
}

impl Draft {
    /// Adds a step for `element`. `about` tells steps of the same action apart; empty where there is one.
    pub(super) fn step(&mut self, element: &str, action: Action, about: &str, input: Value, look: Lookup) -> &mut Step {
        let about = if about.is_empty() { String::new() } else { format!(":{about}") };
        let id = StepId(format!("{element}:{action}{about}"));
        self.made.entry(element.to_owned()).or_default().push(id.clone());
        let at = self.steps.len();
        self.steps.push(Step {
            id,
            element: element.to_owned(),
            service: action.service(),
            action,
            input,
            holes: Vec::new(),
            after: Vec::new(),
            after_done: Vec::new(),
            why: String::new(),
            risk: Risk::None,
            waits_for: None,
            look,
        });
        &mut self.steps[at]
    }

    /// The steps that make or change an element.
    pub(super) fn made(&self, element: &str) -> Vec<StepId> {
        self.made.get(element).cloned().unwrap_or_default()
    }

    /// The step of `element` with this action.
    pub(super) fn maker(&self, element: &str, action: Action) -> Option<StepId> {
        let of = |step: &&Step| step.element == element && step.action == action;
        self.steps.iter().find(of).map(|step| step.id.clone())
    }

    /// States that the plan holds only while AWS has `fact` there.
    pub(super) fn rely_on(&mut self, lookup: Lookup, fact: Option<Value>) {
        self.relies_on.insert(lookup, fact);
    }

    /// [`Self::rely_on`], unless the plan relies on more of it already.
    pub(super) fn rely_on_unless_stated(&mut self, lookup: Lookup, fact: Option<Value>) {
        self.relies_on.entry(lookup).or_insert(fact);
    }

    /// Has `steps` wait until `before` are done.
    pub(super) fn hold(&mut self, steps: &[StepId], before: &[StepId]) {
        for step in self.steps.iter_mut().filter(|step| steps.contains(&step.id)) {
            step.after.extend(before.iter().cloned());
            step.after_done.extend(before.iter().cloned());
        }
    }

    pub(super) fn block(&mut self, element: &Element<'_>, message: impl Into<String>) {
        self.blockers.push(Remark { element: element.id(), message: message.into() });
    }

    pub(super) fn leave(&mut self, element: &Element<'_>, message: impl Into<String>) {
        self.unchanged.push(Remark { element: element.id(), message: message.into() });
    }

    pub(super) fn note(&mut self, element: &Element<'_>, message: impl Into<String>) {
        self.notes.push(Remark { element: element.id(), message: message.into() });
    }

    /// Blocks what this build can't make: a managed element that no call of the plan makes would be missing in AWS.
    pub(super) fn others(&mut self, context: Context<'_>) {
        for collection in COLLECTIONS {
            if MADE.contains(&collection.key) {
                continue;
            }
            for element in elements(context.design.design(), collection.key).filter(Element::managed) {
                let message = format!(
                    "{} can't be applied yet. Make it yourself and set its ownership to existing, with its id or ARN.",
                    collection.label
                );
                self.block(&element, message);
            }
        }
    }

    pub(super) fn finish(self, context: Context<'_>) -> Plan {
        let Context { design, observed, previous: _ } = context;
        let environment = design.environment();
        let relies_on: Vec<_> = self.relies_on.into_iter().map(|(lookup, found)| Sighting { lookup, found }).collect();
        let mut plan = Plan {
            fingerprint: String::new(),
            design_fingerprint: design.fingerprint().to_string(),
            design: design.name().to_owned(),
            environment: environment.name.clone(),
            environment_counter: environment.counter,
            account: observed.account.clone(),
            region: environment.region.clone(),
            observed_at: observed.at,
            steps: self.steps,
            relies_on,
            blockers: self.blockers,
            unchanged: self.unchanged,
            notes: self.notes,
        };
        plan.fingerprint = fingerprint(&plan);
        plan
    }
}

/// What an approval binds: the place, the calls and what they rely on; neither words nor the time.
pub fn fingerprint(plan: &Plan) -> String {
    let step = |step: &Step| {
        json!({
            "id": step.id, "action": step.action, "input": step.input, "holes": step.holes, "after": step.after,
            "afterDone": step.after_done, "waitsFor": step.waits_for, "look": step.look, "risk": step.risk,
        })
    };
    let bound = json!({
        "account": plan.account,
        "region": plan.region,
        "environment": plan.environment,
        "steps": plan.steps.iter().map(step).collect::<Vec<_>>(),
        "reliesOn": plan.relies_on,
    });
    Fingerprint::of(&bound).to_string()
}
