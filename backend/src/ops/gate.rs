//! The gate: whether a plan may be applied, from what is kept about people and what they decided.

mod past;
mod people;
#[cfg(test)]
mod tests;

pub use people::MayNotApply;
pub(super) use people::People;

use shared::access::Permission;
use shared::api::Standing;
use shared::environment::{AWS, Environment, SANDBOX};
use shared::review::{Approved, Case, Content, Decision, Lack, Policy, cannot_approve, image_only, verdict};

use past::Past;

use super::plans::changes_since;
use super::{Actor, Context, OpsError};
use crate::store::{Store, StoreError, StoredPlan};

/// Exactly what an approval of the plan names.
pub fn content_of(stored: &StoredPlan) -> Content {
    let StoredPlan { id: _, design_id, version, kind, environment, plan, created_at: _ } = stored;
    Content {
        design_id: design_id.clone(),
        version: *version,
        kind: *kind,
        design_fingerprint: plan.design_fingerprint.clone(),
        environment: environment.name.clone(),
        environment_id: environment.external_id.clone(),
        environment_counter: plan.environment_counter,
        account: plan.account.clone(),
        region: plan.region.clone(),
        plan_fingerprint: plan.fingerprint.clone(),
    }
}

/// All that decides whether a plan may be applied, as it is at one moment.
#[derive(Clone, Debug)]
pub struct Judgement {
    pub content: Content,
    /// Nothing where the environment lets everything through.
    pub policy: Option<Policy>,
    pub image_only: bool,
    /// About the design and environment, oldest first, withdrawn ones too.
    pub decisions: Vec<Decision>,
    /// The ids of those who made a version of what would be applied.
    pub authors: Vec<String>,
    /// The ids of those who may approve in the environment.
    pub approvers: Vec<String>,
    /// The ids of the owners of the environment.
    pub owners: Vec<String>,
    /// The newest version, if it differs for this environment.
    pub superseded_by: Option<i64>,
    /// Whether the environment is another one by now.
    pub environment_changed: bool,
    /// When the design was applied completely to the environment last.
    pub applied_at: Option<i64>,
    /// When it was looked at. Milliseconds since 1970.
    pub now: i64,
}

/// Gathers what decides whether a plan may be applied. Fails with what is missing where its version is gone: of that
/// nobody knows any more who made it.
pub async fn judge_plan(context: &Context, stored: &StoredPlan) -> Result<Judgement, OpsError> {
    let store = &*context.store;
    let environment = &stored.environment;
    let mut judgement = Judgement {
        content: content_of(stored),
        policy: (!environment.applies_without_approval()).then(|| environment.policy.clone()),
        image_only: false,
        decisions: store.decisions(&stored.design_id, &environment.name).await?,
        authors: Vec::new(),
        approvers: Vec::new(),
        owners: Vec::new(),
        superseded_by: None,
        environment_changed: !is_unchanged(store, environment).await?,
        applied_at: None,
        now: context.clock.now(),
    };
    if judgement.policy.is_none() {
        return Ok(judgement);
    }
    let people = People::load(store).await?;
    judgement.approvers = people.who_may(Permission::Approve, &environment.name);
    judgement.owners = people.who_may(Permission::Manage, &environment.name);
    let past = Past::load(store, stored).await?;
    judgement.authors = past.authors().await?;
    judgement.superseded_by = past.superseded_by().await?;
    if let Some(last) = past.last().await? {
        judgement.applied_at = Some(last.created_at);
        let changes = changes_since(context, stored).await?;
        judgement.image_only = changes.is_some_and(|changes| image_only(&changes.changes, &stored.plan));
    }
    Ok(judgement)
}

impl Judgement {
    /// What the verdict depends on; nothing where none is asked for.
    pub fn case(&self) -> Option<Case<'_>> {
        Some(Case {
            content: &self.content,
            policy: self.policy.as_ref()?,
            image_only: self.image_only,
            decisions: &self.decisions,
            authors: &self.authors,
            approvers: &self.approvers,
            owners: &self.owners,
            superseded_by: self.superseded_by,
            environment_changed: self.environment_changed,
            applied_at: self.applied_at,
            now: self.now,
        })
    }

    /// Whether it may be applied; if not, all reasons.
    pub fn verdict(&self) -> Result<Approved, Vec<Lack>> {
        match self.case() {
            Some(case) => verdict(&case),
            None if self.environment_changed => Err(vec![Lack::EnvironmentChanged]),
            None => Ok(Approved { by: Vec::new(), break_glass: false }),
        }
    }

    /// The same for a page that `asks` looks at.
    pub fn standing(&self, asks: &Actor) -> Standing {
        let (approved, lacks) = match self.verdict() {
            Ok(approved) => (Some(approved), Vec::new()),
            Err(lacks) => (None, lacks),
        };
        Standing {
            approved,
            sentences: lacks.iter().map(Lack::sentence).collect(),
            lacks,
            needed: self.policy.as_ref().map_or(0, |policy| policy.needed(self.image_only)),
            image_only: self.image_only,
            cannot_approve: self.cannot_approve(asks),
        }
    }

    /// Why the approval of whoever asks would not count, in words; nothing where it would.
    pub fn cannot_approve(&self, asks: &Actor) -> Option<String> {
        let Some(person) = asks.in_person() else {
            return Some(match asks.as_person() {
                Some(_) => "Only a person approves, not a program with a token. Sign in with a browser.".to_owned(),
                None => "Only a person with an account approves. Sign in first.".to_owned(),
            });
        };
        match self.case() {
            Some(case) => cannot_approve(&case, &person.id),
            None => Some(format!("Nothing has to be approved in {}. Apply it.", self.content.environment)),
        }
    }
}

/// Whether the environment is still the one that a plan was made for.
pub(super) async fn is_unchanged(store: &dyn Store, planned: &Environment) -> Result<bool, OpsError> {
    if [SANDBOX, AWS].contains(&planned.name.as_str()) {
        return Ok(true);
    }
    match store.environment(&planned.name).await {
        // One that was deleted and made again counts from 1 again, so the counter alone would not tell.
        Ok(now) => Ok(now.counter == planned.counter && now.external_id == planned.external_id),
        Err(StoreError::Missing(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
