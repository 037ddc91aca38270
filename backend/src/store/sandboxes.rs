//! The simulated accounts.

use async_trait::async_trait;

use super::StoreError;

/// What a store does with simulated accounts.
#[async_trait]
pub trait Sandboxes: Send + Sync + 'static {
    /// The account's text and its counter; nothing and 0 where it is new.
    async fn sandbox(&self, account: &str) -> Result<(Option<String>, i64), StoreError>;
    /// Replaces the account that still has the counter `expected`; false if it was changed since.
    async fn save_sandbox(&self, account: &str, expected: i64, text: String) -> Result<bool, StoreError>;
}
