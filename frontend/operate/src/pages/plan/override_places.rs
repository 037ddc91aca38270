//! Which values of a design an environment may have of its own, and how they are called.

use serde_json::{Map, Value};
use shared::document::Pointer;

/// An overridden place: its path and the value that takes its place.
pub(super) type Override = (String, Value);

/// The overrides of an environment, in the design's order.
pub(super) fn overrides_of(document: &Value, environment: &str) -> Vec<Override> {
    let at = Pointer::root().key("environments").key(environment).key("overrides");
    let members = at.get(document).and_then(Value::as_object);
    members.into_iter().flatten().map(|(path, value)| (path.clone(), value.clone())).collect()
}

/// The design with an environment's override set, or removed where there is no value.
pub(super) fn with_override(document: &Value, environment: &str, path: &str, value: Option<Value>) -> Value {
    let mut changed = document.clone();
    if let Some(overrides) = object(&mut changed, "environments")
        .and_then(|all| object_in(all, environment))
        .and_then(|one| object_in(one, "overrides"))
    {
        match value {
            Some(value) => overrides.insert(path.to_owned(), value),
            None => overrides.shift_remove(path),
        };
    }
    changed
}

fn object<'v>(value: &'v mut Value, key: &str) -> Option<&'v mut Map<String, Value>> {
    object_in(value.as_object_mut()?, key)
}

fn object_in<'v>(members: &'v mut Map<String, Value>, key: &str) -> Option<&'v mut Map<String, Value>> {
    members.entry(key.to_owned()).or_insert_with(|| Value::Object(Map::new())).as_object_mut()
}

/// The places that usually differ between environments, and aren't overridden yet.
pub(super) fn suggestions(document: &Value, environment: &str) -> Vec<Pointer> {
    let root = Pointer::root();
    let mut places = Vec::new();
    for service in keys(document, "services") {
        places.push(root.key("services").key(&service).key("desiredCount"));
    }
    for task in keys(document, "taskDefinitions") {
        let task = root.key("taskDefinitions").key(&task);
        let containers = task.key("containerDefinitions");
        for at in 0..length(document, &containers) {
            let container = containers.index(at);
            places.push(container.key("image"));
            let variables = container.key("environment");
            let values = (0..length(document, &variables)).map(|at| variables.index(at).key("value"));
            places.extend(values);
        }
        places.push(task.key("cpu"));
        places.push(task.key("memory"));
    }
    let taken = overrides_of(document, environment);
    places.retain(|place| place.get(document).is_some() && taken.iter().all(|(path, _)| path != place.as_str()));
    places
}

fn keys(document: &Value, collection: &str) -> Vec<String> {
    let members = document.get(collection).and_then(Value::as_object);
    members.into_iter().flatten().map(|(key, _)| key.clone()).collect()
}

fn length(document: &Value, list: &Pointer) -> usize {
    list.get(document).and_then(Value::as_array).map_or(0, Vec::len)
}
