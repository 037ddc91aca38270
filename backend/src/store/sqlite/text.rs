//! Values that a column keeps as text.

use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::api::{ApplyKind, DeliveryState};

use crate::store::{JournalState, SecretHash};

/// Milliseconds since 1970 by the database's clock.
macro_rules! now {
    () => {
        "CAST(unixepoch('subsec') * 1000 AS INTEGER)"
    };
}
pub(super) use now;

/// A text in the database that this program did not write.
#[derive(Debug, thiserror::Error)]
#[error("{0} is no {1}")]
struct Unknown(String, &'static str);

pub(super) fn json<T: Serialize>(value: &T) -> Result<String, sqlx::Error> {
    serde_json::to_string(value).map_err(|error| sqlx::Error::Encode(Box::new(error)))
}

pub(super) fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, sqlx::Error> {
    serde_json::from_str(text).map_err(|error| sqlx::Error::Decode(Box::new(error)))
}

/// A hash as it is in its column.
pub(super) fn hash(bytes: &[u8]) -> Result<SecretHash, sqlx::Error> {
    bytes.try_into().map_err(|error| sqlx::Error::Decode(Box::new(error)))
}

/// As the partial index of waiting messages has it.
pub(super) const fn delivery_word(state: DeliveryState) -> &'static str {
    match state {
        DeliveryState::Waiting => "waiting",
        DeliveryState::Delivered => "delivered",
        DeliveryState::Failed => "failed",
    }
}

pub(super) const fn kind_word(kind: ApplyKind) -> &'static str {
    match kind {
        ApplyKind::Apply => "apply",
        ApplyKind::Rollback => "rollback",
    }
}

pub(super) fn kind(word: &str) -> Result<ApplyKind, sqlx::Error> {
    let found = [ApplyKind::Apply, ApplyKind::Rollback].into_iter().find(|kind| kind_word(*kind) == word);
    found.ok_or_else(|| sqlx::Error::Decode(Box::new(Unknown(word.to_owned(), "kind of an apply"))))
}

pub(super) const fn state_word(state: JournalState) -> &'static str {
    match state {
        JournalState::Intended => "intended",
        JournalState::Called => "called",
        JournalState::Done => "done",
        JournalState::Failed => "failed",
    }
}

pub(super) fn state(word: &str) -> Result<JournalState, sqlx::Error> {
    let states = [JournalState::Intended, JournalState::Called, JournalState::Done, JournalState::Failed];
    let found = states.into_iter().find(|state| state_word(*state) == word);
    found.ok_or_else(|| sqlx::Error::Decode(Box::new(Unknown(word.to_owned(), "state of a step"))))
}
