//! The whole record, to be kept elsewhere.

use std::sync::Arc;

use futures::Stream;
use futures::stream::unfold;
use serde_json::json;
use shared::api::Act;

use super::BATCH;
use crate::ops::entry::entry;
use crate::ops::fresh::now;
use crate::ops::{Actor, OpsError};
use crate::store::{Store, StoredEntry};

/// Tells in the record that it is exported, so that the export says so itself.
pub async fn record_export(store: &dyn Store, by: &Actor) -> Result<(), OpsError> {
    let told = json!({ "entries": store.last_entry().await? });
    store.add_entry(entry(by, Act::Exported, now()).detail(told)).await?;
    Ok(())
}

/// All entries as they are kept, oldest first, batch by batch; ends after an error.
pub fn export_audit(store: Arc<dyn Store>) -> impl Stream<Item = Result<Vec<StoredEntry>, OpsError>> + Send {
    unfold(Some(0), move |after| {
        let store = store.clone();
        async move {
            let entries = match store.stored_entries(after?, BATCH).await {
                Ok(entries) => entries,
                Err(error) => return Some((Err(error.into()), None)),
            };
            let last = entries.last()?.seq;
            Some((Ok(entries), Some(last)))
        }
    })
}
