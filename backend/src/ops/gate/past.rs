//! What was saved and applied before: who made what would be applied, and whether it is the newest.

use std::collections::BTreeSet;

use shared::api::{ApplyKind, ApplyMeta, VersionMeta};
use shared::event::Outcome;
use shared::fingerprint::Fingerprint;
use shared::resolve::resolve;

use crate::ops::OpsError;
use crate::ops::plans::document;
use crate::store::{Store, StoreError, StoredPlan, Thing};

/// What was before a plan.
pub(super) struct Past<'p> {
    store: &'p dyn Store,
    stored: &'p StoredPlan,
    /// Newest first.
    versions: Vec<VersionMeta>,
    /// The complete applies of the design to environments of the name, newest first.
    complete: Vec<ApplyMeta>,
}

impl<'p> Past<'p> {
    pub(super) async fn load(store: &'p dyn Store, stored: &'p StoredPlan) -> Result<Self, OpsError> {
        let versions = store.versions(&stored.design_id).await?;
        if !versions.iter().any(|version| version.number == stored.version) {
            return Err(StoreError::Missing(Thing::Version).into());
        }
        let mut complete = store.applies(&stored.design_id).await?;
        complete.retain(|apply| {
            apply.environment == stored.environment.name && apply.outcome.as_ref().is_some_and(Outcome::succeeded)
        });
        Ok(Self { store, stored, versions, complete })
    }

    /// What was applied completely to the environment last.
    pub(super) async fn last(&self) -> Result<Option<&ApplyMeta>, OpsError> {
        match self.complete.first() {
            Some(newest) if self.is_here(newest).await? => Ok(Some(newest)),
            // Before one that was applied to an earlier environment of the name, none was applied to this one.
            Some(_) | None => Ok(None),
        }
    }

    /// The ids of everybody who made a version after the one applied last, up to the one to be applied.
    pub(super) async fn authors(&self) -> Result<Vec<String>, OpsError> {
        let version = self.stored.version;
        let since = match self.last().await? {
            // Nobody may have looked at what an older version has beyond the newest before it that was applied.
            Some(last) if last.version > version => self.applied_up_to(version).await?,
            last => last.map(|last| last.version),
        };
        let is_new = |made: &&VersionMeta| made.number <= version && since.is_none_or(|since| made.number > since);
        let made = self.versions.iter().filter(is_new).flat_map(|made| &made.authors);
        let authors: BTreeSet<_> = made.map(|author| author.id.clone()).collect();
        Ok(authors.into_iter().collect())
    }

    /// The newest version, if it is another than the plan's and differs for its environment. A rollback to what was
    /// applied before leads to an older version on purpose.
    pub(super) async fn superseded_by(&self) -> Result<Option<i64>, OpsError> {
        let version = self.stored.version;
        if self.stored.kind == ApplyKind::Rollback && self.applied_up_to(version).await? == Some(version) {
            return Ok(None);
        }
        let newest = self.versions.first().map(|newest| newest.number).filter(|newest| *newest > version);
        let Some(newest) = newest else { return Ok(None) };
        let same = match document(self.store, &self.stored.design_id, newest).await {
            Ok(document) => {
                let resolved = resolve(&document, &self.stored.environment);
                let fingerprint = Fingerprint::of(&resolved.design).to_string();
                resolved.problems.is_empty() && fingerprint == self.stored.plan.design_fingerprint
            }
            Err(OpsError::Unusable(_)) => false,
            Err(error) => return Err(error),
        };
        Ok((!same).then_some(newest))
    }

    /// The newest version up to `version` that was applied completely to the environment.
    async fn applied_up_to(&self, version: i64) -> Result<Option<i64>, OpsError> {
        let mut candidates: Vec<_> = self.complete.iter().filter(|apply| apply.version <= version).collect();
        candidates.sort_by_key(|apply| -apply.version);
        for apply in candidates {
            if self.is_here(apply).await? {
                return Ok(Some(apply.version));
            }
        }
        Ok(None)
    }

    /// Whether it was applied to this environment, not to an earlier one of the same name.
    async fn is_here(&self, apply: &ApplyMeta) -> Result<bool, OpsError> {
        let then = self.store.plan(&apply.plan_id).await?.environment;
        Ok(then.external_id == self.stored.environment.external_id)
    }
}
