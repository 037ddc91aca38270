//! Plans: made from a version, an environment, and what AWS has now.

use futures::future::join;
use serde_json::Value;
use shared::access::Permission;
use shared::api::{ApplyKind, ApplyMeta, Changes, NotPlanned, PlanCopy, PlanRequest};
use shared::diff::diff;
use shared::document::parse;
use shared::environment::{AWS, Environment};
use shared::event::{Cause, Outcome};
use shared::import::Unusable;
use shared::plan::{Action, Lookup, Observed, further_lookups, lookups, plan};
use shared::resolve::{CheckedDesign, NotChecked, resolve};

use super::applies::rollback_version;
use super::apply::refusal;
use super::environments::load_environment;
use super::fresh::random_id;
use super::observe::{account, observe};
use super::{Actor, Context, OpsError};
use crate::ports::PortError;
use crate::store::{Store, StoreError, StoredPlan, Thing};

/// How many earlier versions a plan takes into account since the last that was applied completely.
const EARLIER: usize = 20;

/// Why there is no plan.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// The design, as it is for the environment, has errors.
    #[error("the design has errors")]
    NotChecked(NotChecked),
    /// AWS could not be asked, or is another account.
    #[error("{}", .0.summary)]
    Aws(Cause),
    #[error("nothing was applied here before")]
    NothingToRollBackTo,
    /// Whoever asks may see the environment, but not have anything planned for it.
    #[error("whoever asks may not plan for the environment")]
    NotPermitted,
    #[error(transparent)]
    Ops(#[from] OpsError),
}

impl From<StoreError> for PlanError {
    fn from(error: StoreError) -> Self {
        Self::Ops(error.into())
    }
}

impl From<PortError> for PlanError {
    fn from(error: PortError) -> Self {
        Self::Aws(super::apply::of_read(&error))
    }
}

impl PlanError {
    /// What happened, with the errors of the design if that is it; nothing for what is not about planning.
    pub fn told(&self) -> Option<NotPlanned> {
        let cause = |code: &str, summary: String, next: &str| Cause {
            code: code.to_owned(),
            summary,
            next: next.to_owned(),
            ..Cause::default()
        };
        match self {
            Self::NotChecked(found) => {
                let problems = found.problems.iter().map(|problem| problem.message.as_str());
                let errors = found.diagnostics.len();
                let count = match errors {
                    0 => String::new(),
                    1 => "The design has 1 error for this environment. ".to_owned(),
                    errors => format!("The design has {errors} errors for this environment. "),
                };
                let summary = format!("{count}{}", problems.collect::<Vec<_>>().join(" "));
                let next = "Correct them in the design or in the environment's overrides, then plan again.";
                Some(NotPlanned {
                    cause: cause("design-has-errors", summary.trim().to_owned(), next),
                    diagnostics: found.diagnostics.clone(),
                })
            }
            Self::Aws(cause) => Some(NotPlanned { cause: cause.clone(), diagnostics: Vec::new() }),
            Self::NothingToRollBackTo => Some(NotPlanned {
                cause: cause(
                    "nothing-to-roll-back-to",
                    "No earlier version was applied completely to this environment.".to_owned(),
                    "Apply a corrected version instead.",
                ),
                diagnostics: Vec::new(),
            }),
            Self::NotPermitted | Self::Ops(_) => None,
        }
    }
}

/// Makes a plan and keeps it. An environment that whoever asks may not even see is missing for them.
pub async fn make_plan(
    context: &Context,
    by: &Actor,
    design: &str,
    request: &PlanRequest,
) -> Result<StoredPlan, PlanError> {
    if !by.may(Permission::View, &request.environment) {
        return Err(StoreError::Missing(Thing::Environment).into());
    }
    let environment = load_environment(&*context.store, &request.environment).await?;
    if !by.may(Permission::Plan, &request.environment) {
        return Err(PlanError::NotPermitted);
    }
    make_plan_for(context, design, request, environment).await
}

