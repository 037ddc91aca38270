//! Designs: made, listed, opened, saved, renamed, duplicated, deleted.

use serde_json::json;
use shared::api::{Act, DesignMeta};

use super::design_text::{DesignText, MAX_NAME};
use super::entry::entry;
use super::fresh::{now, random_id};
use super::{Actor, OpsError};
use crate::store::{Store, StoreError, StoredDesign};

/// Keeps a new design with the given text.
pub async fn create_design(store: &dyn Store, by: &Actor, text: &str) -> Result<DesignMeta, OpsError> {
    let draft = DesignText::read(text)?.draft(now(), by.author());
    let made = store.create(&random_id()?, draft).await?;
    store.add_entry(entry(by, Act::DesignCreated, made.created_at).design(&made.id)).await?;
    Ok(made)
}

/// All designs, newest change first.
pub async fn list_designs(store: &dyn Store) -> Result<Vec<DesignMeta>, OpsError> {
    Ok(store.list().await?)
}

/// One design with its text.
pub async fn load_design(store: &dyn Store, id: &str) -> Result<StoredDesign, OpsError> {
    Ok(store.load(id).await?)
}

/// Replaces a design that nobody else changed since the counter `expected`.
pub async fn save_design(
    store: &dyn Store,
    by: &Actor,
    id: &str,
    expected: i64,
    text: &str,
) -> Result<DesignMeta, OpsError> {
    let draft = DesignText::read(text)?.draft(now(), by.author());
    Ok(store.save(id, expected, draft).await?)
}

/// Gives a design another name, in its document.
pub async fn rename_design(
    store: &dyn Store,
    by: &Actor,
    id: &str,
    expected: i64,
    name: &str,
) -> Result<DesignMeta, OpsError> {
    let name = usable_name(name)?;
    let copy = store.load(id).await?;
    if copy.meta.counter != expected {
        return Err(StoreError::Conflict(Box::new(copy)).into());
    }
    let saved = save_design(store, by, id, expected, &DesignText::read(&copy.document)?.renamed(name)).await?;
    let told = entry(by, Act::DesignRenamed, saved.updated_at).design(id);
    store.add_entry(told.detail(json!({ "counter": saved.counter }))).await?;
    Ok(saved)
}

/// Keeps a copy of a design under a name that says so.
pub async fn duplicate_design(store: &dyn Store, by: &Actor, id: &str) -> Result<DesignMeta, OpsError> {
    let original = store.load(id).await?;
    let text = DesignText::read(&original.document)?;
    let name: String = text.name().chars().take(MAX_NAME - " copy".len()).collect();
    create_design(store, by, &text.renamed(&format!("{name} copy"))).await
}

/// Removes a design that nobody else changed since the counter `expected`.
pub async fn delete_design(store: &dyn Store, by: &Actor, id: &str, expected: i64) -> Result<(), OpsError> {
    store.delete(id, expected).await?;
    let told = entry(by, Act::DesignDeleted, now()).design(id);
    store.add_entry(told.detail(json!({ "counter": expected }))).await?;
    Ok(())
}

/// Whether designs can be read at all.
pub async fn check_store(store: &dyn Store) -> Result<(), OpsError> {
    store.created_ever().await?;
    Ok(())
}

fn usable_name(name: &str) -> Result<&str, OpsError> {
    let name = name.trim();
    match name.chars().count() {
        0 => Err(OpsError::NameEmpty),
        1..=MAX_NAME => Ok(name),
        length => Err(OpsError::NameTooLong(length)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::MemoryStore;

    #[tokio::test]
    async fn a_copy_says_that_it_is_one() {
        let store = MemoryStore::default();
        let meta = create_design(&store, &Actor::local(), "{\"services\":{},\"name\":\"shop\"}").await.unwrap();
        let copy = duplicate_design(&store, &Actor::local(), &meta.id).await.unwrap();
        assert_ne!(copy.id, meta.id);
        assert_eq!((copy.name.as_str(), copy.counter), ("shop copy", 1));
        let document = load_design(&store, &copy.id).await.unwrap().document;
        assert_eq!(document, "{\"services\":{},\"name\":\"shop copy\"}");
    }

    #[tokio::test]
    async fn a_rename_is_a_save() {
        let store = MemoryStore::default();
        let meta = create_design(&store, &Actor::local(), "{\"name\":\"shop\"}").await.unwrap();
        let renamed = rename_design(&store, &Actor::local(), &meta.id, 1, " market ").await.unwrap();
        assert_eq!((renamed.name.as_str(), renamed.counter), ("market", 2));
        let again = rename_design(&store, &Actor::local(), &meta.id, 1, "stall").await;
        assert!(matches!(again, Err(OpsError::Store(StoreError::Conflict(_)))));
        assert!(matches!(rename_design(&store, &Actor::local(), &meta.id, 2, " ").await, Err(OpsError::NameEmpty)));
        assert!(matches!(
            rename_design(&store, &Actor::local(), &meta.id, 2, &"x".repeat(201)).await,
            Err(OpsError::NameTooLong(201))
        ));
    }
}
