//! Versions of designs: saved, listed, opened, restored, compared.

use shared::api::{Comparison, DesignMeta, VersionMeta};
use shared::diff::diff;

use super::design_text::DesignText;
use super::fresh::now;
use super::{Actor, OpsError};
use crate::store::{NewVersion, Store, StoreError, StoredDesign, StoredVersion};

/// The longest note, in characters: a few sentences, shown whole in the history.
pub(super) const MAX_NOTE: usize = 1000;

/// Keeps a text as a version of a design, whose saved state stays as it is.
pub async fn keep_version(store: &dyn Store, by: &Actor, design: &str, text: &str) -> Result<VersionMeta, OpsError> {
    let version = new_version(by, &DesignText::read(text)?, String::new(), text.to_owned());
    Ok(store.save_version(design, version).await?)
}

/// Keeps the saved state of a design as a version, if it still has the counter `expected`. Where nothing changed in it
/// since the last version, that one is given.
pub async fn save_version(
    store: &dyn Store,
    by: &Actor,
    design: &str,
    expected: i64,
    note: &str,
) -> Result<VersionMeta, OpsError> {
    let note = usable_note(note)?;
    let copy = at_counter(store, design, expected).await?;
    let version = new_version(by, &DesignText::read(&copy.document)?, note.to_owned(), copy.document.clone());
    Ok(store.save_version(design, version).await?)
}

/// A design's versions, newest first.
pub async fn list_versions(store: &dyn Store, design: &str) -> Result<Vec<VersionMeta>, OpsError> {
    let versions = store.versions(design).await?;
    if versions.is_empty() {
        // Tells a design without versions from none.
        store.load(design).await?;
    }
    Ok(versions)
}

/// A version with its document.
pub async fn load_version(store: &dyn Store, design: &str, number: i64) -> Result<StoredVersion, OpsError> {
    Ok(store.version(design, number).await?)
}

/// Makes an earlier version the saved state of a design that still has the counter `expected`, and keeps it as the
/// newest version, unless it is that already. Gives that version, and the design as it is now.
pub async fn restore_version(
    store: &dyn Store,
    by: &Actor,
    design: &str,
    expected: i64,
    number: i64,
) -> Result<(VersionMeta, DesignMeta), OpsError> {
    let earlier = store.version(design, number).await?;
    let text = DesignText::read(&earlier.document)?;
    // The counter is checked here. If the process ends before the next write, the state is restored and has no
    // version yet, as after any save.
    let saved = store.save(design, expected, text.draft(now(), by.author())).await?;
    let note = format!("Restored from version {number}");
    let version = store.save_version(design, new_version(by, &text, note, earlier.document.clone())).await?;
    Ok((version, saved))
}

/// How one version differs from another. A pure computation, though a long one for large documents.
pub fn compare_versions(from: StoredVersion, to: StoredVersion) -> Result<Comparison, OpsError> {
    let (earlier, later) = (DesignText::read(&from.document)?, DesignText::read(&to.document)?);
    let changes = diff(earlier.value(), later.value());
    Ok(Comparison { from: from.meta, to: to.meta, changes })
}

fn new_version(by: &Actor, text: &DesignText, note: String, document: String) -> NewVersion {
    NewVersion {
        fingerprint: text.fingerprint(),
        note,
        document,
        at: now(),
        by: by.doer(""),
        with: Vec::new(),
        after: None,
        source: None,
    }
}

async fn at_counter(store: &dyn Store, design: &str, expected: i64) -> Result<StoredDesign, OpsError> {
    let copy = store.load(design).await?;
    if copy.meta.counter == expected { Ok(copy) } else { Err(StoreError::Conflict(Box::new(copy)).into()) }
}

pub(super) fn usable_note(note: &str) -> Result<&str, OpsError> {
    let note = note.trim();
    match note.chars().count() {
        0..=MAX_NOTE => Ok(note),
        length => Err(OpsError::NoteTooLong(length)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::{create_design, load_design, save_design};
    use crate::store::{MemoryStore, Thing};

    #[tokio::test]
    async fn a_version_is_the_saved_state_to_the_byte() {
        let store = MemoryStore::default();
        let design = create_design(&store, &Actor::local(), "{ \"name\":\"shop\", \"cpu\": 1.0 }").await.unwrap().id;
        let version = save_version(&store, &Actor::local(), &design, 1, "  first ").await.unwrap();
        assert_eq!((version.number, &*version.note, version.fingerprint.len()), (1, "first", 64));
        assert_eq!(load_version(&store, &design, 1).await.unwrap().document, "{ \"name\":\"shop\", \"cpu\": 1.0 }");
        // The same meaning to the letter, written in another way.
        save_design(&store, &Actor::local(), &design, 1, "{\"cpu\":1.0,\"name\":\"shop\"}").await.unwrap();
        assert_eq!(save_version(&store, &Actor::local(), &design, 2, "again").await.unwrap(), version);
        let late = save_version(&store, &Actor::local(), &design, 1, "").await;
        assert!(matches!(late, Err(OpsError::Store(StoreError::Conflict(current))) if current.meta.counter == 2));
        let long = save_version(&store, &Actor::local(), &design, 2, &"x".repeat(1001)).await;
        assert!(matches!(long, Err(OpsError::NoteTooLong(1001))));
        assert!(matches!(list_versions(&store, "no").await, Err(OpsError::Store(StoreError::NotFound))));
    }

    #[tokio::test]
    async fn a_restored_version_is_the_newest_and_the_saved_state() {
        let store = MemoryStore::default();
        let design = create_design(&store, &Actor::local(), "{ \"a\":1}").await.unwrap().id;
        save_version(&store, &Actor::local(), &design, 1, "").await.unwrap();
        save_design(&store, &Actor::local(), &design, 1, "{\"a\":2}").await.unwrap();
        save_version(&store, &Actor::local(), &design, 2, "").await.unwrap();

        let late = restore_version(&store, &Actor::local(), &design, 1, 1).await;
        assert!(matches!(late, Err(OpsError::Store(StoreError::Conflict(_)))));
        let missing = restore_version(&store, &Actor::local(), &design, 2, 9).await;
        assert!(matches!(missing, Err(OpsError::Store(StoreError::Missing(Thing::Version)))));
        assert_eq!(list_versions(&store, &design).await.unwrap().len(), 2, "what is refused keeps nothing");

        let (version, saved) = restore_version(&store, &Actor::local(), &design, 2, 1).await.unwrap();
        assert_eq!((version.number, &*version.note, saved.counter), (3, "Restored from version 1", 3));
        assert_eq!(load_design(&store, &design).await.unwrap().document, "{ \"a\":1}");
        assert_eq!(load_version(&store, &design, 3).await.unwrap().document, "{ \"a\":1}");
        let (again, saved) = restore_version(&store, &Actor::local(), &design, 3, 1).await.unwrap();
        assert_eq!((again, saved.counter), (version, 4), "it is the newest already");
    }
}
