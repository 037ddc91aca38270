//! Versions of designs, and how they differ.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::access::PersonRef;
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
    /// Everybody who changed the design since the version before, and who saved this one.
    #[serde(default)]
    pub authors: Vec<PersonRef>,
    /// Where it came from, if a pipeline kept it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// The commit that a version came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Source {
    /// `owner/name` on GitHub.
    pub repository: String,
    /// 40 hexadecimal digits.
    pub commit: String,
    /// The number of the pull request, if it came from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pull_request: Option<i64>,
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

/// Has a document kept as a version, whatever the design as it is edited says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PushVersion {
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub document: Value,
    #[serde(default)]
    pub note: String,
    /// The commit that it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
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
