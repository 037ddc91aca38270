//! What a contestant has left in AWS, without what differs between any two runs.

use serde_json::{Map, Value, json};

/// What the design says of a service.
const SERVICE: [&str; 10] = [
    "serviceName",
    "cluster",
    "status",
    "desiredCount",
    "runningCount",
    "launchType",
    "networkConfiguration",
    "loadBalancers",
    "healthCheckGracePeriodSeconds",
    "deploymentConfiguration",
];
/// What AWS adds to a task definition.
const ADDED: [&str; 8] = [
    "taskDefinitionArn",
    "revision",
    "status",
    "compatibilities",
    "registeredAt",
    "registeredBy",
    "tags",
    "requiresAttributes",
];

/// What is there, without ids, times and tags.
pub(super) fn settled(state: &Value) -> Value {
    let services: Vec<_> = list(state, "services").map(|service| settle_service(state, service)).collect();
    let cluster = |each: &Value| json!({"name": each["name"], "status": each["status"]});
    let group = |each: &Value| json!({"name": each["name"], "retentionInDays": each["retentionInDays"]});
    json!({
        "clusters": list(state, "clusters").map(cluster).collect::<Vec<_>>(),
        "logGroups": list(state, "logGroups").map(group).collect::<Vec<_>>(),
        "roles": list(state, "roles").map(settle_role).collect::<Vec<_>>(),
        "services": services,
    })
}

fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value[key].as_array().into_iter().flatten()
}

fn settle_role(role: &Value) -> Value {
    let document = |value: &Value| match value.as_str() {
        Some(text) => serde_json::from_str(text).unwrap_or_else(|_| value.clone()),
        None => value.clone(),
    };
    let inline = role["inline"].as_object().into_iter().flatten();
    let inline: Map<_, _> = inline.map(|(name, value)| (name.clone(), document(value))).collect();
    json!({"name": role["name"], "trust": document(&role["trust"]), "attached": role["attached"], "inline": inline})
}

fn settle_service(state: &Value, service: &Value) -> Value {
    let mut settled: Map<_, _> = SERVICE.iter().map(|key| ((*key).to_owned(), service[*key].clone())).collect();
    let runs = list(state, "taskDefinitions").find(|each| each["arn"] == service["taskDefinition"]);
    let mut definition = runs.map(|each| each["given"].clone()).unwrap_or_default();
    if let Some(members) = definition.as_object_mut() {
        members.retain(|key, _| !ADDED.contains(&key.as_str()));
    }
    settled.insert("taskDefinition".to_owned(), definition);
    without_defaults(Value::Object(settled))
}

/// Without empty members and the defaults that some clients spell out.
fn without_defaults(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.into_iter().map(|(key, value)| (key, without_defaults(value)));
            Value::Object(members.filter(|(key, value)| !is_default(key, value)).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(without_defaults).collect()),
        other => other,
    }
}

fn is_default(key: &str, value: &Value) -> bool {
    let empty = value.is_null() || value == &json!([]) || value == &json!({}) || value == "";
    empty || matches!((key, value.as_str()), ("strategy", Some("ROLLING")) | ("bakeTimeInMinutes", None))
}

/// Where `found` is not as expected, in words.
pub(super) fn differences(task: &str, expected: &Value, found: &Value) -> Vec<String> {
    let mut differs = Vec::new();
    compare(&format!("{task}:"), expected, found, &mut differs);
    differs
}

fn compare(at: &str, expected: &Value, found: &Value, differs: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(before), Value::Object(after)) => {
            for key in before.keys().chain(after.keys().filter(|key| !before.contains_key(*key))) {
                compare(&format!("{at} {key}"), &expected[key], &found[key], differs);
            }
        }
        (Value::Array(before), Value::Array(after)) if before.len() == after.len() => {
            for (index, (before, after)) in before.iter().zip(after).enumerate() {
                compare(&format!("{at} {index}"), before, after, differs);
            }
        }
        // Each has a Region of its own.
        (Value::String(before), Value::String(after)) if regionless(before) == regionless(after) => {}
        _ if expected == found => {}
        _ => differs.push(format!("{at}: {found} instead of {expected}")),
    }
}

/// Without the Region's number and the random end of a target group's ARN.
fn regionless(text: &str) -> String {
    let arn = text.rsplit_once("targetgroup/web/").map_or(text, |(start, _)| start);
    let mut parts = arn.split("xx-bench-");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |done, part| done + part.trim_start_matches(|letter: char| letter.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_matters_differs() {
        let arn =
            |region: u8, end: &str| json!({"arn": format!("arn:aws:x:xx-bench-{region}:1:targetgroup/web/{end}")});
        assert_eq!(differences("New", &arn(11, "aa"), &arn(12, "bb")), [""; 0]);
        assert_eq!(differences("New", &json!({"a": [1]}), &json!({"a": [2]})), ["New: a 0: 2 instead of 1"]);
        assert_eq!(differences("New", &json!({}), &json!({"b": 1})), ["New: b: 1 instead of null"]);
    }
}
