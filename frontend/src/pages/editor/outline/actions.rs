//! What changes which elements there are.

use leptos::prelude::*;
use serde_json::{Value, json};
use shared::document::{Patch, Pointer};
use shared::model::{Cluster, ContainerDefinition, LogGroup, Role, Service, TaskDefinition};

use super::entry_id;
use crate::dom;
use crate::state::rename::free_name;
use crate::state::{DesignStore, EditorUi, Tab, edit, place};

/// Lets ECS hand a role to tasks.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html>
const TRUST_ECS_TASKS: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Principal": { "Service": "ecs-tasks.amazonaws.com" }, "Action": "sts:AssumeRole" }
  ]
}"#;

/// Shows the form of an element and moves focus to its heading.
pub(crate) fn select(ui: EditorUi, path: Pointer) {
    let id = place::id(&path);
    ui.selected.set(path);
    ui.tab.set(Tab::Form);
    dom::focus_soon(vec![id]);
}

/// Adds an element with what every one of its kind needs, and shows it.
pub(crate) fn add_element(store: DesignStore, ui: EditorUi, collection: &'static str) {
    let root = Pointer::root().key(collection);
    let name = store.with_untracked(|document| free_name(document, &root, "app"));
    let element = match collection {
        "taskDefinitions" => json!({
            TaskDefinition::FAMILY.member.name: name,
            TaskDefinition::REQUIRES_COMPATIBILITIES.member.name: ["FARGATE"],
            TaskDefinition::NETWORK_MODE.member.name: "awsvpc",
            TaskDefinition::CPU.member.name: "256",
            TaskDefinition::MEMORY.member.name: "512",
            TaskDefinition::CONTAINER_DEFINITIONS.member.name: [new_container("app")],
        }),
        "services" => json!({
            Service::SERVICE_NAME.member.name: name,
            Service::TASK_DEFINITION.member.name: store.with_untracked(first_task),
            Service::DESIRED_COUNT.member.name: 1,
        }),
        "clusters" => json!({ Cluster::CLUSTER_NAME.member.name: name }),
        "logGroups" => json!({ LogGroup::LOG_GROUP_NAME.member.name: format!("/{name}") }),
        "roles" => json!({
            Role::ROLE_NAME.member.name: name,
            Role::ASSUME_ROLE_POLICY_DOCUMENT.member.name: TRUST_ECS_TASKS,
        }),
        _ => json!({}),
    };
    let path = root.key(&name);
    put(store, ui, &path, element);
    select(ui, path);
}

/// A reference to the first task definition, for a service to run.
fn first_task(document: &Value) -> String {
    let tasks = document.get("taskDefinitions").and_then(Value::as_object);
    let first = tasks.and_then(|tasks| tasks.keys().next());
    first.map(|name| format!("${{taskDefinitions.{name}}}")).unwrap_or_default()
}

fn new_container(name: &str) -> Value {
    json!({
        ContainerDefinition::NAME.member.name: name,
        ContainerDefinition::IMAGE.member.name: "",
        ContainerDefinition::ESSENTIAL.member.name: true,
    })
}

/// Adds a container to a task definition, and shows it.
pub(crate) fn add_container(store: DesignStore, ui: EditorUi, task: &Pointer) {
    let list = task.key(TaskDefinition::CONTAINER_DEFINITIONS.member.name);
    let count = store.with_untracked(|document| list.get(document).and_then(Value::as_array).map(Vec::len));
    let container = new_container(&format!("container-{}", count.unwrap_or(0) + 1));
    match count {
        Some(_) => {
            store.apply(&Patch::add(list.key("-"), container));
        }
        None => put(store, ui, &list, Value::Array(vec![container])),
    }
    select(ui, list.index(count.unwrap_or(0)));
}

fn put(store: DesignStore, ui: EditorUi, path: &Pointer, value: Value) {
    let (patch, made) = store.with_untracked(|document| edit::set(document, path, value));
    ui.note_made(&made);
    store.apply(&patch);
}

/// Copies an element or container, and shows the copy.
pub(crate) fn duplicate(store: DesignStore, ui: EditorUi, element: &Pointer) {
    let Some((parent, last)) = element.split_last() else { return };
    let Some(mut copy) = store.with_untracked(|document| element.get(document).cloned()) else { return };
    let path = match last.parse::<usize>() {
        Ok(at) if element.steps().count() > 2 => {
            if let Some(name) = copy.get_mut(ContainerDefinition::NAME.member.name)
                && let Some(text) = name.as_str()
            {
                *name = Value::from(format!("{text}-copy"));
            }
            parent.index(at + 1)
        }
        Ok(_) | Err(_) => parent.key(&store.with_untracked(|document| free_name(document, &parent, &last))),
    };
    if store.apply(&Patch::add(path.clone(), copy)) {
        select(ui, path);
    }
}

/// Deletes an element or container; the one after it is shown, or the one before, or what held it.
pub(crate) fn delete(store: DesignStore, ui: EditorUi, element: &Pointer) {
    let Some((parent, last)) = element.split_last() else { return };
    let next = store.with_untracked(|document| neighbour(document, &parent, &last));
    let patch = store.with_untracked(|document| edit::remove(document, element, |path| ui.made(path)));
    let Some(patch) = patch else { return };
    if !store.apply(&patch) {
        return;
    }
    let next = next.unwrap_or_else(|| place::element_of(&parent));
    dom::focus_soon(vec![entry_id(&next), place::id(&next), "element-title".to_owned()]);
    ui.selected.set(next);
}

/// Where the item after `last` stands once that is gone, or the item before it.
fn neighbour(document: &Value, parent: &Pointer, last: &str) -> Option<Pointer> {
    match parent.get(document)? {
        Value::Array(items) => {
            let at: usize = last.parse().ok()?;
            let left = items.len().checked_sub(2)?;
            Some(parent.index(at.min(left)))
        }
        Value::Object(members) => {
            let names: Vec<&String> = members.keys().collect();
            let at = names.iter().position(|name| *name == last)?;
            let other = names.get(at + 1).or_else(|| names.get(at.checked_sub(1)?))?;
            Some(parent.key(other))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours() {
        let document = json!({"services": {"a": {}, "b": {}, "c": {}}, "list": [1, 2], "one": [1]});
        let at = |parent: &str, last: &str| {
            neighbour(&document, &Pointer::root().key(parent), last).map(|found| found.to_string())
        };
        assert_eq!(at("services", "a").as_deref(), Some("/services/b"));
        assert_eq!(at("services", "c").as_deref(), Some("/services/b"));
        assert_eq!(at("list", "0").as_deref(), Some("/list/0"));
        assert_eq!(at("list", "1").as_deref(), Some("/list/0"));
        assert_eq!(at("one", "0"), None);
    }
}
