//! The simulated accounts.

use async_trait::async_trait;

use super::MemoryStore;
use crate::store::{Sandboxes, StoreError};

#[async_trait]
impl Sandboxes for MemoryStore {
    async fn sandbox(&self, account: &str) -> Result<(Option<String>, i64), StoreError> {
        let kept = self.kept();
        Ok(kept.sandboxes.get(account).map_or((None, 0), |(text, counter)| (Some(text.clone()), *counter)))
    }

    async fn save_sandbox(&self, account: &str, expected: i64, text: String) -> Result<bool, StoreError> {
        let mut kept = self.kept();
        let counter = kept.sandboxes.get(account).map_or(0, |(_, counter)| *counter);
        if counter != expected {
            return Ok(false);
        }
        kept.sandboxes.insert(account.to_owned(), (text, counter + 1));
        Ok(true)
    }
}
