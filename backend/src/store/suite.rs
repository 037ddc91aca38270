//! What every store must do; run on each of them.

mod applies;
mod authors;
mod designs;
mod environments;
mod events;
mod leases;
mod one_write;
mod outbox;
mod people;
mod plans;
mod record;
mod reviews;
mod versions;

macro_rules! on_each_store {
    ($($case:ident),+ $(,)?) => {
        mod memory {
            $(#[tokio::test]
            async fn $case() {
                super::$case(&crate::store::MemoryStore::default()).await;
            })+
        }
        mod sqlite {
            $(#[tokio::test]
            async fn $case() {
                let folder = tempfile::tempdir().unwrap();
                let store = crate::store::SqliteStore::open(&folder.path().join("test.db")).await.unwrap();
                super::$case(&store).await;
            })+
        }
    };
}
use on_each_store;