/// [`make_plan`] for an environment that isn't kept.
pub async fn make_plan_for(
    context: &Context,
    design: &str,
    request: &PlanRequest,
    environment: Environment,
) -> Result<StoredPlan, PlanError> {
    let history = history(context, design, &environment).await?;
    let version = match (request.version, request.kind) {
        (Some(version), _) => version,
        (None, ApplyKind::Apply) => newest(context, design).await?,
        (None, ApplyKind::Rollback) => {
            let newest = history.first();
            newest.and_then(|newest| rollback_version(&history, newest)).ok_or(PlanError::NothingToRollBackTo)?
        }
    };
    let document = document(&*context.store, design, version).await?;
    let checked = CheckedDesign::new(resolve(&document, &environment)).map_err(PlanError::NotChecked)?;
    let previous = previous(context, design, &environment, &history).await?;

    let aws = context.connect.connect(&environment).await?;
    let mut wanted = lookups(&checked, &previous);
    if request.kind == ApplyKind::Rollback {
        for lookup in registered(context, &history, version).await? {
            if !wanted.contains(&lookup) {
                wanted.push(lookup);
            }
        }
    }
    // Side by side, since both only read; another account's answers are not looked at.
    let (here, observed) = join(account(&*aws), observe(&*aws, "", context.clock.now(), &wanted)).await;
    let here = here?;
    if environment.account.as_ref().is_some_and(|account| *account != here) {
        let stated = environment.account.clone().unwrap_or_default();
        return Err(PlanError::Aws(super::apply::cause(
            "account-differs",
            format!("The environment is the account {stated}, but AWS answers as {here}."),
            "Check the credentials and the role of the environment.",
        )));
    }
    let mut observed = Observed { account: here.clone(), ..observed? };
    let further = further_lookups(&checked, &observed);
    if !further.is_empty() {
        observed.sightings.extend(observe(&*aws, &here, observed.at, &further).await?.sightings);
    }
    let stored = StoredPlan {
        id: random_id()?,
        design_id: design.to_owned(),
        version,
        kind: request.kind,
        plan: plan(&checked, &previous, &observed),
        environment,
        created_at: context.clock.now(),
    };
    context.store.keep_plan(stored.clone()).await?;
    Ok(stored)
}

/// A plan as it was made.
pub async fn load_plan(context: &Context, id: &str) -> Result<StoredPlan, OpsError> {
    Ok(context.store.plan(id).await?)
}

/// A plan with what a person wants to see beside it.
pub async fn plan_copy(context: &Context, stored: StoredPlan) -> Result<PlanCopy, OpsError> {
    let design_name = context.store.load(&stored.design_id).await.map(|copy| copy.meta.name);
    let changes = changes_since(context, &stored).await?;
    let applies = context.store.applies(&stored.design_id).await?;
    let apply = applies.into_iter().find(|apply| apply.plan_id == stored.id).map(|apply| apply.id);
    // What was begun is not refused any more.
    let refused = if apply.is_some() { None } else { refusal(context, &stored).await? };
    Ok(PlanCopy {
        apply,
        design_name: design_name.unwrap_or_else(|_| stored.plan.design.clone()),
        id: stored.id,
        design_id: stored.design_id,
        version: stored.version,
        kind: stored.kind,
        environment: stored.environment,
        plan: stored.plan,
        changes,
        created_at: stored.created_at,
        refused: refused.map(|refusal| refusal.message()),
    })
}

/// How the plan's version differs from the one that was applied last, or, in a rollback, tried last; nothing where none
/// was.
pub(super) async fn changes_since(context: &Context, stored: &StoredPlan) -> Result<Option<Changes>, OpsError> {
    let Some(before) = before(context, stored).await? else { return Ok(None) };
    let after = document(&*context.store, &stored.design_id, stored.version).await?;
    let after = resolve(&after, &stored.environment).design;
    Ok(Some(Changes { since: before.version, changes: diff(&before.design, &after) }))
}

