//! Answering a comment.

use serde_json::json;
use shared::api::{Act, Comment, Reply, Thread};

use super::threads::{MAX_COMMENTS, Reader};
use super::{ReviewError, commenter, entry, guest_name, words};
use crate::ops::{Actor, Context, OpsError};

/// Adds a comment to a thread.
pub async fn reply(context: &Context, by: &Actor, id: &str, reply: &Reply) -> Result<Thread, OpsError> {
    let text = words::comment(&reply.text)?;
    let from = commenter(by, reply.guest.as_deref())?;
    let thread = context.store.thread(id).await?;
    if thread.comments.len() >= MAX_COMMENTS {
        return Err(ReviewError::ThreadFull.into());
    }
    let review = context.store.review(&thread.review_id).await?;
    let detail = json!({ "review": review.id, "thread": thread.id });
    let told = entry(context, by, guest_name(&from), Act::Commented, &review, detail);
    let comment = Comment { by: from, text, at: context.clock.now() };
    let thread = context.store.reply(id, comment, told).await?;
    Reader::new(context, by, &review).read(thread).await
}
