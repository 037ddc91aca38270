//! Versions of designs, and how they differ.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::diff::Change;

/// A saved state of a design, which never changes again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct VersionMeta {
    /// From 1, without gaps.
    pub number: i64,
    /// SHA-256 of the document's canonical JSON, 64 hexadecimal digits.
    pub fingerprint: String,
    /// What its author said of it; may be empty.
    pub note: String,
    /// Milliseconds since 1970.
    pub created_at: i64,
}

/// A design's versions, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VersionList {
    pub versions: Vec<VersionMeta>,
}

/// A version with its document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VersionCopy {
    #[serde(flatten)]
    pub meta: VersionMeta,
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub document: Value,
}

/// Asks for a version of the design as it is saved now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaveVersion {
    #[serde(default)]
    pub note: String,
}

/// How one version differs from another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Comparison {
    pub from: VersionMeta,
    pub to: VersionMeta,
    /// What differs in meaning; empty where only order, spelling or stated defaults do.
    pub changes: Vec<Change>,
}
