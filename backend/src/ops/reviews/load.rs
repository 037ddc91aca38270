//! A review with all that its reader sees.

use serde_json::{Value, json};
use shared::access::Permission;
use shared::api::{Changes, PlanCopy, ReviewCopy, ReviewMeta, Standing, Thread};
use shared::check::{Diagnostic, InputKind, check};
use shared::diff::{Change, Differences, differences};
use shared::resolve::resolve;
use shared::review::{groups, summary};
use std::collections::BTreeSet;

use super::threads::{Reader, kept_document};
use crate::ops::plans::{Before, before};
use crate::ops::{Actor, Context, OpsError, judge_plan, plan_copy};
use crate::store::{Store, StoreError, StoredPlan, Thing};

/// One review as `by` sees it.
pub async fn load_review(context: &Context, by: &Actor, id: &str) -> Result<ReviewCopy, OpsError> {
    let store = &*context.store;
    let meta = store.review(id).await?;
    let stored = store.plan(&meta.plan_id).await?;
    let plan = stored.plan.clone();
    let versions = store.versions(&meta.design_id).await?;
    let read = match kept_document(store, &meta.design_id, meta.version).await? {
        Some(document) => {
            let design = resolve(&document, &stored.environment).design;
            let before = before(context, &stored).await?;
            Some((design, before))
        }
        None => None,
    };
    let since = read.as_ref().and_then(|(_, before)| Some(before.as_ref()?.version));
    // Large designs take long enough to hold up the other requests of this thread.
    let computed = tokio::task::spawn_blocking(move || compute(read)).await.map_err(OpsError::Stopped)?;
    let (standing, copy) = if computed.is_gone {
        (gone_standing(), gone_copy(stored, since))
    } else {
        (judge_plan(context, &stored).await?.standing(by), plan_copy(context, stored).await?)
    };
    let mut diagnostics = computed.diagnostics;
    if !by.sees_secrets() {
        // A fix says what to put where, and may repeat what stands there; who can't edit has no use for it.
        for found in &mut diagnostics {
            found.fix = None;
        }
    }
    let may =
        |permission: &Permission| by.may(*permission, &meta.environment) || by.link_permits(*permission, &meta.id);
    Ok(ReviewCopy {
        newest_version: versions.first().map_or(meta.version, |newest| newest.number),
        summary: summary(&computed.changes, &plan),
        groups: if computed.is_gone { Vec::new() } else { groups(&computed.changes, &plan) },
        since,
        quiet: computed.quiet,
        diagnostics,
        plan: copy,
        threads: threads(context, by, &meta).await?,
        decisions: store.decisions(&meta.design_id, &meta.environment).await?,
        standing,
        may: Permission::ALL.into_iter().filter(may).collect(),
        meta,
    })
}

#[derive(Default)]
struct Computed {
    changes: Vec<Change>,
    quiet: u32,
    diagnostics: Vec<Diagnostic>,
    /// Whether the version is gone with its design.
    is_gone: bool,
}

fn compute(read: Option<(Value, Option<Before>)>) -> Computed {
    let Some((design, before)) = read else { return Computed { is_gone: true, ..Computed::default() } };
    let is_first = before.is_none();
    let before = before.map_or_else(|| json!({}), |before| before.design);
    let Differences { changes, quiet } = differences(&before, &design);
    Computed {
        // Beside nothing all is new, and nothing is noise.
        quiet: if is_first { 0 } else { quiet },
        diagnostics: check(&design, InputKind::Design),
        changes,
        is_gone: false,
    }
}

/// The threads of the design that were made in reviews which the reader may see, oldest first. Who has a link sees
/// those of its review.
async fn threads(context: &Context, by: &Actor, review: &ReviewMeta) -> Result<Vec<Thread>, OpsError> {
    let seen = seen_reviews(&*context.store, by, review).await?;
    let mut reader = Reader::new(context, by, review);
    let mut read = Vec::new();
    for thread in context.store.threads(&review.design_id).await? {
        if seen.contains(&thread.review_id) {
            read.push(reader.read(thread).await?);
        }
    }
    Ok(read)
}

async fn seen_reviews(store: &dyn Store, by: &Actor, review: &ReviewMeta) -> Result<BTreeSet<String>, OpsError> {
    let mut reviews = store.reviews(Some(&review.design_id)).await?;
    reviews.retain(|other| other.id == review.id || by.may(Permission::View, &other.environment));
    Ok(reviews.into_iter().map(|review| review.id).collect())
}

fn gone_standing() -> Standing {
    Standing {
        approved: None,
        lacks: Vec::new(),
        sentences: vec!["The design was deleted, so there is nothing to apply any more.".to_owned()],
        needed: 0,
        image_only: false,
        cannot_approve: Some("The design was deleted, so there is nothing to approve any more.".to_owned()),
    }
}

/// The plan of a version that is gone.
fn gone_copy(stored: StoredPlan, since: Option<i64>) -> PlanCopy {
    let missing = StoreError::Missing(Thing::Version);
    PlanCopy {
        design_name: stored.plan.design.clone(),
        id: stored.id,
        design_id: stored.design_id,
        version: stored.version,
        kind: stored.kind,
        environment: stored.environment,
        plan: stored.plan,
        changes: since.map(|since| Changes { since, changes: Vec::new() }),
        created_at: stored.created_at,
        refused: Some(format!("The design was deleted: {missing}.")),
        apply: None,
    }
}
