//! The last moment before the first change: the account, what the plan relies on, and the gate.

use futures::future::join;
use serde_json::Value;
use shared::access::LOCAL;
use shared::api::ApplyMeta;
use shared::event::Cause;
use shared::plan::{Lookup, Observed, Plan, flaws};
use shared::review::{Approved, Lack};

use super::cause::{cause, of_read};
use crate::ops::gate::{MayNotApply, People, judge_plan};
use crate::ops::observe::{account, observe};
use crate::ops::{Context, OpsError};
use crate::ports::{PortError, Reads};
use crate::store::{StoreError, StoredPlan};

/// A plan that may be applied: it was ordered by someone who may, AWS answers from the account that it names, and what
/// it relies on is as it was. Only this is applied.
#[derive(Debug)]
pub struct ApprovedPlan {
    stored: StoredPlan,
    /// What was there when it was admitted; nothing of a plan that was begun.
    seen: Observed,
    /// Who let it through; nothing of a plan that was begun.
    approved: Approved,
}

/// Why a plan is not admitted.
#[derive(Debug)]
pub(super) enum NotAdmitted {
    /// It may not be applied.
    Refused(Cause),
    /// AWS could not be asked.
    Unreadable(PortError),
    /// The store could not be asked.
    Unknown(StoreError),
}

impl From<PortError> for NotAdmitted {
    fn from(error: PortError) -> Self {
        Self::Unreadable(error)
    }
}

impl From<OpsError> for NotAdmitted {
    fn from(error: OpsError) -> Self {
        match error {
            OpsError::Store(StoreError::NotFound | StoreError::Missing(_)) => Self::Refused(cause(
                "version-gone",
                "The version or what belongs to it was deleted since, so nothing was done.".to_owned(),
                "Save the design again and have a new plan approved.",
            )),
            OpsError::Store(error) => Self::Unknown(error),
            other => Self::Refused(cause(
                "not-judged",
                format!("Whether it is approved can't be told, so nothing was done: {other}."),
                "Plan again; if it happens again, report it.",
            )),
        }
    }
}

impl NotAdmitted {
    /// The cause to tell; the store's error where another worker may know more.
    pub(super) fn cause(self) -> Result<Cause, StoreError> {
        match self {
            Self::Refused(cause) => Ok(cause),
            Self::Unreadable(error) => Ok(of_read(&error)),
            Self::Unknown(error) => Err(error),
        }
    }
}

impl ApprovedPlan {
    /// Admits a plan of which nothing was applied yet, by the apply that `ordered` it.
    pub(super) async fn admit(
        context: &Context,
        ordered: &ApplyMeta,
        stored: StoredPlan,
        aws: &dyn Reads,
    ) -> Result<Self, NotAdmitted> {
        let lookups: Vec<_> = stored.plan.relies_on.iter().map(|sighting| sighting.lookup.clone()).collect();
        // Side by side, since both only read; another account's answers are not looked at.
        let account = stored.plan.account.clone();
        let (admitted, fresh) =
            join(Self::resume(stored, aws), observe(aws, &account, context.clock.now(), &lookups)).await;
        let (admitted, fresh) = (admitted?, fresh?);
        let plan = admitted.plan();
        let moved = plan.relies_on.iter().find(|sighting| !sighting.still_holds(fresh.get(&sighting.lookup)));
        if let Some(sighting) = moved {
            return Err(NotAdmitted::Refused(cause(
                "drift",
                format!("{} is not as it was when the plan was made, so nothing was done.", spell(&sighting.lookup)),
                "Plan again: the new plan shows what is there now.",
            )));
        }
        // Last, since asking AWS takes a while, in which people decide otherwise.
        let approved = pass(context, ordered, &admitted.stored).await?;
        Ok(Self { seen: fresh, approved, ..admitted })
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
        let approved = Approved { by: Vec::new(), break_glass: false };
        Ok(Self { stored, seen: Observed::default(), approved })
    }

    pub fn plan(&self) -> &Plan {
        &self.stored.plan
    }

    /// Who let it through, where somebody had to.
    pub(super) fn approved(&self) -> &Approved {
        &self.approved
    }

    /// What was there of `lookup` when nothing of the plan was applied yet, if that is known.
    pub(super) fn seen(&self, lookup: &Lookup) -> Option<&Value> {
        self.seen.get(lookup)
    }

    pub(super) fn stored(&self) -> &StoredPlan {
        &self.stored
    }
}

/// Asks the gate: whether whoever ordered it may still apply, the environment is the one that the plan was made for,
/// and exactly this is approved.
async fn pass(context: &Context, ordered: &ApplyMeta, stored: &StoredPlan) -> Result<Approved, NotAdmitted> {
    let environment = &stored.environment;
    let people = People::load(&*context.store).await?;
    // Records from before there were people name nobody.
    let (id, name) = ordered.by.as_ref().map_or((LOCAL, "Whoever ordered it"), |by| (&by.id, &by.name));
    people.may_apply(id, environment).map_err(|why| {
        let (summary, next) = match why {
            MayNotApply::Role => (
                format!("{name} may not apply to {} any more, so nothing was done.", environment.name),
                "Ask somebody who may to apply it, or an owner to give the role back.",
            ),
            MayNotApply::NotNamed => (
                format!("The policy of {} does not name {name}, so nothing was done.", environment.name),
                "Ask one of those whom it names to apply it, or an owner to name more.",
            ),
        };
        NotAdmitted::Refused(cause("may-not-apply", summary, next))
    })?;
    judge_plan(context, stored).await?.verdict().map_err(|lacks| {
        let lacks: Vec<_> = lacks.iter().map(Lack::sentence).collect();
        NotAdmitted::Refused(cause(
            "not-approved",
            format!("It may not be applied any more, so nothing was done. {}", lacks.join(" ")),
            "Open the review, see to what lacks, then plan again or apply again.",
        ))
    })
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
