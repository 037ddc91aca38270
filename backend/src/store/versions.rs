//! Saved states of designs, which never change again.

use async_trait::async_trait;
use shared::access::PersonRef;
use shared::api::{Doer, Source, VersionMeta};

use super::StoreError;

/// What a store does with versions of designs.
#[async_trait]
pub trait Versions: Send + Sync + 'static {
    /// Keeps a version; its authors are who keeps it, whoever is named with it, and everybody who changed the design
    /// since the last. Its number is one more than the design's last. Where the last has the same fingerprint, that one
    /// is given and nothing new is kept. A new one is told in the record. `NotFound` where there is no such design;
    /// `VersionMoved` where it was to come right after another one than the last.
    async fn save_version(&self, design: &str, version: NewVersion) -> Result<VersionMeta, StoreError>;
    /// A design's versions, newest first.
    async fn versions(&self, design: &str) -> Result<Vec<VersionMeta>, StoreError>;
    async fn version(&self, design: &str, number: i64) -> Result<StoredVersion, StoreError>;
}

/// What is to be kept of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewVersion {
    pub fingerprint: String,
    /// What its author said of it; may be empty.
    pub note: String,
    /// The document's text, kept byte for byte.
    pub document: String,
    /// Milliseconds since 1970.
    pub at: i64,
    /// Who keeps it. With those who changed the design since its last version they are its authors.
    pub by: Doer,
    /// Whose work it is besides.
    pub with: Vec<PersonRef>,
    /// The number of the version that it was made of, if it may only come right after that.
    pub after: Option<i64>,
    pub source: Option<Source>,
}

/// A version as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredVersion {
    pub meta: VersionMeta,
    pub document: String,
}
