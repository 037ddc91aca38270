//! Services as AWS prints them.

use serde_json::{Map, Value, json};

use super::{Account, Service, Status};
use crate::ports::PortError;
use crate::sandbox::deployments::{OF_DEPLOYMENTS, Rollout};
use crate::sandbox::fault::invalid_parameter;
use crate::sandbox::home::{Home, last_part};
use crate::sandbox::input::{fill, includes, list, seconds, texts};

/// How many services one call may ask about.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html>
const MOST_ASKED: usize = 10;

/// What AWS takes and prints where a request says nothing.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html>
pub(super) fn fill_defaults(settings: &mut Map<String, Value>) {
    let strategy = settings.get("capacityProviderStrategy").and_then(Value::as_array);
    if strategy.is_none_or(Vec::is_empty) {
        fill(settings, "launchType", json!("EC2"));
        if settings["launchType"] == "FARGATE" {
            fill(settings, "platformVersion", json!("LATEST"));
        }
    } else {
        settings.shift_remove("launchType");
    }
    for key in ["loadBalancers", "serviceRegistries", "placementConstraints", "placementStrategy"] {
        fill(settings, key, json!([]));
    }
    fill(settings, "schedulingStrategy", json!("REPLICA"));
    fill(settings, "deploymentController", json!({ "type": "ECS" }));
    fill(settings, "enableECSManagedTags", json!(false));
    fill(settings, "enableExecuteCommand", json!(false));
    fill(settings, "propagateTags", json!("NONE"));
    fill(settings, "availabilityZoneRebalancing", json!("ENABLED"));
    fill(settings, "deploymentConfiguration", json!({}));
    if let Some(configuration) = settings.get_mut("deploymentConfiguration").and_then(Value::as_object_mut) {
        fill(configuration, "deploymentCircuitBreaker", json!({ "enable": false, "rollback": false }));
        fill(configuration, "maximumPercent", json!(200));
        fill(configuration, "minimumHealthyPercent", json!(100));
        fill(configuration, "strategy", json!("ROLLING"));
        fill(configuration, "bakeTimeInMinutes", json!(0));
    }
    let network = settings.get_mut("networkConfiguration").and_then(|network| network.get_mut("awsvpcConfiguration"));
    if let Some(network) = network.and_then(Value::as_object_mut) {
        fill(network, "securityGroups", json!([]));
        fill(network, "assignPublicIp", json!("DISABLED"));
    }
}

impl Status {
    const fn word(self) -> &'static str {
        match self {
            Self::Active => "ACTIVE",
            Self::Draining => "DRAINING",
            Self::Inactive => "INACTIVE",
        }
    }
}

impl Service {
    pub(super) fn print(&self, home: &Home, cluster: &str, tags: bool) -> Value {
        let mut out = Map::new();
        let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
        put("serviceArn", json!(home.service(cluster, &self.name)));
        put("serviceName", json!(self.name));
        put("clusterArn", json!(home.cluster(cluster)));
        put("status", json!(self.status.word()));
        put("desiredCount", json!(self.desired));
        put("runningCount", json!(self.running()));
        put("pendingCount", json!(self.pending()));
        for (key, value) in self.settings.iter().filter(|(key, _)| !OF_DEPLOYMENTS.contains(&key.as_str())) {
            put(key, value.clone());
        }
        if self.settings.get("launchType").is_some_and(|launch_type| launch_type == "FARGATE") {
            put("platformFamily", json!("Linux"));
        }
        let role = home.role("/aws-service-role/ecs.amazonaws.com/", "AWSServiceRoleForECS");
        put("roleArn", json!(role));
        put("createdAt", seconds(self.created_at));
        put("createdBy", json!(home.caller()));
        put("deployments", self.print_deployments());
        put("events", self.print_events());
        if tags {
            put("tags", json!(self.tags));
        }
        Value::Object(out)
    }

    fn print_deployments(&self) -> Value {
        let print = |(at, deployment): (usize, &super::Deployment)| {
            let pending = self.count(|task| task.deployment == deployment.id && task.is_pending());
            let running = self.count(|task| task.deployment == deployment.id && task.is_running());
            let current = at == 0 && self.is_active();
            let desired = if current {
                self.desired
            } else if deployment.rollout == Rollout::Failed {
                0
            } else {
                pending + running
            };
            let status = if current { "PRIMARY" } else { "ACTIVE" };
            let mut out = deployment.print(status, [desired, pending, running]);
            if let Some(launch_type) = self.settings.get("launchType") {
                out["launchType"] = launch_type.clone();
            }
            out
        };
        self.deployments.iter().enumerate().map(print).collect()
    }

    /// Newest first.
    fn print_events(&self) -> Value {
        let print =
            |event: &super::Event| json!({ "id": event.id, "createdAt": seconds(event.at), "message": event.message });
        self.events.iter().rev().map(print).collect()
    }
}

impl Account {
    pub(in crate::sandbox) fn describe_services(&self, input: &Value) -> Result<Value, PortError> {
        let cluster_name = Self::cluster_name(input);
        let cluster = self.active_cluster(cluster_name)?;
        match list(input, "services").len() {
            0 => return Err(invalid_parameter("Services cannot be empty.")),
            count if count > MOST_ASKED => {
                return Err(invalid_parameter("Services cannot have more than 10 elements."));
            }
            _ => {}
        }
        let (mut services, mut failures) = (Vec::new(), Vec::new());
        for name in texts(input, "services").map(last_part) {
            match cluster.services.get(name) {
                Some(service) => services.push(service.print(&self.home, cluster_name, includes(input, "TAGS"))),
                None => failures.push(json!({ "arn": self.home.service(cluster_name, name), "reason": "MISSING" })),
            }
        }
        Ok(json!({ "services": services, "failures": failures }))
    }
}
