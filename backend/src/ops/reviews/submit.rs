//! What one person says about a review at once: comments, and a decision if they make one.

use serde_json::{Value, json};
use shared::access::Permission;
use shared::api::{Act, Comment, Commenter, NewThread, ReviewMeta, Submission, Thread, ThreadPlace};
use shared::document::Pointer;
use shared::resolve::resolve;
use shared::review::{Decision, DecisionKind};

use super::threads::kept_document;
use super::{ReviewError, commenter, entry, guest_name, in_person, words};
use crate::ops::fresh::random_id;
use crate::ops::{Actor, Context, OpsError, content_of, judge_plan};
use crate::store::{NewEntry, StoreError, StoredPlan, Thing};

/// The most comments that are sent at once.
pub(super) const MAX_THREADS: usize = 200;
/// The most threads of a design: beyond, nobody finds anything any more.
pub(super) const MAX_THREADS_OF_A_DESIGN: usize = 5000;
/// The shortest reason of a break-glass, in characters.
pub(super) const MIN_REASON: usize = 10;

/// Keeps comments and a decision, all or nothing.
pub async fn submit(context: &Context, by: &Actor, id: &str, submission: Submission) -> Result<(), OpsError> {
    let Submission { threads, decision, note, plan_fingerprint, guest } = submission;
    if threads.is_empty() && decision.is_none() {
        return Err(ReviewError::NothingSaid.into());
    }
    if threads.len() > MAX_THREADS {
        return Err(ReviewError::TooManyThreads { count: threads.len() }.into());
    }
    if decision.is_some() {
        // Said before a guest is asked for a name.
        in_person(by)?;
    }
    let from = commenter(by, guest.as_deref())?;
    let review = context.store.review(id).await?;
    let stored = context.store.plan(&review.plan_id).await?;
    // Places of comments are places of what was seen, too.
    let is_seen = stored.plan.fingerprint == plan_fingerprint;
    let about_places = !plan_fingerprint.is_empty() && threads.iter().any(|thread| thread.path.is_some());
    if !is_seen && (decision.is_some() || about_places) {
        return Err(StoreError::ReviewMoved.into());
    }
    let decision = match decision {
        Some(kind) => Some(decide(context, by, &review, &stored, kind, &note).await?),
        None => None,
    };
    let threads = begin(context, &review, &stored, &from, threads).await?;
    let guest = guest_name(&from);
    let mut entries: Vec<NewEntry> = threads
        .iter()
        .map(|thread| {
            let detail = json!({ "review": review.id, "thread": thread.id, "version": thread.version });
            entry(context, by, guest, Act::Commented, &review, detail)
        })
        .collect();
    if let Some(decision) = &decision {
        let act = match decision.kind {
            DecisionKind::Approve => Act::Approved,
            DecisionKind::RequestChanges => Act::ChangesRequested,
            DecisionKind::BreakGlass => Act::GlassBroken,
        };
        let detail = json!({
            "decision": decision.id,
            "designFingerprint": decision.content.design_fingerprint,
            "plan": stored.id,
            "planFingerprint": decision.content.plan_fingerprint,
            "review": review.id,
            "version": decision.content.version,
        });
        entries.push(entry(context, by, guest, act, &review, detail));
    }
    let decision = decision.map(|decision| (decision, stored.id));
    Ok(context.store.submit(threads, decision, entries).await?)
}

async fn decide(
    context: &Context,
    by: &Actor,
    review: &ReviewMeta,
    stored: &StoredPlan,
    kind: DecisionKind,
    note: &str,
) -> Result<Decision, OpsError> {
    let person = in_person(by)?;
    let needed = match kind {
        DecisionKind::Approve | DecisionKind::RequestChanges => Permission::Approve,
        DecisionKind::BreakGlass => Permission::Manage,
    };
    if !by.may(needed, &review.environment) {
        return Err(ReviewError::NotPermitted(needed).into());
    }
    let note = words::note(note)?;
    match kind {
        DecisionKind::RequestChanges => {}
        DecisionKind::Approve => {
            let judgement = judge_plan(context, stored).await?;
            if let Some(why) = judgement.cannot_approve(by) {
                return Err(ReviewError::CannotApprove(why).into());
            }
        }
        DecisionKind::BreakGlass => {
            if note.chars().count() < MIN_REASON {
                return Err(ReviewError::ReasonTooShort.into());
            }
        }
    }
    if kind != DecisionKind::RequestChanges
        && let Some(blocker) = stored.plan.blockers.first()
    {
        return Err(ReviewError::Blocked(format!("{}: {}", blocker.element, blocker.message)).into());
    }
    Ok(Decision {
        id: random_id()?,
        review_id: review.id.clone(),
        kind,
        content: content_of(stored),
        by: person.clone(),
        note,
        at: context.clock.now(),
        withdrawn_at: None,
    })
}

async fn begin(
    context: &Context,
    review: &ReviewMeta,
    stored: &StoredPlan,
    from: &Commenter,
    new: Vec<NewThread>,
) -> Result<Vec<Thread>, OpsError> {
    if new.is_empty() {
        return Ok(Vec::new());
    }
    let count = context.store.threads(&review.design_id).await?.len();
    if count + new.len() > MAX_THREADS_OF_A_DESIGN {
        return Err(ReviewError::DesignFull { count }.into());
    }
    let document = kept_document(&*context.store, &review.design_id, review.version).await?;
    let document = document.ok_or(StoreError::Missing(Thing::Version))?;
    let at = context.clock.now();
    let mut threads = Vec::new();
    for (index, NewThread { path, text, suggestion }) in new.into_iter().enumerate() {
        let (text, place) = (words::comment(&text)?, place(&document, stored, path, suggestion.as_ref(), index)?);
        threads.push(Thread {
            id: random_id()?,
            design_id: review.design_id.clone(),
            review_id: review.id.clone(),
            version: review.version,
            text: place.as_ref().and_then(|place| place.get(&document)).cloned(),
            path: place,
            suggestion,
            applied_as: None,
            comments: vec![Comment { by: from.clone(), text, at }],
            resolved_by: None,
            place: ThreadPlace::default(),
        });
    }
    Ok(threads)
}

/// The place of the document that a comment is about. What only the environment sets is commented on at what it is in.
fn place(
    document: &Value,
    stored: &StoredPlan,
    path: Option<Pointer>,
    suggestion: Option<&Value>,
    at: usize,
) -> Result<Option<Pointer>, ReviewError> {
    if let Some(value) = suggestion {
        if path.as_ref().is_none_or(Pointer::is_root) {
            return Err(ReviewError::SuggestionNeedsPlace { at });
        }
        let length = value.to_string().chars().count();
        if length > words::MAX_SUGGESTION {
            return Err(ReviewError::SuggestionLength { at, length });
        }
    }
    let Some(path) = path else { return Ok(None) };
    let is_place = |path: &Pointer| {
        let within = || path.split_last().and_then(|(parent, _)| parent.get(document)).is_some_and(Value::is_object);
        path.get(document).is_some() || within()
    };
    if is_place(&path) {
        return Ok(Some(path));
    }
    let missing = || ReviewError::NoPlace { at, version: stored.version, path: path.to_string() };
    let resolved = resolve(document, &stored.environment).design;
    if suggestion.is_some() || path.get(&resolved).is_none() {
        return Err(missing());
    }
    let mut around = std::iter::successors(Some(path.clone()), |at| at.split_last().map(|(parent, _)| parent));
    around.find(|place| place.get(document).is_some()).map(Some).ok_or_else(missing)
}
