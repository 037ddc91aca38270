//! Environments that people made. The sandbox is built in and not kept here.

use async_trait::async_trait;
use shared::environment::Environment;

use super::StoreError;

/// What a store does with environments.
#[async_trait]
pub trait Environments: Send + Sync + 'static {
    /// All of them, by name.
    async fn environments(&self) -> Result<Vec<Environment>, StoreError>;
    async fn environment(&self, name: &str) -> Result<Environment, StoreError>;
    /// Keeps a new one with the counter 1; `Exists` where the name is taken.
    async fn create_environment(&self, environment: Environment) -> Result<Environment, StoreError>;
    /// Replaces the one of the same name that still has the counter `expected`; else `EnvironmentChanged`.
    async fn save_environment(&self, environment: Environment, expected: i64) -> Result<Environment, StoreError>;
    /// Removes one that still has the counter `expected`; else `EnvironmentChanged`.
    async fn delete_environment(&self, name: &str, expected: i64) -> Result<(), StoreError>;
}
