//! The environment's subnets and security groups, in the services that need some.

use serde_json::{Map, Value, json};

use crate::document::{Pointer, View};
use crate::environment::Environment;
use crate::export::reference;
use crate::model::{NetworkConfiguration, Service, TaskDefinition};

/// Sets the environment's subnets and security groups, where it has any, in every service in `awsvpc` mode.
pub(super) fn fill(design: &mut Value, environment: &Environment) {
    if environment.subnets.is_empty() && environment.security_groups.is_empty() {
        return;
    }
    let Some(services) = design.get("services").and_then(Value::as_object) else { return };
    let awsvpc: Vec<_> =
        services.iter().filter(|(_, service)| is_awsvpc(design, service)).map(|(local, _)| local.clone()).collect();
    for local in awsvpc {
        let service = design.get_mut("services").and_then(|services| services.get_mut(&local));
        let Some(network) = service.and_then(|service| member(service, "networkConfiguration")) else { continue };
        let Some(Value::Object(configuration)) = member(network, "awsvpcConfiguration") else { continue };
        for (key, ids) in [("subnets", &environment.subnets), ("securityGroups", &environment.security_groups)] {
            if !ids.is_empty() {
                configuration.insert(key.to_owned(), json!(ids));
            }
        }
    }
}

/// The member `key` of an object, made where it is missing.
fn member<'v>(owner: &'v mut Value, key: &str) -> Option<&'v mut Value> {
    let members = owner.as_object_mut()?;
    let value = members.entry(key).or_insert_with(|| Value::Object(Map::new()));
    if value.is_null() {
        *value = Value::Object(Map::new());
    }
    Some(value)
}

/// Whether the tasks of a service get network interfaces of their own: it says so, runs on Fargate, or its task
/// definition has the mode.
fn is_awsvpc(design: &Value, service: &Value) -> bool {
    let service = View::<Service>::new(service, Pointer::root());
    let stated = service.get(&Service::NETWORK_CONFIGURATION);
    if stated.is_some_and(|network| network.has(&NetworkConfiguration::AWSVPC_CONFIGURATION))
        || service.get(&Service::LAUNCH_TYPE) == Some("FARGATE")
    {
        return true;
    }
    let Some(wanted) = service.raw(&Service::TASK_DEFINITION).and_then(Value::as_str) else { return false };
    let mut tasks = design.get("taskDefinitions").and_then(Value::as_object).into_iter().flatten();
    let is_meant = |local: &str, task: &Value| match reference(wanted) {
        Some((collection, named)) => collection == "taskDefinitions" && named == local,
        None => {
            let name = wanted.rsplit_once("task-definition/").map_or(wanted, |(_, name)| name);
            task.get(TaskDefinition::FAMILY.member.name).and_then(Value::as_str) == name.split(':').next()
        }
    };
    let Some((_, task)) = tasks.find(|(local, task)| is_meant(local, task)) else { return false };
    let task = View::<TaskDefinition>::new(task, Pointer::root());
    let fargate = task.get(&TaskDefinition::REQUIRES_COMPATIBILITIES);
    task.get(&TaskDefinition::NETWORK_MODE) == Some("awsvpc")
        || fargate.is_some_and(|words| words.iter().any(|(_, word)| *word == "FARGATE"))
}
