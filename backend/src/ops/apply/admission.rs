//! The gate before the first change: the account, and what the plan relies on.

use futures::future::join;
use shared::event::Cause;
use shared::plan::{Lookup, Plan, flaws};

use super::cause::{cause, of_read};
use crate::ops::observe::{account, observe};
use crate::ports::{PortError, Reads};
use crate::store::StoredPlan;

/// A plan that may be applied: it was ordered by someone who may, AWS answers from the account that it names, and what
/// it relies on is as it was. Only this is applied.
#[derive(Debug)]
pub struct ApprovedPlan {
    stored: StoredPlan,
}

impl ApprovedPlan {
    /// Admits a plan of which nothing was applied yet.
    pub(super) async fn admit(stored: StoredPlan, aws: &dyn Reads, now: i64) -> Result<Self, Cause> {
        let admitted = Self::just_planned(stored).map_err(|cause| *cause)?;
        let plan = admitted.plan();
        let lookups: Vec<_> = plan.relies_on.iter().map(|sighting| sighting.lookup.clone()).collect();
        // Side by side, since both only read; another account's answers are not looked at.
        let (here, fresh) = join(account(aws), observe(aws, &plan.account, now, &lookups)).await;
        if let Some(cause) = admitted.mismatch(here) {
            return Err(cause);
        }
        let fresh = fresh.map_err(|error| of_read(&error))?;
        let moved = plan.relies_on.iter().find(|sighting| !sighting.still_holds(fresh.get(&sighting.lookup)));
        match moved {
            None => Ok(admitted),
            Some(sighting) => Err(cause(
                "drift",
                format!("{} is not as it was when the plan was made, so nothing was done.", spell(&sighting.lookup)),
                "Plan again: the new plan shows what is there now.",
            )),
        }
    }

    /// Admits a plan that was begun: what is there of it is looked at step by step.
    pub(super) async fn resume(stored: StoredPlan, aws: &dyn Reads) -> Result<Self, Cause> {
        let admitted = Self::just_planned(stored).map_err(|cause| *cause)?;
        match admitted.mismatch(account(aws).await) {
            None => Ok(admitted),
            Some(cause) => Err(cause),
        }
    }

    /// Admits a plan that this process has made just now, over the same connection: its look is the fresh one.
    pub(super) fn just_planned(stored: StoredPlan) -> Result<Self, Box<Cause>> {
        if let Some(flaw) = flaws(&stored.plan).first() {
            let next = "Plan again; if it happens again, report it.";
            let summary = format!("The plan is not sound: {flaw}. Nothing was done.");
            return Err(Box::new(cause("flawed-plan", summary, next)));
        }
        Ok(Self { stored })
    }

    /// Why the account that answers is not the plan's, if it isn't.
    fn mismatch(&self, here: Result<String, PortError>) -> Option<Cause> {
        let planned = &self.stored.plan.account;
        let here = match here {
            Ok(here) if here == *planned => return None,
            Ok(here) => here,
            Err(error) => return Some(of_read(&error)),
        };
        Some(cause(
            "account-differs",
            format!("The plan is for the account {planned}, but AWS answers as {here}. Nothing was done with it."),
            "Check the credentials and the role of the environment, then plan again.",
        ))
    }

    pub fn plan(&self) -> &Plan {
        &self.stored.plan
    }

    pub(super) fn stored(&self) -> &StoredPlan {
        &self.stored
    }
}

fn spell(lookup: &Lookup) -> String {
    match lookup {
        Lookup::Cluster { name } => format!("The cluster {name}"),
        Lookup::TaskDefinition { name } => format!("The task definition {name}"),
        Lookup::Revision { family, .. } => format!("The task definition {family}"),
        Lookup::Service { cluster, name } => format!("The service {name} in the cluster {cluster}"),
        Lookup::ScalableTarget { service, .. } => format!("What governs the desired count of {service}"),
        Lookup::LogGroup { name } => format!("The log group {name}"),
        Lookup::Role { name } => format!("The role {name}"),
        Lookup::TargetGroup { arn } => format!("The target group {arn}"),
    }
}
