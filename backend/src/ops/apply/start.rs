//! Orders a plan to be applied.

use shared::api::{ApplyMeta, ApplyRequest};
use shared::environment::{AWS, Environment, SANDBOX};
use shared::plan::Risk;

use crate::ops::fresh::random_id;
use crate::ops::{Actor, Context, OpsError};
use crate::store::{NewApply, StoredPlan};

/// Why a plan is not applied. Nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("the plan is another one than the one that was shown")]
    OtherPlan,
    #[error("the environment needs an approval")]
    NeedsApproval,
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
            Self::NeedsApproval => "This environment is protected: others have to approve what is applied to it, and \
                reviews are not there yet. Nothing was done. Apply to the sandbox or to a development environment."
                .to_owned(),
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
}

/// Why a plan could not be applied as it is, whoever asks; nothing where it could.
pub(in crate::ops) fn refusal(stored: &StoredPlan) -> Option<StartError> {
    if !stored.environment.applies_without_approval() {
        return Some(StartError::NeedsApproval);
    }
    let blocker = stored.plan.blockers.first();
    blocker.map(|blocker| StartError::Blocked(format!("{}: {}", blocker.element, blocker.message)))
}

/// Queues the apply of a plan. The same plan again gives the apply that is there.
pub async fn start_apply(
    context: &Context,
    by: &Actor,
    plan: &str,
    request: &ApplyRequest,
) -> Result<ApplyMeta, StartError> {
    let stored = context.store.plan(plan).await.map_err(OpsError::from)?;
    if stored.plan.fingerprint != request.fingerprint {
        return Err(StartError::OtherPlan);
    }
    if let Some(refusal) = refusal(&stored) {
        return Err(refusal);
    }
    let risky = stored.plan.steps.iter().filter(|step| step.risk.needs_consent());
    let spell = |risk: Risk| risk.word();
    let risky: Vec<_> = risky.map(|step| format!("{} {}", step.id, spell(step.risk))).collect();
    if !risky.is_empty() && !request.accept_risks {
        return Err(StartError::RisksNotAccepted(risky));
    }
    if !is_unchanged(context, &stored.environment).await? {
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
    };
    let meta = context.store.create_apply(apply).await.map_err(OpsError::from)?;
    context.news.announce(&meta.id);
    Ok(meta)
}

async fn is_unchanged(context: &Context, planned: &Environment) -> Result<bool, OpsError> {
    if [SANDBOX, AWS].contains(&planned.name.as_str()) {
        return Ok(true);
    }
    // One that was deleted and made again counts from 1 again, so the counter alone would not tell.
    let now = context.store.environment(&planned.name).await?;
    Ok(now.counter == planned.counter && now.external_id == planned.external_id)
}
