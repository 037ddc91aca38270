//! Places that survive reordering: a row of a list is named by its name.

use serde_json::Value;

use crate::document::Pointer;
use crate::model::NAMING;

/// The place that `stated` means in `document`: a step into a list is an index, or the name of a row. The last step
/// may name a member that isn't there yet; nothing where an earlier one does.
pub fn place(document: &Value, stated: &Pointer) -> Option<Pointer> {
    let mut here = document;
    let mut place = Pointer::root();
    let mut steps = stated.steps().peekable();
    while let Some(step) = steps.next() {
        let last = steps.peek().is_none();
        (here, place) = match here {
            Value::Object(members) => match members.get(&step) {
                Some(member) => (member, place.key(&step)),
                None if last => return Some(place.key(&step)),
                None => return None,
            },
            Value::Array(items) => {
                let index = step.parse().ok().filter(|index| *index < items.len());
                let index = index.or_else(|| items.iter().position(|item| is_named(item, &step)))?;
                (&items[index], place.index(index))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return None,
        };
    }
    Some(place)
}

fn is_named(row: &Value, name: &str) -> bool {
    row_name(row) == Some(name)
}

/// What a row is named by; nothing where it has no name.
pub(crate) fn row_name(row: &Value) -> Option<&str> {
    NAMING.iter().find_map(|member| row.get(member)).and_then(Value::as_str)
}
