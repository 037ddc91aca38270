//! Environments that people made.

use async_trait::async_trait;
use shared::environment::Environment;

use super::{Kept, MemoryStore};
use crate::store::{Environments, StoreError, Thing};

impl Kept {
    /// The environment, if its counter is still `expected`.
    fn environment_at(&mut self, name: &str, expected: i64) -> Result<&mut Environment, StoreError> {
        let current = self.environments.get_mut(name).ok_or(StoreError::Missing(Thing::Environment))?;
        if current.counter == expected {
            Ok(current)
        } else {
            Err(StoreError::EnvironmentChanged(Box::new(current.clone())))
        }
    }
}

#[async_trait]
impl Environments for MemoryStore {
    async fn environments(&self) -> Result<Vec<Environment>, StoreError> {
        Ok(self.kept().environments.values().cloned().collect())
    }

    async fn environment(&self, name: &str) -> Result<Environment, StoreError> {
        self.kept().environments.get(name).cloned().ok_or(StoreError::Missing(Thing::Environment))
    }

    async fn create_environment(&self, environment: Environment) -> Result<Environment, StoreError> {
        let mut kept = self.kept();
        if kept.environments.contains_key(&environment.name) {
            return Err(StoreError::Exists(environment.name));
        }
        let environment = Environment { counter: 1, ..environment };
        kept.environments.insert(environment.name.clone(), environment.clone());
        Ok(environment)
    }

    async fn save_environment(&self, environment: Environment, expected: i64) -> Result<Environment, StoreError> {
        let mut kept = self.kept();
        let current = kept.environment_at(&environment.name, expected)?;
        *current = Environment { counter: expected + 1, ..environment };
        Ok(current.clone())
    }

    async fn delete_environment(&self, name: &str, expected: i64) -> Result<(), StoreError> {
        let mut kept = self.kept();
        kept.environment_at(name, expected)?;
        kept.environments.remove(name);
        Ok(())
    }
}
