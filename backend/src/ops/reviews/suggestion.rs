//! A suggestion becomes a version.

use serde_json::{Value, json};
use shared::api::{Act, Commenter, SuggestionApplied, Thread, ThreadPlace};
use shared::document::Pointer;
use shared::review::place;
use shared::secrecy::veiled_at;

use super::{ReviewError, entry, words};
use crate::ops::design_text::DesignText;
use crate::ops::plans::document;
use crate::ops::{Actor, Context, OpsError};
use crate::store::{NewVersion, Store, StoreError, StoredVersion, Thing};

/// How often the draft is tried: someone may save it in between.
const TRIES: usize = 2;

/// Makes a version of the design's newest one with what a thread suggests, and changes the draft alike where nobody
/// changed that place in it.
pub async fn apply_suggestion(context: &Context, by: &Actor, id: &str) -> Result<SuggestionApplied, OpsError> {
    let store = &*context.store;
    let thread = store.thread(id).await?;
    let review = store.review(&thread.review_id).await?;
    let (Some(path), Some(value)) = (&thread.path, &thread.suggestion) else {
        return Err(ReviewError::NoSuggestion.into());
    };
    if let Some(version) = thread.applied_as {
        return Err(ReviewError::AppliedBefore { version }.into());
    }
    let newest = newest(store, &thread.design_id).await?;
    let then = document(store, &thread.design_id, thread.version).await?;
    let text = DesignText::read(&newest.document)?;
    let at = same_place(&thread, path, &then, text.value(), newest.meta.number)?;
    let changed = text.with_value(&at, value).ok_or_else(|| gone(&thread, path, newest.meta.number))?;
    let (by_name, suggested_by) = match thread.comments.first().map(|comment| &comment.by) {
        Some(Commenter::Person(person)) => (person.name.as_str(), Some(person)),
        Some(Commenter::Guest(name)) => (name.as_str(), None),
        None => ("someone", None),
    };
    let version = NewVersion {
        fingerprint: DesignText::read(&changed)?.fingerprint(),
        note: format!("Suggestion by {by_name} applied"),
        at: context.clock.now(),
        by: by.doer(""),
        with: suggested_by.into_iter().cloned().collect(),
        after: Some(newest.meta.number),
        source: None,
        document: changed,
    };
    let version = store.save_version(&thread.design_id, version).await?.number;
    let detail = json!({ "review": review.id, "thread": thread.id, "version": version });
    let told = entry(context, by, "", Act::SuggestionApplied, &review, detail);
    store.suggestion_applied(id, version, told).await?;
    Ok(SuggestionApplied { version, draft_has_it: change_draft(context, by, &thread, path, value, &then).await? })
}

async fn newest(store: &dyn Store, design: &str) -> Result<StoredVersion, OpsError> {
    let versions = store.versions(design).await?;
    let newest = versions.first().ok_or(StoreError::Missing(Thing::Version))?.number;
    Ok(store.version(design, newest).await?)
}

fn gone(thread: &Thread, path: &Pointer, version: i64) -> ReviewError {
    ReviewError::SuggestionPlaceGone { path: path.to_string(), of: thread.version, version }
}

/// The thread's place in a later document, if it has the same value there.
fn same_place(
    thread: &Thread,
    path: &Pointer,
    then: &Value,
    now: &Value,
    version: i64,
) -> Result<Pointer, ReviewError> {
    match place(Some(path), then, now) {
        ThreadPlace::There { path, changed: false } => Ok(path),
        ThreadPlace::There { path: at, changed: true } => {
            // Whoever reads a message in passing sees no secret.
            let shown = |document: &Value, at: &Pointer| {
                let veiled = at.get(document).and_then(|value| veiled_at(document, at, value));
                words::shown(veiled.as_ref())
            };
            Err(ReviewError::SuggestionValueMoved {
                path: path.to_string(),
                then: shown(then, path),
                of: thread.version,
                now: shown(now, &at),
                place: at.to_string(),
                version,
            })
        }
        ThreadPlace::Outdated | ThreadPlace::Whole => Err(gone(thread, path, version)),
    }
}

/// Puts the value into the draft, if it has the old one there. Tells whether the draft has the new one.
async fn change_draft(
    context: &Context,
    by: &Actor,
    thread: &Thread,
    path: &Pointer,
    value: &Value,
    then: &Value,
) -> Result<bool, OpsError> {
    for _ in 0..TRIES {
        let draft = context.store.load(&thread.design_id).await?;
        let text = DesignText::read(&draft.document)?;
        let at = match place(Some(path), then, text.value()) {
            ThreadPlace::There { path, changed: false } => path,
            ThreadPlace::There { path, changed: true } => return Ok(path.get(text.value()) == Some(value)),
            ThreadPlace::Outdated | ThreadPlace::Whole => return Ok(false),
        };
        let Some(changed) = text.with_value(&at, value) else { return Ok(false) };
        let changed = DesignText::read(&changed)?.draft(context.clock.now(), by.author());
        match context.store.save(&thread.design_id, draft.meta.counter, changed).await {
            Ok(_) => return Ok(true),
            Err(StoreError::Conflict(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(false)
}
