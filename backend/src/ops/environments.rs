//! Environments: listed, opened, made, changed, deleted.

mod changes;
mod draft;
mod endpoint;
mod error;
mod names;
mod policy;
mod tags;

pub use error::EnvironmentError;

use serde_json::json;
use shared::access::Permission;
use shared::api::{Act, EnvironmentDraft};
use shared::environment::{Environment, SANDBOX};
use shared::review::Policy;

use changes::changed_members;

use super::entry::entry;
use super::fresh::{now, random_id};
use super::gate::People;
use super::{Actor, OpsError};
use crate::store::Store;

/// The built-in sandbox, then all that people made, by name; those of them that whoever asks may see.
pub async fn list_environments(store: &dyn Store, by: &Actor) -> Result<Vec<Environment>, OpsError> {
    let mut environments = vec![Environment::sandbox()];
    environments.extend(store.environments().await?);
    environments.retain(|environment| by.may(Permission::View, &environment.name));
    Ok(environments)
}

/// One environment, the built-in one too.
pub async fn load_environment(store: &dyn Store, name: &str) -> Result<Environment, OpsError> {
    if name == SANDBOX {
        return Ok(Environment::sandbox());
    }
    Ok(store.environment(name).await?)
}

/// Keeps a new environment and gives it the external id that it has for good.
pub async fn create_environment(
    store: &dyn Store,
    by: &Actor,
    draft: EnvironmentDraft,
) -> Result<Environment, OpsError> {
    let environment = draft::environment(draft, Some(random_id()?))?;
    known_appliers(store, &environment.policy).await?;
    let made = store.create_environment(environment).await?;
    let told = entry(by, Act::EnvironmentCreated, now()).environment(&made.name);
    store.add_entry(told.detail(json!({ "counter": made.counter, "kind": made.kind }))).await?;
    Ok(made)
}

/// Replaces an environment that still has the counter `expected`. Its name and external id stay.
pub async fn save_environment(
    store: &dyn Store,
    by: &Actor,
    name: &str,
    expected: i64,
    draft: EnvironmentDraft,
) -> Result<Environment, OpsError> {
    not_built_in(name)?;
    let current = store.environment(name).await?;
    if draft.name != name {
        return Err(EnvironmentError::Renamed { name: name.to_owned() }.into());
    }
    let environment = draft::environment(draft, current.external_id.clone())?;
    known_appliers(store, &environment.policy).await?;
    let saved = store.save_environment(environment, expected).await?;
    let told = entry(by, Act::EnvironmentChanged, now()).environment(name);
    let changed = changed_members(&current, &saved);
    store.add_entry(told.detail(json!({ "changed": changed, "counter": saved.counter }))).await?;
    Ok(saved)
}

/// Removes an environment that still has the counter `expected`. What was applied to it stays there.
pub async fn delete_environment(store: &dyn Store, by: &Actor, name: &str, expected: i64) -> Result<(), OpsError> {
    not_built_in(name)?;
    store.delete_environment(name, expected).await?;
    let told = entry(by, Act::EnvironmentDeleted, now()).environment(name);
    store.add_entry(told.detail(json!({ "counter": expected }))).await?;
    Ok(())
}

/// A policy that names nobody who is there would have nobody apply.
async fn known_appliers(store: &dyn Store, policy: &Policy) -> Result<(), OpsError> {
    if policy.appliers.is_empty() {
        return Ok(());
    }
    let people = People::load(store).await?;
    match policy.appliers.iter().position(|id| !people.knows(id)) {
        Some(at) if !people.is_empty() => Err(EnvironmentError::Applier { at, id: policy.appliers[at].clone() }.into()),
        Some(_) | None => Ok(()),
    }
}

fn not_built_in(name: &str) -> Result<(), EnvironmentError> {
    if name == SANDBOX { Err(EnvironmentError::BuiltIn) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use shared::review::Policy;

    use super::draft::tests::draft;
    use super::*;
    use crate::store::{Audit, MemoryStore, StoreError};

    #[tokio::test]
    async fn the_external_id_is_made_once() {
        let store = MemoryStore::default();
        let made = create_environment(&store, &Actor::local(), draft()).await.unwrap();
        let id = made.external_id.clone().unwrap();
        assert!(id.len() == 32 && made.counter == 1);
        let other = EnvironmentDraft { name: "other".to_owned(), ..draft() };
        assert_ne!(create_environment(&store, &Actor::local(), other).await.unwrap().external_id, made.external_id);
        let region = EnvironmentDraft { region: "us-east-1".to_owned(), ..draft() };
        let saved = save_environment(&store, &Actor::local(), "test", 1, region).await.unwrap();
        assert_eq!((saved.external_id, saved.counter, &*saved.region), (Some(id), 2, "us-east-1"));
        let late = save_environment(&store, &Actor::local(), "test", 1, draft()).await;
        assert!(matches!(late, Err(OpsError::Store(StoreError::EnvironmentChanged(_)))));
    }

    #[tokio::test]
    async fn the_sandbox_is_there_and_stays() {
        let store = MemoryStore::default();
        create_environment(&store, &Actor::local(), draft()).await.unwrap();
        let names: Vec<_> =
            list_environments(&store, &Actor::local()).await.unwrap().into_iter().map(|found| found.name).collect();
        assert_eq!(names, ["sandbox", "test"]);
        assert_eq!(load_environment(&store, "sandbox").await.unwrap(), Environment::sandbox());
        let sandbox = || EnvironmentDraft { name: "sandbox".to_owned(), ..draft() };
        for refused in [
            save_environment(&store, &Actor::local(), "sandbox", 1, sandbox()).await.map(|_| ()),
            delete_environment(&store, &Actor::local(), "sandbox", 1).await,
        ] {
            assert!(matches!(refused, Err(OpsError::Environment(EnvironmentError::BuiltIn))));
        }
        let renamed = save_environment(
            &store,
            &Actor::local(),
            "test",
            1,
            EnvironmentDraft { name: "new".to_owned(), ..draft() },
        )
        .await;
        assert!(matches!(renamed, Err(OpsError::Environment(EnvironmentError::Renamed { .. }))));
    }
    #[tokio::test]
    async fn the_record_tells_which_settings_changed_and_no_value() {
        let store = MemoryStore::default();
        create_environment(&store, &Actor::local(), draft()).await.unwrap();
        let policy = Policy { approvals: 3, ..Policy::default() };
        let other = EnvironmentDraft { region: "us-east-1".to_owned(), policy, ..draft() };
        save_environment(&store, &Actor::local(), "test", 1, other).await.unwrap();
        delete_environment(&store, &Actor::local(), "test", 1).await.unwrap_err();
        delete_environment(&store, &Actor::local(), "test", 2).await.unwrap();
        let told = store.entries(0, 9).await.unwrap();
        let acts: Vec<_> = told.iter().map(|entry| (entry.act, entry.environment.as_deref())).collect();
        let expected = [Act::EnvironmentCreated, Act::EnvironmentChanged, Act::EnvironmentDeleted];
        assert_eq!(acts, expected.map(|act| (act, Some("test"))));
        assert_eq!(told[1].detail, json!({ "changed": ["policy.approvals", "region"], "counter": 2 }));
        assert!(told.iter().all(|entry| entry.by.person().is_some_and(|person| person.id == "local")));
    }
}
