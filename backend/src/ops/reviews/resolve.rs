//! Closing a thread, and opening it again.

use serde_json::json;
use shared::api::{Act, Thread};

use super::threads::Reader;
use super::{ReviewError, entry};
use crate::ops::{Actor, Context, OpsError};

/// Says that a thread needs nothing more, or that it does again. Needs a person, whose name stands there then.
pub async fn resolve_thread(context: &Context, by: &Actor, id: &str, resolved: bool) -> Result<Thread, OpsError> {
    let person = by.as_person().ok_or(ReviewError::SignInFirst)?;
    let thread = context.store.thread(id).await?;
    let review = context.store.review(&thread.review_id).await?;
    let act = if resolved { Act::ThreadResolved } else { Act::ThreadReopened };
    let told = entry(context, by, "", act, &review, json!({ "review": review.id, "thread": thread.id }));
    let thread = context.store.resolve_thread(id, resolved.then(|| person.clone()), told).await?;
    Reader::new(context, by, &review).read(thread).await
}
