//! What a change of a design tells by itself.

use serde_json::Value;

use super::Effect;
use crate::diff::Change;

/// Members that name a role which something acts as.
const ROLES: [&str; 5] = ["executionRoleArn", "taskRoleArn", "roleArn", "role", "infrastructureRoleArn"];
/// Everybody, in the two forms of addresses.
const EVERYBODY: [&str; 2] = ["0.0.0.0/0", "::/0"];

/// What comes of a change, as far as it can be told for certain. Whether other subnets or security groups open
/// something can't be.
pub(super) fn effects(change: &Change) -> Vec<Effect> {
    let mut effects = Vec::new();
    if opens(change) {
        effects.push(Effect::PublicExposure);
    }
    let policies = ["roles.", "instanceProfiles."].iter().any(|of| change.element.starts_with(of));
    if policies || either(change, |key, value| ROLES.contains(&key) && !value.is_null()) {
        effects.push(Effect::Permissions);
    }
    effects
}

fn opens(change: &Change) -> bool {
    let collection = change.element.split('.').next().unwrap_or_default();
    match collection {
        "services" => {
            newly(change, |key, value| key == "assignPublicIp" && value == "ENABLED")
                || newly(change, |key, value| {
                    ["targetGroupArn", "loadBalancerName"].contains(&key)
                        && value.as_str().is_some_and(|to| !to.is_empty())
                })
        }
        "loadBalancers" | "classicLoadBalancers" => {
            newly(change, |key, value| key == "Scheme" && value == "internet-facing")
        }
        "securityGroups" => newly(change, |_, value| value.as_str().is_some_and(|range| EVERYBODY.contains(&range))),
        _ => false,
    }
}

/// Whether something of the kind stands in what comes, and not the same in what was.
fn newly(change: &Change, is: impl Fn(&str, &Value) -> bool + Copy) -> bool {
    let key = last_key(change);
    let (mut before, mut after) = (Vec::new(), Vec::new());
    find(&key, change.before.as_ref(), is, &mut before);
    find(&key, change.after.as_ref(), is, &mut after);
    after.iter().any(|value| !before.contains(value))
}

/// Whether something of the kind stands in what comes or in what was.
fn either(change: &Change, is: impl Fn(&str, &Value) -> bool + Copy) -> bool {
    let key = last_key(change);
    let mut found = Vec::new();
    find(&key, change.before.as_ref(), is, &mut found);
    find(&key, change.after.as_ref(), is, &mut found);
    !found.is_empty()
}

fn last_key(change: &Change) -> String {
    change.path.steps().last().unwrap_or_default()
}

fn find<'v>(key: &str, value: Option<&'v Value>, is: impl Fn(&str, &Value) -> bool + Copy, found: &mut Vec<&'v Value>) {
    match value {
        Some(Value::Object(members)) => members.iter().for_each(|(key, value)| find(key, Some(value), is, found)),
        Some(Value::Array(items)) => items.iter().for_each(|item| find(key, Some(item), is, found)),
        Some(value) if is(key, value) => found.push(value),
        Some(_) | None => {}
    }
}
