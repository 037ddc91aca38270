//! The events of an apply, those that are there and those to come.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use futures::Stream;
use shared::event::{ApplyEvent, EventRecord};

use super::applies::BATCH;
use super::news::{Ear, Heard};
use super::{News, OpsError};
use crate::store::Store;

/// How often the store is looked at unasked: another process may write, and nobody announces that here.
const LOOK: Duration = Duration::from_millis(500);

/// Events of an apply after number `after`, as they come; the last is its end. Nothing where the end is behind already.
/// They stop short of it after an error and when the server stops; what was not seen can be followed anew.
pub async fn follow_apply(
    store: Arc<dyn Store>,
    news: &News,
    apply: String,
    after: i64,
) -> Result<Option<impl Stream<Item = Result<EventRecord, OpsError>> + Send + use<>>, OpsError> {
    // Listening comes before looking, so that nothing falls between them.
    let ear = news.listen(&apply);
    let meta = store.apply(&apply).await?;
    let after = after.min(meta.last_seq);
    if meta.outcome.is_some() && after == meta.last_seq {
        return Ok(None);
    }
    let follower = Follower { store, ear, apply, after, unsent: VecDeque::new(), over: false };
    Ok(Some(futures::stream::unfold(follower, |mut follower| async move {
        let next = follower.next().await?;
        Some((next, follower))
    })))
}

struct Follower {
    store: Arc<dyn Store>,
    ear: Ear,
    apply: String,
    /// The number of the last event that was read.
    after: i64,
    unsent: VecDeque<EventRecord>,
    over: bool,
}

impl Follower {
    async fn next(&mut self) -> Option<Result<EventRecord, OpsError>> {
        loop {
            if let Some(record) = self.unsent.pop_front() {
                self.over = matches!(record.event, ApplyEvent::Ended { .. });
                return Some(Ok(record));
            }
            if self.over {
                return None;
            }
            match self.store.events(&self.apply, self.after, BATCH).await {
                Ok(records) => {
                    self.after = records.last().map_or(self.after, |last| last.seq);
                    self.unsent = records.into();
                }
                Err(error) => {
                    self.over = true;
                    return Some(Err(error.into()));
                }
            }
            if self.unsent.is_empty() {
                match tokio::time::timeout(LOOK, self.ear.hear()).await {
                    Ok(Heard::News) | Err(_) => {}
                    Ok(Heard::Over) => return None,
                }
            }
        }
    }
}
