//! Finds the task definitions and services in a document, and which belongs to which.

use serde::Serialize;
use serde_json::Value;

use super::scope::{ServiceScope, TaskScope};
use crate::document::{Pointer, View};
use crate::model::{COLLECTIONS, Service, Structure, StructureShape, TaskDefinition};

/// What a JSON document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum InputKind {
    /// `RegisterTaskDefinition` input, or what `describe-task-definition` prints.
    TaskDefinition,
    /// `CreateService` input, or what `describe-services` prints.
    Service,
    /// `{taskDefinition, service, targetGroups?, cluster?}`, to check across objects.
    Bundle,
    /// A Bayplan design.
    Design,
}

impl InputKind {
    pub const ALL: [Self; 4] = [Self::TaskDefinition, Self::Service, Self::Bundle, Self::Design];

    /// Its name in options and answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::TaskDefinition => "task-definition",
            Self::Service => "service",
            Self::Bundle => "bundle",
            Self::Design => "design",
        }
    }
}

/// A document of a kind that AWS gives a shape.
#[derive(Debug)]
pub struct Root<'a> {
    pub(crate) node: &'a Value,
    pub(crate) path: Pointer,
    pub(crate) shape: &'static StructureShape,
    /// Whether our own `"bayplan"` member may stand in it.
    pub(crate) in_design: bool,
}

pub(super) struct Subject<'a> {
    pub(super) tasks: Vec<TaskScope<'a>>,
    services: Vec<(View<'a, Service>, Option<usize>)>,
    pub(super) roots: Vec<Root<'a>>,
}

impl<'a> Subject<'a> {
    pub(super) fn new(document: &'a Value, kind: InputKind) -> Self {
        let found = find(document, kind);
        let runs = |service: &View<'_, Service>| {
            let wanted = service.raw(&Service::TASK_DEFINITION)?.as_str()?;
            found.tasks.iter().position(|(local, task)| match local {
                Some(local) => runs_local(wanted, local, task),
                None => true,
            })
        };
        let services: Vec<_> = found
            .services
            .into_iter()
            .map(|service| {
                let task = runs(&service);
                (service, task)
            })
            .collect();
        let running = |at| services.iter().filter(move |(_, task)| *task == Some(at)).map(|(view, _)| view.clone());
        let tasks: Vec<_> = found
            .tasks
            .into_iter()
            .enumerate()
            .map(|(at, (_, task))| TaskScope::new(task, running(at).collect()))
            .collect();
        let in_design = match kind {
            InputKind::Design => true,
            InputKind::TaskDefinition | InputKind::Service | InputKind::Bundle => false,
        };
        let mut roots: Vec<_> = tasks.iter().map(|scope| root(&scope.task, in_design)).collect();
        roots.extend(services.iter().map(|(view, _)| root(view, in_design)));
        if in_design {
            roots.extend(other_roots(document));
        }
        Self { tasks, services, roots }
    }

    pub(super) fn services(&self) -> impl Iterator<Item = ServiceScope<'_, 'a>> {
        self.services.iter().map(|(service, task)| ServiceScope {
            service: service.clone(),
            task: task.and_then(|at| self.tasks.get(at)),
        })
    }
}

fn root<'a, S: Structure>(view: &View<'a, S>, in_design: bool) -> Root<'a> {
    Root { node: view.node(), path: view.path().clone(), shape: S::SHAPE, in_design }
}

/// The elements of a design's further collections whose request is described.
fn other_roots(document: &Value) -> impl Iterator<Item = Root<'_>> {
    let read_otherwise = [TaskDefinition::SHAPE.name, Service::SHAPE.name];
    let described = COLLECTIONS.iter().filter_map(|collection| Some((collection.key, collection.creates?)));
    described.filter(move |(_, shape)| !read_otherwise.contains(&shape.name)).flat_map(|(key, shape)| {
        let elements = document.get(key).and_then(Value::as_object).into_iter().flatten();
        let path = Pointer::root().key(key);
        elements.map(move |(local, node)| Root { node, path: path.key(local), shape, in_design: true })
    })
}

/// The parts of a document; a task definition of a design has its local name.
#[derive(Default)]
struct Found<'a> {
    tasks: Vec<(Option<&'a str>, View<'a, TaskDefinition>)>,
    services: Vec<View<'a, Service>>,
}

