//! Entries of the record, as the use cases write them.

use serde_json::{Value, json};
use shared::api::{Act, Doer};

use super::Actor;
use crate::store::NewEntry;

/// That `by` did something, at `at` in milliseconds since 1970.
pub(super) fn entry(by: &Actor, act: Act, at: i64) -> NewEntry {
    entry_by(by.doer(""), act, at)
}

/// The same for someone who is no actor: the server itself, or a guest under the name that they gave.
pub(super) fn entry_by(by: Doer, act: Act, at: i64) -> NewEntry {
    NewEntry { at, by, act, environment: None, design_id: None, detail: json!({}) }
}

impl NewEntry {
    /// The same, about an environment.
    #[must_use]
    pub fn environment(self, name: &str) -> Self {
        Self { environment: Some(name.to_owned()), ..self }
    }

    /// The same, about a design.
    #[must_use]
    pub fn design(self, id: &str) -> Self {
        Self { design_id: Some(id.to_owned()), ..self }
    }

    /// The same with what else there is to know: numbers, ids and fingerprints; never a value of a design.
    #[must_use]
    pub fn detail(self, detail: Value) -> Self {
        Self { detail, ..self }
    }
}