/// What was applied before a plan.
pub(super) struct Before {
    pub(super) version: i64,
    /// The version as it was for the environment.
    pub(super) design: Value,
}

/// What was applied last before the plan, or, for a rollback, tried last; nothing where nothing was.
pub(super) async fn before(context: &Context, stored: &StoredPlan) -> Result<Option<Before>, OpsError> {
    let last = match stored.kind {
        ApplyKind::Apply => context.store.last_applied(&stored.design_id, &stored.environment.name).await?,
        // A rollback takes back what was tried last, however far that came.
        ApplyKind::Rollback => {
            let history = history(context, &stored.design_id, &stored.environment).await?;
            history.into_iter().find(|apply| apply.plan_id != stored.id)
        }
    };
    let Some(last) = last else { return Ok(None) };
    let document = document(&*context.store, &stored.design_id, last.version).await?;
    let then = context.store.plan(&last.plan_id).await.map(|plan| plan.environment);
    let then = then.unwrap_or_else(|_| stored.environment.clone());
    Ok(Some(Before { version: last.version, design: resolve(&document, &then).design }))
}

async fn newest(context: &Context, design: &str) -> Result<i64, OpsError> {
    let versions = context.store.versions(design).await?;
    versions.first().map(|version| version.number).ok_or(OpsError::Store(StoreError::Missing(Thing::Version)))
}

/// A version's document.
pub(super) async fn document(store: &dyn Store, design: &str, version: i64) -> Result<Value, OpsError> {
    let stored = store.version(design, version).await?;
    parse(&stored.document).map(|parsed| parsed.value).map_err(|problems| OpsError::Unusable(Unusable::Text(problems)))
}

/// The applies of this design to this environment, newest first.
async fn history(context: &Context, design: &str, environment: &Environment) -> Result<Vec<ApplyMeta>, OpsError> {
    let mut applies = context.store.applies(design).await?;
    applies.retain(|apply| apply.environment == environment.name);
    if environment.name != AWS {
        return Ok(applies);
    }
    // The SDK's own configuration leads now here, now there.
    let mut here = Vec::new();
    for apply in applies {
        let planned = context.store.plan(&apply.plan_id).await?;
        if planned.environment.region == environment.region {
            here.push(apply);
        }
    }
    Ok(here)
}

/// The revisions that applying `version` registered here: a rollback runs them again instead of registering the same
/// once more.
async fn registered(context: &Context, history: &[ApplyMeta], version: i64) -> Result<Vec<Lookup>, OpsError> {
    let mut lookups = Vec::new();
    for apply in history.iter().filter(|apply| apply.version == version).take(EARLIER) {
        let plan = context.store.plan(&apply.plan_id).await?.plan;
        for entry in context.store.journal(&apply.id).await? {
            let registers = plan.step(&entry.step).is_some_and(|step| step.action == Action::RegisterTaskDefinition);
            lookups.extend(entry.outputs.arn.filter(|_| registers).map(|name| Lookup::TaskDefinition { name }));
        }
    }
    Ok(lookups)
}

/// The designs that were applied here, newest first, back to the last that was applied completely: what is there was
/// made by one of them.
async fn previous(
    context: &Context,
    design: &str,
    environment: &Environment,
    history: &[ApplyMeta],
) -> Result<Vec<CheckedDesign>, OpsError> {
    let mut designs = Vec::new();
    for apply in history.iter().take(EARLIER) {
        // A version that was deleted since can't tell what it made.
        if let Ok(document) = document(&*context.store, design, apply.version).await {
            let then = context.store.plan(&apply.plan_id).await.map(|plan| plan.environment);
            let then = then.unwrap_or_else(|_| environment.clone());
            designs.extend(CheckedDesign::new(resolve(&document, &then)));
        }
        if apply.outcome.as_ref().is_some_and(Outcome::succeeded) {
            break;
        }
    }
    Ok(designs)
}