fn find(document: &Value, kind: InputKind) -> Found<'_> {
    let root = Pointer::root();
    let mut found = Found::default();
    match kind {
        InputKind::TaskDefinition => {
            let printed = document.get("taskDefinition").filter(|_| document.get("containerDefinitions").is_none());
            found.tasks.push(match printed {
                Some(inner) => (None, View::new(inner, root.key("taskDefinition"))),
                None => (None, View::new(document, root)),
            });
        }
        InputKind::Service => match document.get("services").and_then(Value::as_array) {
            Some(printed) => {
                let list = root.key("services");
                let views = printed.iter().enumerate().map(|(at, item)| View::new(item, list.index(at)));
                found.services.extend(views);
            }
            None => found.services.push(View::new(document, root)),
        },
        InputKind::Bundle => {
            found
                .tasks
                .extend(document.get("taskDefinition").map(|node| (None, View::new(node, root.key("taskDefinition")))));
            found.services.extend(document.get("service").map(|node| View::new(node, root.key("service"))));
        }
        InputKind::Design => {
            let members = |collection: &str| document.get(collection).and_then(Value::as_object).into_iter().flatten();
            let at = |collection: &str, local: &str| root.key(collection).key(local);
            found.tasks.extend(
                members("taskDefinitions")
                    .map(|(local, node)| (Some(local.as_str()), View::new(node, at("taskDefinitions", local)))),
            );
            found.services.extend(members("services").map(|(local, node)| View::new(node, at("services", local))));
        }
    }
    found
}

/// Whether a service's `taskDefinition` means this task definition of the design: by reference, or by its family.
fn runs_local(wanted: &str, local: &str, task: &View<'_, TaskDefinition>) -> bool {
    let referred = wanted.strip_prefix("${taskDefinitions.").and_then(|rest| rest.strip_suffix('}'));
    if let Some(referred) = referred {
        return referred == local;
    }
    let name = wanted.rsplit_once("task-definition/").map_or(wanted, |(_, name)| name);
    let family = name.split_once(':').map_or(name, |(family, _)| family);
    task.get(&TaskDefinition::FAMILY) == Some(family)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::check::{Severity, check};

    /// What a reference stands for is not known yet, but it is there.
    #[test]
    fn references_are_neither_absent_nor_wrong() {
        let design = json!({
            "taskDefinitions": {"web": {
                "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512",
                "executionRoleArn": "${roles.execution}", "taskRoleArn": "${roles.task}",
                "containerDefinitions": [{
                    "name": "web", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1", "portMappings": [{"containerPort": 80}],
                    "secrets": [{"name": "KEY", "valueFrom": "/app/key"}],
                    "logConfiguration": {"logDriver": "awslogs", "options": {
                        "awslogs-group": "/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "web"}},
                }],
            }},
            "services": {"web": {
                "serviceName": "web", "cluster": "${clusters.main}", "taskDefinition": "${taskDefinitions.web}", "desiredCount": 1,
                "capacityProviderStrategy": [{"capacityProvider": "${capacityProviders.spot}", "weight": 1}],
                "networkConfiguration": {"awsvpcConfiguration": {
                    "subnets": ["${subnets.a}"], "securityGroups": ["${securityGroups.web}"]}},
                "loadBalancers": [{"targetGroupArn": "${targetGroups.web}", "containerName": "web", "containerPort": 80}],
                "deploymentConfiguration": {"alarms": {"enable": true, "rollback": true, "alarmNames": ["${alarms.errors}"]}},
            }},
            "clusters": {"main": {"clusterName": "main", "configuration": {"executeCommandConfiguration": {
                "logging": "OVERRIDE", "logConfiguration": {"cloudWatchLogGroupName": "${logGroups.exec}"}}},
                "capacityProviders": ["${capacityProviders.spot}"], "serviceConnectDefaults": {"namespace": "${namespaces.main}"}}},
        });
        let found = check(&design, InputKind::Design);
        let found: Vec<_> = found.iter().filter(|found| found.severity != Severity::Advice).collect();
        assert!(found.is_empty(), "{found:#?}");
        let mut without = design.clone();
        without["taskDefinitions"]["web"].as_object_mut().unwrap().shift_remove("executionRoleArn");
        for rule in ["SEC-EXECUTION-ROLE", "CD-ECR-EXECUTION-ROLE"] {
            let found = check(&without, InputKind::Design);
            assert!(found.iter().any(|found| found.rule == rule), "{rule} in {found:#?}");
        }
    }
}
