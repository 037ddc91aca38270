//! What is told of people in the record.

use serde_json::Value;
use shared::api::{Act, Doer};

use crate::ops::Context;
use crate::store::NewEntry;

/// An entry about no environment and no design.
pub(super) fn entry(context: &Context, by: Doer, act: Act, detail: Value) -> NewEntry {
    NewEntry { at: context.clock.now(), by, act, environment: None, design_id: None, detail }
}
