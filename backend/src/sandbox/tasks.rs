//! Tasks of services.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Account;
use super::fate::Fate;
use super::fault::{invalid_parameter, no_service};
use super::home::{Home, last_part};
use super::ids::hex_of;
use super::input::{list, page, paged, seconds, text, texts};
use super::services::Service;
use super::task_definitions::Revision;
use crate::ports::PortError;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Task {
    pub(super) id: String,
    /// The deployment that started it.
    pub(super) deployment: String,
    /// The ARN of its task definition's revision.
    pub(super) revision: String,
    pub(super) fate: Fate,
    /// The container that the fate befalls.
    pub(super) container: String,
    pub(super) stage: Stage,
    /// When it goes on to its next stage.
    pub(super) due: Option<i64>,
    pub(super) created_at: i64,
    pub(super) started_at: Option<i64>,
    pub(super) stopped: Option<Stop>,
}

/// Where a task is on its way, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Stage {
    Provisioning,
    Pending,
    Running,
    /// Running, and every health check succeeds.
    Healthy,
    Stopped,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stop {
    pub(super) at: i64,
    pub(super) code: String,
    pub(super) reason: String,
    pub(super) exit_code: Option<i64>,
    /// What the container says of it.
    pub(super) container_reason: Option<String>,
}

impl Task {
    pub(super) fn is_running(&self) -> bool {
        matches!(self.stage, Stage::Running | Stage::Healthy)
    }

    pub(super) fn is_pending(&self) -> bool {
        matches!(self.stage, Stage::Provisioning | Stage::Pending)
    }

    fn family(&self) -> &str {
        let name = last_part(&self.revision);
        name.rsplit_once(':').map_or(name, |(family, _)| family)
    }

    fn status(&self) -> &'static str {
        match self.stage {
            Stage::Provisioning => "PROVISIONING",
            Stage::Pending => "PENDING",
            Stage::Running | Stage::Healthy => "RUNNING",
            Stage::Stopped => "STOPPED",
        }
    }

    fn health(&self, definition: &Value) -> &'static str {
        match (definition.get("healthCheck"), self.stage, self.fate) {
            (Some(_), Stage::Healthy, _) => "HEALTHY",
            (Some(_), _, Fate::Unhealthy) if self.started_at.is_some() => "UNHEALTHY",
            (None | Some(_), ..) => "UNKNOWN",
        }
    }

    fn print_container(&self, definition: &Value, home: &Home, cluster: &str) -> Value {
        let name = text(definition, "name").unwrap_or_default();
        let mut out = json!({
            "containerArn": home.container(cluster, &self.id, &hex_of(&format!("{}/{name}", self.id))),
            "taskArn": home.task(cluster, &self.id),
            "name": name,
            "image": definition.get("image"),
            "lastStatus": self.status(),
            "healthStatus": self.health(definition),
            "networkBindings": [],
            "networkInterfaces": [],
            "cpu": definition.get("cpu").map(Value::to_string),
        });
        if let Some(stop) = &self.stopped {
            if name == self.container {
                if let Some(code) = stop.exit_code {
                    out["exitCode"] = json!(code);
                }
                if let Some(reason) = &stop.container_reason {
                    out["reason"] = json!(reason);
                }
            } else if self.started_at.is_some() {
                out["exitCode"] = json!(0);
            }
        }
        out
    }

    fn print(&self, home: &Home, cluster: &str, service: &Service, revision: Option<&Revision>) -> Value {
        let document = revision.map(|revision| &revision.document);
        let definitions = document.map_or(&[][..], |document| list(document, "containerDefinitions"));
        let containers: Vec<Value> =
            definitions.iter().map(|definition| self.print_container(definition, home, cluster)).collect();
        let health =
            ["UNHEALTHY", "HEALTHY"].into_iter().find(|word| containers.iter().any(|c| c["healthStatus"] == *word));
        let mut out = json!({
            "taskArn": home.task(cluster, &self.id),
            "clusterArn": home.cluster(cluster),
            "taskDefinitionArn": self.revision,
            "group": format!("service:{}", service.name),
            "startedBy": self.deployment,
            "lastStatus": self.status(),
            "desiredStatus": if self.stopped.is_some() { "STOPPED" } else { "RUNNING" },
            "healthStatus": health.unwrap_or("UNKNOWN"),
            "launchType": service.settings.get("launchType").cloned().unwrap_or(json!("FARGATE")),
            "containers": containers,
            "attachments": [],
            "attributes": [],
            "overrides": { "containerOverrides": [] },
            "tags": [],
            "version": 1,
            "createdAt": seconds(self.created_at),
        });
        for key in ["cpu", "memory"] {
            if let Some(size) = document.and_then(|document| document.get(key)) {
                out[key] = size.clone();
            }
        }
        if let Some(at) = self.started_at {
            out["startedAt"] = seconds(at);
        }
        if let Some(stop) = &self.stopped {
            out["stoppingAt"] = seconds(stop.at);
            out["stoppedAt"] = seconds(stop.at);
            out["stopCode"] = json!(stop.code);
            out["stoppedReason"] = json!(stop.reason);
        }
        out
    }
}

impl Account {
    pub(super) fn list_tasks(&self, input: &Value) -> Result<Value, PortError> {
        let cluster_name = Self::cluster_name(input);
        let cluster = self.active_cluster(cluster_name)?;
        let service_name = text(input, "serviceName").map(last_part);
        if service_name.is_some_and(|name| !cluster.services.contains_key(name)) {
            return Err(no_service());
        }
        let services = cluster.services.values().filter(|s| service_name.is_none_or(|name| name == s.name));
        let stopped = text(input, "desiredStatus") == Some("STOPPED");
        let family = text(input, "family");
        let started_by = text(input, "startedBy");
        let arns: Vec<Value> = services
            .flat_map(|service| if stopped { &service.stopped } else { &service.tasks })
            .filter(|task| family.is_none_or(|family| task.family() == family))
            .filter(|task| started_by.is_none_or(|id| id == task.deployment))
            .map(|task| json!(self.home.task(cluster_name, &task.id)))
            .collect();
        Ok(paged("taskArns", page(arns, input, "maxResults", 100)))
    }

    pub(super) fn describe_tasks(&self, input: &Value) -> Result<Value, PortError> {
        let cluster_name = Self::cluster_name(input);
        let cluster = self.active_cluster(cluster_name)?;
        if list(input, "tasks").is_empty() {
            return Err(invalid_parameter("Tasks cannot be empty."));
        }
        let (mut tasks, mut failures) = (Vec::new(), Vec::new());
        for name in texts(input, "tasks").map(last_part) {
            let mut all =
                cluster.services.values().flat_map(|service| service.all_tasks().map(move |task| (service, task)));
            match all.find(|(_, task)| task.id == name) {
                Some((service, task)) => {
                    let revision = self.revision(&task.revision);
                    tasks.push(task.print(&self.home, cluster_name, service, revision));
                }
                None => failures.push(json!({ "arn": self.home.task(cluster_name, name), "reason": "MISSING" })),
            }
        }
        Ok(json!({ "tasks": tasks, "failures": failures }))
    }
}
