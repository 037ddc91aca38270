//! True, false, or left to AWS: absence often means something of its own.

use leptos::prelude::*;
use serde_json::Value;

use super::{Slot, choice};

pub(super) fn control(slot: Slot) -> AnyView {
    let options = vec![
        choice::not_set(slot),
        (Some(Value::Bool(true)), "true".to_owned()),
        (Some(Value::Bool(false)), "false".to_owned()),
    ];
    if slot.cell { choice::drop_down(slot, options) } else { choice::segments(slot, options) }
}
