//! The design that a newcomer finds.

use super::Actor;
use super::{OpsError, create_design};
use crate::store::Store;

/// A small web shop on Fargate: a web server in front of an application, as one service.
pub const SAMPLE: &str = include_str!("sample.json");

/// Keeps the sample in a store that never had a design.
pub async fn ensure_sample(store: &dyn Store) -> Result<(), OpsError> {
    if store.created_ever().await? == 0 {
        create_design(store, &Actor::local(), SAMPLE).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use shared::check::{InputKind, Severity};

    use super::*;
    use crate::ops::{check_text, delete_design, list_designs};
    use crate::store::MemoryStore;

    #[test]
    fn the_sample_is_beyond_reproach() {
        let report = check_text(SAMPLE, Some(InputKind::Design)).unwrap();
        let serious: Vec<_> = report.diagnostics.iter().filter(|found| found.severity != Severity::Advice).collect();
        assert!(serious.is_empty(), "{serious:#?}");
    }

    #[tokio::test]
    async fn the_sample_comes_once() {
        let store = MemoryStore::default();
        ensure_sample(&store).await.unwrap();
        ensure_sample(&store).await.unwrap();
        let designs = list_designs(&store).await.unwrap();
        assert_eq!(designs.iter().map(|meta| meta.name.as_str()).collect::<Vec<_>>(), ["shop"]);
        delete_design(&store, &Actor::local(), &designs[0].id, 1).await.unwrap();
        ensure_sample(&store).await.unwrap();
        assert!(list_designs(&store).await.unwrap().is_empty());
    }
}
