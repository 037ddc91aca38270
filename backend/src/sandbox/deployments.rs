//! Deployments of services.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::fate::Fate;
use super::input::seconds;
use super::scheduler::World;

/// The members of a service whose change starts a deployment.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html>
const DEPLOYED: [&str; 9] = [
    "taskDefinition",
    "networkConfiguration",
    "platformVersion",
    "loadBalancers",
    "capacityProviderStrategy",
    "serviceConnectConfiguration",
    "volumeConfigurations",
    "serviceRegistries",
    "vpcLatticeConfigurations",
];

/// The members that AWS prints of a deployment, not of its service.
pub(super) const OF_DEPLOYMENTS: [&str; 3] =
    ["serviceConnectConfiguration", "volumeConfigurations", "vpcLatticeConfigurations"];

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Deployment {
    pub(super) id: String,
    /// What it rolls out: the service's members whose change starts a deployment.
    pub(super) settings: Map<String, Value>,
    pub(super) fate: Fate,
    /// The container that the fate befalls.
    pub(super) container: String,
    pub(super) rollout: Rollout,
    pub(super) reason: String,
    pub(super) failed: i64,
    pub(super) created_at: i64,
    pub(super) updated_at: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Rollout {
    InProgress,
    Completed,
    Failed,
}

impl Rollout {
    const fn word(self) -> &'static str {
        match self {
            Self::InProgress => "IN_PROGRESS",
            Self::Completed => "COMPLETED",
            Self::Failed => "FAILED",
        }
    }
}

/// Of a service's members those whose change starts a deployment.
pub(super) fn deployed(settings: &Map<String, Value>) -> Map<String, Value> {
    let member = |key: &str| settings.get(key).map(|value| (key.to_owned(), value.clone()));
    DEPLOYED.into_iter().filter_map(member).collect()
}

/// Makes a service's members those that a deployment rolled out.
pub(super) fn restore(settings: &mut Map<String, Value>, deployed: &Map<String, Value>) {
    settings.retain(|key, _| !DEPLOYED.contains(&key.as_str()));
    settings.extend(deployed.clone());
}

impl Deployment {
    pub(super) fn new(settings: Map<String, Value>, (fate, container): (Fate, String), world: &mut World) -> Self {
        let id = world.ids.deployment();
        Self {
            reason: format!("ECS deployment {id} in progress."),
            id,
            settings,
            fate,
            container,
            rollout: Rollout::InProgress,
            failed: 0,
            created_at: world.at,
            updated_at: world.at,
        }
    }

    /// ARN.
    pub(super) fn task_definition(&self) -> &str {
        self.settings.get("taskDefinition").and_then(Value::as_str).unwrap_or_default()
    }

    pub(super) fn becomes(&mut self, rollout: Rollout, reason: String, at: i64) {
        self.rollout = rollout;
        self.reason = reason;
        self.updated_at = at;
    }

    pub(super) fn print(&self, status: &str, [desired, pending, running]: [i64; 3]) -> Value {
        let mut out = json!({
            "id": self.id,
            "status": status,
            "taskDefinition": self.task_definition(),
            "desiredCount": desired,
            "pendingCount": pending,
            "runningCount": running,
            "failedTasks": self.failed,
            "createdAt": seconds(self.created_at),
            "updatedAt": seconds(self.updated_at),
            "rolloutState": self.rollout.word(),
            "rolloutStateReason": self.reason,
        });
        for key in
            ["networkConfiguration", "platformVersion", "capacityProviderStrategy"].into_iter().chain(OF_DEPLOYMENTS)
        {
            if let Some(value) = self.settings.get(key) {
                out[key] = value.clone();
            }
        }
        out
    }
}
