//! Free JSON: a table of names and values where it is an object, one value otherwise.

use leptos::prelude::*;
use serde_json::Value;

use super::{Slot, map, other};

pub(super) fn control(slot: Slot) -> AnyView {
    let table = Memo::new(move |_| {
        slot.read(|value| match value {
            None | Some(Value::Null | Value::Object(_)) => true,
            Some(Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_)) => false,
        })
    });
    (move || if table.get() { map::control(slot, map::Values::Json) } else { other::other(slot) }).into_any()
}
