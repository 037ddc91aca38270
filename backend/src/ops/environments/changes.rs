//! Which settings of an environment a change touched.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};
use shared::environment::Environment;

/// The names of the settings in which two copies differ, in order: `policy.approvals`, `region`.
pub(super) fn changed_members(before: &Environment, after: &Environment) -> BTreeSet<String> {
    let settings = |environment: &Environment| {
        let mut settings = json!(Environment { counter: 0, ..environment.clone() });
        let policy = settings.as_object_mut().and_then(|settings| settings.remove("policy"));
        let named = |prefix: &str, members: Value| {
            let members = if let Value::Object(members) = members { members } else { Map::new() };
            members.into_iter().map(|(name, value)| (format!("{prefix}{name}"), value)).collect::<Vec<_>>()
        };
        let all = named("", settings).into_iter().chain(named("policy.", policy.unwrap_or_default()));
        all.collect::<BTreeMap<_, _>>()
    };
    let (before, after) = (settings(before), settings(after));
    let names = before.keys().chain(after.keys());
    names.filter(|name| before.get(*name) != after.get(*name)).cloned().collect()
}
