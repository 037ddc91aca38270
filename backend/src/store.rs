//! Where designs, versions, environments, plans, applies, people, reviews and the record of it all are kept.

mod applies;
mod audit;
mod chain;
mod environments;
mod error;
mod memory;
mod outbox;
mod people;
mod plans;
mod reviews;
mod sandboxes;
mod sqlite;
#[cfg(test)]
mod suite;
mod telling;
mod versions;

pub use applies::{Applies, Claim, Entry, JournalEntry, JournalState, NewApply};
pub use audit::{Audit, NewEntry};
pub use chain::{Break, Head, StoredEntry};
pub use environments::Environments;
pub use error::{StoreError, Thing};
pub use memory::MemoryStore;
pub use outbox::{Outbox, StoredHook};
pub use people::{Identity, NewPerson, People, SecretHash, Session, StoredInvitation, StoredPerson, StoredToken};
pub use plans::{Plans, StoredPlan};
pub use reviews::{Reviews, StoredLink};
pub use sandboxes::Sandboxes;
pub use sqlite::SqliteStore;
pub use versions::{NewVersion, StoredVersion, Versions};

use async_trait::async_trait;
use shared::access::PersonRef;
use shared::api::DesignMeta;

/// Everything that is kept.
pub trait Store:
    Designs + Versions + Environments + Plans + Applies + Sandboxes + People + Reviews + Audit + Outbox
{
}

impl<S: Designs + Versions + Environments + Plans + Applies + Sandboxes + People + Reviews + Audit + Outbox> Store
    for S
{
}

/// What a store does with designs. It never reads their documents.
#[async_trait]
pub trait Designs: Send + Sync + 'static {
    /// All designs, newest change first.
    async fn list(&self) -> Result<Vec<DesignMeta>, StoreError>;
    /// Keeps a new design; its counter is 1.
    async fn create(&self, id: &str, draft: Draft) -> Result<DesignMeta, StoreError>;
    async fn load(&self, id: &str) -> Result<StoredDesign, StoreError>;
    /// Replaces a design that still has the counter `expected`; otherwise changes nothing and gives the current copy.
    /// What this has confirmed survives a crash of the process and of the machine.
    async fn save(&self, id: &str, expected: i64, draft: Draft) -> Result<DesignMeta, StoreError>;
    /// Removes a design that still has the counter `expected`.
    async fn delete(&self, id: &str, expected: i64) -> Result<(), StoreError>;
    /// How many designs were ever created, deleted ones included.
    async fn created_ever(&self) -> Result<i64, StoreError>;
}

/// What is to be kept of a design.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The name to list it under.
    pub name: String,
    /// The document's text, kept byte for byte.
    pub document: String,
    /// When it was made, in milliseconds since 1970.
    pub at: i64,
    /// Who made it. The store remembers everybody who changed a design since its last version.
    pub by: PersonRef,
}

/// A design as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDesign {
    pub meta: DesignMeta,
    pub document: String,
}
