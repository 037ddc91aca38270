//! What has to be true of every plan and of every apply that has ended.

use serde_json::{Value, json};
use shared::api::{ApplyKind, PlanRequest};
use shared::event::{ApplyEvent, Outcome, Progress, State, StepState};
use shared::plan::{Action, Wait};

use super::history::{History, OTHERS};
use super::oracle::{Oracle, now};
use super::shape::CANARY;
use crate::ops::observe::look;
use crate::ops::{Actor, make_plan};
use crate::store::{Applies, StoredPlan};

impl Oracle {
    pub(super) fn store_is_open(&self, apply: &str) -> bool {
        now(self.store.apply(apply)).unwrap().outcome.is_none()
    }
}

impl History {
    pub(super) fn check_plan(&self, plan: &StoredPlan) {
        let updates = plan.plan.steps.iter().filter(|step| step.action == Action::UpdateService);
        for step in updates.filter(|step| step.input.get("desiredCount").is_some()) {
            let text = |key: &str| step.input[key].as_str().unwrap_or_default().to_owned();
            if self.governed.contains(&(text("cluster"), text("service"))) {
                self.oracle.violation(format!("{} sets a desired count that scaling governs", step.id));
            }
        }
    }

    pub(super) async fn judge(&mut self, stored: &StoredPlan, apply: &str) {
        let (oracle, store) = (&self.oracle, &self.oracle.store);
        let meta = store.apply(apply).await.unwrap();
        let events = store.events(apply, 0, i64::MAX).await.unwrap();
        let must = |holds: bool, what: &str| {
            if !holds {
                oracle.violation(what);
            }
        };
        let numbers = events.iter().map(|record| record.seq);
        must(numbers.eq(1..=i64::try_from(events.len()).unwrap()), "the events have a gap");
        let ends = events.iter().filter(|record| matches!(record.event, ApplyEvent::Ended { .. })).count();
        let last = events.last().is_some_and(|record| matches!(record.event, ApplyEvent::Ended { .. }));
        must(ends == 1 && last, "the events don't end with one end");
        let mut progress = Progress::new(&stored.plan);
        for record in &events {
            progress.fold(record);
        }
        let outcome = meta.outcome.expect("it has ended");
        must(progress.state == State::Ended(outcome.clone()), "the events tell another outcome");
        let fences = events.iter().filter_map(|record| match record.event {
            ApplyEvent::Started { fence, .. } => Some(fence),
            _ => None,
        });
        must(fences.is_sorted_by(|one, next| one < next), "the fence did not rise");
        must(!format!("{events:?}").contains(CANARY), "a secret is in an event");
        let adopted = progress.steps.iter().filter(|step| step.adopted).count();
        (0..adopted).for_each(|_| oracle.count("steps found done"));
        oracle.count(match &outcome {
            Outcome::Done => "done",
            Outcome::RolledBack => "rolled back",
            Outcome::Cancelled => "cancelled",
            Outcome::Failed { cause } => cause.code.as_str(),
        });
        if !outcome.succeeded() {
            return;
        }
        let right = match stored.kind {
            ApplyKind::Apply => outcome == Outcome::Done,
            ApplyKind::Rollback => outcome == Outcome::RolledBack,
        };
        must(right, "the outcome is that of another kind");
        let done = progress.steps.iter().all(|step| step.state == StepState::Done);
        must(done, "it is done, but not every step is");
        if oracle.seen().disturbed.contains(apply) {
            self.digests.retain(|(design, _), _| *design != stored.design_id);
            return;
        }
        for step in stored.plan.steps.iter().filter(|step| step.waits_for == Some(Wait::Deployment)) {
            let told = progress.step(&step.id).and_then(|step| step.outputs.deployment.clone());
            let found = look(&oracle.sandbox, &step.look).await.unwrap().unwrap_or_default();
            let primary = &found["deployments"][0];
            let is = primary["id"].as_str() == told.as_deref() && primary["rolloutState"] == "COMPLETED";
            must(is, "it is done, but its deployment is not the one that runs");
        }
        if oracle.seen().left.contains(apply) {
            self.digests.retain(|(design, _), _| *design != stored.design_id);
            return;
        }
        self.is_as_planned(stored).await;
        self.is_as_before(stored);
    }

    async fn is_as_planned(&self, stored: &StoredPlan) {
        let (version, kind) = (Some(stored.version), ApplyKind::Apply);
        let request = PlanRequest { environment: stored.environment.name.clone(), version, kind };
        let again = make_plan(&self.context, &Actor::local(), &stored.design_id, &request).await.unwrap();
        if !again.plan.is_empty() {
            let left: Vec<_> = again.plan.steps.iter().map(|step| format!("{} {}", step.id, step.input)).collect();
            self.oracle.violation(format!("it is done, but this is left: {left:?} {:?}", again.plan.blockers));
        }
    }

    /// The same version again gives the same account.
    fn is_as_before(&mut self, stored: &StoredPlan) {
        let state = self.oracle.sandbox.state();
        let name = stored.design_id.as_str();
        let digest = json!([state["clusters"][name], state["roles"][format!("{name}-execution")]]);
        let name = if name == "shop" { "shop" } else { "blog" };
        let first = self.digests.entry((name, stored.version)).or_insert_with(|| digest.clone());
        if *first != digest {
            let what = format!("version {} of {name} was\n{first}\nand is now\n{digest}", stored.version);
            self.oracle.violation(what);
        }
    }

    /// What no design names.
    pub(super) fn foreign(&self) -> Value {
        let mut state = self.oracle.sandbox.state();
        let mut part = |key: &str| state[key][OTHERS].take();
        json!([part("clusters"), part("roles"), part("logGroups")])
    }
}
