//! Threads as a reader of a review sees them.

use std::collections::BTreeMap;

use serde_json::Value;
use shared::api::{ReviewMeta, Thread, ThreadPlace};
use shared::review::place;
use shared::secrecy::{MASK, veiled_at};

use crate::ops::plans::document;
use crate::ops::{Actor, Context, OpsError};
use crate::store::{Store, StoreError, Thing};

/// The most comments in one thread: more are no conversation any more.
pub(super) const MAX_COMMENTS: usize = 500;

/// Finds the places of threads in the version under review, and hides what the reader may not see.
pub(super) struct Reader<'r> {
    context: &'r Context,
    sees_secrets: bool,
    review: &'r ReviewMeta,
    /// By version; nothing of those that are gone with their design.
    documents: BTreeMap<i64, Option<Value>>,
}

impl<'r> Reader<'r> {
    pub(super) fn new(context: &'r Context, by: &Actor, review: &'r ReviewMeta) -> Self {
        Self { context, sees_secrets: by.sees_secrets(), review, documents: BTreeMap::new() }
    }

    /// A thread with its place.
    pub(super) async fn read(&mut self, mut thread: Thread) -> Result<Thread, OpsError> {
        let Some(path) = thread.path.clone() else { return Ok(thread) };
        let (version, reviewed) = (thread.version, self.review.version);
        self.open(version).await?;
        self.open(reviewed).await?;
        let opened = |version: i64| self.documents.get(&version).and_then(Option::as_ref);
        let then = opened(version);
        thread.place = match (then, opened(reviewed)) {
            (Some(then), Some(now)) => place(Some(&path), then, now),
            (None, _) | (_, None) => ThreadPlace::Outdated,
        };
        if !self.sees_secrets {
            // What stood around it says whether it is a secret.
            let veiled = |value: Value| {
                let shown = then.and_then(|then| veiled_at(then, &path, &value));
                shown.unwrap_or_else(|| Value::from(MASK))
            };
            thread.text = thread.text.map(veiled);
            thread.suggestion = thread.suggestion.map(veiled);
        }
        Ok(thread)
    }

    async fn open(&mut self, version: i64) -> Result<(), OpsError> {
        if !self.documents.contains_key(&version) {
            let found = kept_document(&*self.context.store, &self.review.design_id, version).await?;
            self.documents.insert(version, found);
        }
        Ok(())
    }
}

/// A version's document; nothing where it is gone.
pub(super) async fn kept_document(store: &dyn Store, design: &str, version: i64) -> Result<Option<Value>, OpsError> {
    match document(store, design, version).await {
        Ok(document) => Ok(Some(document)),
        Err(OpsError::Store(StoreError::Missing(Thing::Version) | StoreError::NotFound)) => Ok(None),
        Err(error) => Err(error),
    }
}
