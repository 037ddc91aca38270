//! The gate before the first change: the account, and what the plan relies on.

use futures::future::join;
use serde_json::Value;
use shared::event::Cause;
use shared::plan::{Lookup, Observed, Plan, flaws};

use super::cause::{cause, of_read};
use crate::ops::observe::{account, observe};
use crate::ports::{PortError, Reads};
use crate::store::StoredPlan;

/// A plan that may be applied: it was ordered by someone who may, AWS answers from the account that it names, and what
/// it relies on is as it was. Only this is applied.
#[derive(Debug)]
pub struct ApprovedPlan {
    stored: StoredPlan,
    /// What was there when it was admitted; nothing of a plan that was begun.
    seen: Observed,
}

/// Why a plan is not admitted.
#[derive(Debug)]
pub(super) enum NotAdmitted {
    /// It may not be applied.
    Refused(Cause),
    /// AWS could not be asked.
    Unreadable(PortError),
}

impl From<PortError> for NotAdmitted {
    fn from(error: PortError) -> Self {
        Self::Unreadable(error)
    }
}

impl NotAdmitted {
    pub(super) fn cause(self) -> Cause {
        match self {
            Self::Refused(cause) => cause,
            Self::Unreadable(error) => of_read(&error),
        }
    }
}

impl ApprovedPlan {
    /// Admits a plan of which nothing was applied yet.
    pub(super) async fn admit(stored: StoredPlan, aws: &dyn Reads, now: i64) -> Result<Self, NotAdmitted> {
        let lookups: Vec<_> = stored.plan.relies_on.iter().map(|sighting| sighting.lookup.clone()).collect();
        // Side by side, since both only read; another account's answers are not looked at.
        let account = stored.plan.account.clone();
        let (admitted, fresh) = join(Self::resume(stored, aws), observe(aws, &account, now, &lookups)).await;
        let (admitted, fresh) = (admitted?, fresh?);
        let plan = admitted.plan();
        let moved = plan.relies_on.iter().find(|sighting| !sighting.still_holds(fresh.get(&sighting.lookup)));
        match moved {
            None => Ok(Self { seen: fresh, ..admitted }),
            Some(sighting) => Err(NotAdmitted::Refused(cause(
                "drift",
                format!("{} is not as it was when the plan was made, so nothing was done.", spell(&sighting.lookup)),
                "Plan again: the new plan shows what is there now.",
            ))),
        }
    }

    /// Admits a plan that was begun: what is there of it is looked at step by step.
    pub(super) async fn resume(stored: StoredPlan, aws: &dyn Reads) -> Result<Self, NotAdmitted> {
        let plan = &stored.plan;
        if let Some(flaw) = flaws(plan).first() {
            let next = "Plan again; if it happens again, report it.";
            let flawed = cause("flawed-plan", format!("The plan is not sound: {flaw}. Nothing was done."), next);
            return Err(NotAdmitted::Refused(flawed));
        }
        let here = account(aws).await?;
        if here != plan.account {
            return Err(NotAdmitted::Refused(cause(
                "account-differs",
                format!(
                    "The plan is for the account {}, but AWS answers as {here}. Nothing was done with it.",
                    plan.account
                ),
                "Check the credentials and the role of the environment, then plan again.",
            )));
        }
        Ok(Self { stored, seen: Observed::default() })
    }

    pub fn plan(&self) -> &Plan {
        &self.stored.plan
    }

    /// What was there of `lookup` when nothing of the plan was applied yet, if that is known.
    pub(super) fn seen(&self, lookup: &Lookup) -> Option<&Value> {
        self.seen.get(lookup)
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
