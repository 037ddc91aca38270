//! Applies as people look at them, and the request to stop one.

use serde_json::json;
use shared::access::Permission;
use shared::api::{Act, ApplyCopy, ApplyMeta};
use shared::event::{Outcome, Progress};

use super::entry::entry;
use super::fresh::now;
use super::{Actor, News, OpsError};
use crate::store::{Store, StoreError};

/// How many events are read at once.
pub(super) const BATCH: i64 = 500;

/// A design's applies, newest first, to the environments that whoever asks may see. They are there when the design is
/// gone, too.
pub async fn list_applies(store: &dyn Store, by: &Actor, design: &str) -> Result<Vec<ApplyMeta>, OpsError> {
    let mut applies = store.applies(design).await?;
    if applies.is_empty() {
        // Tells a design that was never applied from none.
        store.load(design).await?;
    }
    applies.retain(|apply| by.may(Permission::View, &apply.environment));
    Ok(applies)
}

/// An apply with its plan and all that is known of it.
pub async fn load_apply(store: &dyn Store, id: &str) -> Result<ApplyCopy, OpsError> {
    let plan = store.plan(&store.apply(id).await?.plan_id).await?;
    let mut progress = Progress::new(&plan.plan);
    loop {
        let events = store.events(id, progress.seq, BATCH).await?;
        if events.is_empty() {
            break;
        }
        for event in &events {
            progress.fold(event);
        }
    }
    // Read after the events, so that an end that they tell is in it.
    let meta = store.apply(id).await?;
    let (design_name, rollback_to) = match store.load(&meta.design_id).await {
        Ok(design) => (design.meta.name, rollback_version(&store.applies(&meta.design_id).await?, &meta)),
        // Without its design there is no version to go back to.
        Err(StoreError::NotFound) => (plan.plan.design.clone(), None),
        Err(error) => return Err(error.into()),
    };
    Ok(ApplyCopy { meta, design_name, environment_at: plan.environment, plan: plan.plan, progress, rollback_to })
}

/// The version that a rollback after `current` leads to: of the applies of the same design to the same environment
/// before it, the version of the newest that succeeded and was another. Nothing while `current` runs, and where a later
/// apply has made it history. `applies` are the design's, newest first.
pub fn rollback_version(applies: &[ApplyMeta], current: &ApplyMeta) -> Option<i64> {
    current.outcome.as_ref()?;
    let mut here = applies.iter().filter(|apply| apply.environment == current.environment);
    if here.next().is_none_or(|newest| newest.id != current.id) {
        return None;
    }
    let mut succeeded = here.filter(|apply| apply.outcome.as_ref().is_some_and(Outcome::succeeded));
    succeeded.find(|apply| apply.version != current.version).map(|apply| apply.version)
}

/// Asks whoever works on an apply to stop between steps. Changes nothing where it has ended.
pub async fn cancel_apply(store: &dyn Store, by: &Actor, news: &News, id: &str) -> Result<ApplyMeta, OpsError> {
    let (before, at) = (store.apply(id).await?, now());
    store.request_cancel(id, at).await?;
    news.announce(id);
    if before.outcome.is_none() {
        let told = entry(by, Act::ApplyCancelled, at).environment(&before.environment).design(&before.design_id);
        store.add_entry(told.detail(json!({ "apply": id, "version": before.version }))).await?;
    }
    Ok(store.apply(id).await?)
}

#[cfg(test)]
mod tests {
    use shared::api::ApplyKind;
    use shared::event::Cause;

    use super::*;

    fn meta(id: &str, version: i64, outcome: Option<Outcome>) -> ApplyMeta {
        ApplyMeta {
            id: id.to_owned(),
            plan_id: id.to_owned(),
            design_id: "one".to_owned(),
            version,
            environment: "sandbox".to_owned(),
            kind: ApplyKind::Apply,
            outcome,
            last_seq: 1,
            fence: 1,
            by: None,
            created_at: 1,
            ended_at: None,
        }
    }

    #[test]
    fn a_rollback_leads_to_the_last_other_version_that_was_applied() {
        let failed = || Some(Outcome::Failed { cause: Cause::default() });
        let done = || Some(Outcome::Done);
        let target = |oldest_first: Vec<(i64, Option<Outcome>)>| {
            let mut applies: Vec<_> = oldest_first
                .into_iter()
                .enumerate()
                .map(|(at, (version, outcome))| meta(&at.to_string(), version, outcome))
                .collect();
            applies.reverse();
            rollback_version(&applies, &applies[0])
        };
        assert_eq!(target(vec![(1, done())]), None);
        assert_eq!(target(vec![(1, done()), (2, done())]), Some(1));
        assert_eq!(target(vec![(1, done()), (2, failed())]), Some(1));
        assert_eq!(target(vec![(1, done()), (2, failed()), (3, Some(Outcome::Cancelled))]), Some(1));
        assert_eq!(target(vec![(1, done()), (2, done()), (2, failed())]), Some(1), "the same version is no way back");
        assert_eq!(target(vec![(1, done()), (2, done()), (1, Some(Outcome::RolledBack))]), Some(2));
        assert_eq!(target(vec![(1, failed()), (2, failed())]), None);
        assert_eq!(target(vec![(1, done()), (2, None)]), None, "it still runs");

        let elsewhere = ApplyMeta { environment: "test".to_owned(), ..meta("b", 1, done()) };
        let applies = [meta("c", 2, done()), elsewhere.clone(), meta("a", 1, done())];
        assert_eq!(rollback_version(&applies, &elsewhere), None);
        assert_eq!(rollback_version(&applies, &applies[0]), Some(1));
        assert_eq!(rollback_version(&applies, &applies[2]), None, "it is history");
    }
}
