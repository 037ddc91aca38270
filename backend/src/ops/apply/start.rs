//! Orders a plan to be applied.

use shared::access::Permission;
use shared::api::{ApplyMeta, ApplyRequest};
use shared::environment::Environment;
use shared::plan::Risk;
use shared::review::{Approved, Lack, is_void};

use crate::ops::fresh::random_id;
use crate::ops::gate::{MayNotApply, People, is_unchanged, judge_plan};
use crate::ops::{Actor, Context, OpsError};
use crate::store::{NewApply, StoredPlan};

/// Why a plan is not applied. Nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("the plan is another one than the one that was shown")]
    OtherPlan,
    #[error("whoever asks may not apply to {environment}")]
    MayNotApply { environment: String, why: MayNotApply },
    #[error("the environment needs an approval")]
    NeedsApproval(Vec<Lack>),
    #[error("the plan is blocked")]
    Blocked(String),
    #[error("the plan has risks that were not accepted")]
    RisksNotAccepted(Vec<String>),
    #[error("the environment was changed since")]
    EnvironmentChanged,
    #[error(transparent)]
    Ops(#[from] OpsError),
}

impl StartError {
    /// What happened, why, and what to do next.
    pub fn message(&self) -> String {
        match self {
            Self::OtherPlan => "The fingerprint is not that of the plan, so nothing was done. Look at the plan as it \
                is now, then apply that."
                .to_owned(),
            Self::MayNotApply { environment, why } => why.message(environment),
            Self::NeedsApproval(lacks) => {
                let lacks: Vec<_> = lacks.iter().map(Lack::sentence).collect();
                format!("This environment is protected. Nothing was done. {}", lacks.join(" "))
            }
            Self::Blocked(reason) => format!("The plan can't be applied: {reason} Nothing was done."),
            Self::RisksNotAccepted(steps) => format!(
                "Some steps have risks that have to be accepted, so nothing was done: {}. Look at them, then accept \
                 them and apply again.",
                steps.join("; ")
            ),
            Self::EnvironmentChanged => "The environment was changed since the plan was made, so nothing was done. \
                Plan again."
                .to_owned(),
            Self::Ops(error) => error.to_string(),
        }
    }

    /// Whether an approval was there and something has voided it: that is news to whoever asks, not a wrong of theirs.
    pub fn is_void(&self) -> bool {
        match self {
            Self::NeedsApproval(lacks) => is_void(lacks),
            Self::OtherPlan
            | Self::MayNotApply { .. }
            | Self::Blocked(_)
            | Self::RisksNotAccepted(_)
            | Self::EnvironmentChanged
            | Self::Ops(_) => false,
        }
    }
}

/// Why a plan could not be applied as it is, whoever asks; nothing where it could.
pub(in crate::ops) async fn refusal(context: &Context, stored: &StoredPlan) -> Result<Option<StartError>, OpsError> {
    match approved(context, stored).await {
        Ok(_) => Ok(blocked(stored).err()),
        Err(StartError::Ops(error)) => Err(error),
        Err(refusal) => Ok(Some(refusal)),
    }
}

/// Who has approved the plan, where that is asked for.
async fn approved(context: &Context, stored: &StoredPlan) -> Result<Approved, StartError> {
    if stored.environment.applies_without_approval() {
        return Ok(Approved { by: Vec::new(), break_glass: false });
    }
    judge_plan(context, stored).await?.verdict().map_err(StartError::NeedsApproval)
}

fn blocked(stored: &StoredPlan) -> Result<(), StartError> {
    match stored.plan.blockers.first() {
        Some(blocker) => Err(StartError::Blocked(format!("{}: {}", blocker.element, blocker.message))),
        None => Ok(()),
    }
}

/// Refuses whoever may not apply to the environment at all.
async fn permit(context: &Context, by: &Actor, environment: &Environment) -> Result<(), StartError> {
    let refused = |why| StartError::MayNotApply { environment: environment.name.clone(), why };
    let person = by.as_person().filter(|_| by.may(Permission::Apply, &environment.name));
    let Some(person) = person else { return Err(refused(MayNotApply::Role)) };
    People::load(&*context.store).await?.may_apply(&person.id, environment).map_err(refused)
}

/// Queues the apply of a plan. The same plan again gives the apply that is there.
pub async fn start_apply(
    context: &Context,
    by: &Actor,
    plan: &str,
    request: &ApplyRequest,
) -> Result<ApplyMeta, StartError> {
    let stored = context.store.plan(plan).await.map_err(OpsError::from)?;
    permit(context, by, &stored.environment).await?;
    if stored.plan.fingerprint != request.fingerprint {
        return Err(StartError::OtherPlan);
    }
    let applies = context.store.applies(&stored.design_id).await.map_err(OpsError::from)?;
    if let Some(there) = applies.into_iter().find(|apply| apply.plan_id == stored.id) {
        return Ok(there);
    }
    let approved = approved(context, &stored).await?;
    blocked(&stored)?;
    let risky = stored.plan.steps.iter().filter(|step| step.risk.needs_consent());
    let spell = |risk: Risk| risk.word();
    let risky: Vec<_> = risky.map(|step| format!("{} {}", step.id, spell(step.risk))).collect();
    if !risky.is_empty() && !request.accept_risks {
        return Err(StartError::RisksNotAccepted(risky));
    }
    if !is_unchanged(&*context.store, &stored.environment).await? {
        return Err(StartError::EnvironmentChanged);
    }
    let apply = NewApply {
        id: random_id()?,
        plan_id: stored.id,
        design_id: stored.design_id,
        version: stored.version,
        environment: stored.environment.name,
        kind: stored.kind,
        at: context.clock.now(),
        by: by.doer(""),
        break_glass: approved.break_glass,
    };
    let meta = context.store.create_apply(apply).await.map_err(OpsError::from)?;
    context.news.announce(&meta.id);
    Ok(meta)
}
