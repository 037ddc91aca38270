//! What a message tells, before it has a form.

use serde_json::Value;
use shared::api::{Act, AuditEntry, Source};
use shared::record::sentence;
use shared::secrecy::looks_secret;

use crate::ops::{Context, OpsError, judge_plan};
use crate::store::StoreError;

/// An entry of the record with what a reader outside needs to understand it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct News {
    pub(super) entry: AuditEntry,
    pub(super) sentence: String,
    pub(super) design: Option<String>,
    /// Where a person looks at it.
    pub(super) address: String,
    /// The commit that the version came from.
    pub(super) source: Option<Source>,
    /// Whether the review that it is about lets its plan be applied now.
    pub(super) approved: bool,
}

/// What the entry tells.
pub(super) async fn news(context: &Context, entry: AuditEntry) -> Result<News, OpsError> {
    let design = match &entry.design_id {
        Some(id) => name(context, id).await?,
        None => None,
    };
    let source = source(context, &entry).await?;
    // Only GitHub's statuses tell it.
    let approved = source.is_some() && approved(context, &entry).await?;
    let sentence = sentence(&entry, design.as_deref());
    Ok(News { sentence, address: address(context, &entry), design, source, approved, entry })
}

/// A design's name, unless someone wrote a secret there.
async fn name(context: &Context, design: &str) -> Result<Option<String>, OpsError> {
    match context.store.load(design).await {
        Ok(copy) => Ok(Some(copy.meta.name).filter(|name| !looks_secret("", name))),
        Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

async fn source(context: &Context, entry: &AuditEntry) -> Result<Option<Source>, OpsError> {
    let version = entry.detail.get("version").and_then(Value::as_i64);
    let Some((design, version)) = entry.design_id.as_ref().zip(version) else { return Ok(None) };
    match context.store.version(design, version).await {
        Ok(stored) => Ok(stored.meta.source),
        Err(StoreError::NotFound | StoreError::Missing(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

async fn approved(context: &Context, entry: &AuditEntry) -> Result<bool, OpsError> {
    let Some(review) = entry.detail.get("review").and_then(Value::as_str) else { return Ok(false) };
    let judged = async {
        let review = context.store.review(review).await?;
        let stored = context.store.plan(&review.plan_id).await?;
        Ok::<_, OpsError>(judge_plan(context, &stored).await?.verdict().is_ok())
    };
    match judged.await {
        // The design is gone, or the review is from before it was kept.
        Err(OpsError::Store(StoreError::NotFound | StoreError::Missing(_))) => Ok(false),
        judged => judged,
    }
}

fn address(context: &Context, entry: &AuditEntry) -> String {
    let base = &context.address;
    let detail = |key: &str| entry.detail.get(key).and_then(Value::as_str);
    match (detail("apply"), detail("review"), &entry.design_id) {
        (Some(apply), _, _) => format!("{base}/applies/{apply}"),
        (None, Some(review), _) => format!("{base}/reviews/{review}"),
        (None, None, Some(design)) if entry.act != Act::DesignDeleted => format!("{base}/designs/{design}"),
        (None, None, Some(_) | None) => format!("{base}/audit"),
    }
}
