//! What a Region holds, without what differs from run to run.

use serde_json::{Map, Value};

use super::terminal::Terminal;

/// Members that are ids and times, or tell of them.
const PASSING: [&str; 8] =
    ["id", "createdAt", "updatedAt", "registeredAt", "events", "clientToken", "rolloutStateReason", "awslogs-region"];

/// Comparable between Regions: everything that is there, each list in the order of names.
pub(super) fn state(terminal: &Terminal) -> Value {
    let (region, group) = (&terminal.place.region, &terminal.place.target_group);
    let mut state = terminal.world.state();
    if let Some(roles) = state["roles"].as_array_mut() {
        let end = format!("-{region}");
        roles.retain(|role| role["name"].as_str().is_some_and(|name| name.ends_with(&end)));
    }
    let text = state.to_string().replace(group.as_str(), "TARGET-GROUP").replace(region.as_str(), "REGION");
    let mut state: Value = serde_json::from_str(&text).unwrap();
    strip(&mut state);
    for list in state.as_object_mut().unwrap().values_mut().filter_map(Value::as_array_mut) {
        list.sort_by_key(Value::to_string);
    }
    state
}

/// How many there are of each: `clusters 2, services 3, ...`.
pub(super) fn counts(state: &Value) -> String {
    let lists = state.as_object().into_iter().flatten();
    let counts = lists.map(|(name, list)| format!("{name} {}", list.as_array().map_or(0, Vec::len)));
    counts.collect::<Vec<_>>().join(", ")
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|key, _| !PASSING.contains(&key.as_str()));
            mask(members);
            members.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The tag that a task definition's content has depends on the Region's names.
fn mask(members: &mut Map<String, Value>) {
    if members.get("key").and_then(Value::as_str) == Some(shared::plan::CONTENT_TAG) {
        members.insert("value".to_owned(), Value::Null);
    }
}
