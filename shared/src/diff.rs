//! How two designs differ in meaning.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::document::Pointer;

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// Where in the later document; where something was removed, in the earlier one. A row that has a name is named
    /// by its index there.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub path: Pointer,
    /// The element of the design: `services.web`; empty for what belongs to none.
    pub element: String,
    /// Where within the element, as a person reads it: `app › Environment › LOG_LEVEL`.
    pub place: String,
    /// Nothing where it was added.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub before: Option<Value>,
    /// Nothing where it was removed.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub after: Option<Value>,
    /// The change as a sentence: `app › Memory: 512 → 1024 MiB`.
    pub sentence: String,
}

/// What differs in meaning between two designs, in the later one's order. Neither the order of members, nor of rows
/// that have names, nor a stated default, nor what is absent in AWS's sense makes a difference.
pub fn diff(_before: &Value, _after: &Value) -> Vec<Change> {
    Vec::new()
}
