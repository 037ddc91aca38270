//! What AWS does where a member is absent, so that stating it changes nothing.

use serde_json::{Map, Value};

use crate::document::is_placeholder;
use crate::model::{PortMapping, Service, StructureShape, TaskDefinition};

/// A default as AWS states it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stated {
    Bool(bool),
    Int(i64),
    Text(&'static str),
    /// In the order of their words.
    Texts(&'static [&'static str]),
}

/// Where a default holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Always,
    /// For services that keep a number of tasks.
    Replica,
    /// For services that keep one task on each instance.
    Daemon,
}

use Holds::{Always, Daemon, Replica};
use Stated::{Bool, Int, Text, Texts};

/// One line a default, each with the page of AWS's API reference that states it:
/// `https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_` and the name in the last column, or a whole
/// address. Only what AWS states or prints without being asked is here: a default that depends on the account, the
/// instance or the image is none.
pub(super) const DEFAULTS: &[(&str, &str, Stated, Holds, &str)] = &[
    ("ContainerDefinition", "essential", Bool(true), Always, "ContainerDefinition"),
    ("ContainerDefinition", "cpu", Int(0), Always, "ContainerDefinition"),
    ("ContainerDefinition", "readonlyRootFilesystem", Bool(false), Always, "ContainerDefinition"),
    ("ContainerDefinition", "privileged", Bool(false), Always, "ContainerDefinition"),
    ("ContainerDefinition", "disableNetworking", Bool(false), Always, "ContainerDefinition"),
    ("ContainerDefinition", "interactive", Bool(false), Always, "ContainerDefinition"),
    ("ContainerDefinition", "pseudoTerminal", Bool(false), Always, "ContainerDefinition"),
    ("ContainerDefinition", "versionConsistency", Text("enabled"), Always, "ContainerDefinition"),
    ("ContainerRestartPolicy", "enabled", Bool(false), Always, "ContainerRestartPolicy"),
    ("ContainerRestartPolicy", "restartAttemptPeriod", Int(300), Always, "ContainerRestartPolicy"),
    ("PortMapping", "protocol", Text("tcp"), Always, "PortMapping"),
    ("PortMapping", "hostPort", Int(0), Always, "PortMapping"),
    ("HealthCheck", "interval", Int(30), Always, "HealthCheck"),
    ("HealthCheck", "timeout", Int(5), Always, "HealthCheck"),
    ("HealthCheck", "retries", Int(3), Always, "HealthCheck"),
    ("HealthCheck", "startPeriod", Int(0), Always, "HealthCheck"),
    ("MountPoint", "readOnly", Bool(false), Always, "MountPoint"),
    ("VolumeFrom", "readOnly", Bool(false), Always, "VolumeFrom"),
    ("LinuxParameters", "initProcessEnabled", Bool(false), Always, "LinuxParameters"),
    ("LinuxParameters", "swappiness", Int(60), Always, "LinuxParameters"),
    ("Device", "permissions", Texts(&["mknod", "read", "write"]), Always, "Device"),
    ("Volume", "configuredAtLaunch", Bool(false), Always, "Volume"),
    ("DockerVolumeConfiguration", "scope", Text("task"), Always, "DockerVolumeConfiguration"),
    ("DockerVolumeConfiguration", "autoprovision", Bool(false), Always, "DockerVolumeConfiguration"),
    ("EFSVolumeConfiguration", "rootDirectory", Text("/"), Always, "EFSVolumeConfiguration"),
    ("EFSVolumeConfiguration", "transitEncryption", Text("DISABLED"), Always, "EFSVolumeConfiguration"),
    ("EFSAuthorizationConfig", "iam", Text("DISABLED"), Always, "EFSAuthorizationConfig"),
    ("S3FilesVolumeConfiguration", "rootDirectory", Text("/"), Always, "S3FilesVolumeConfiguration"),
    ("ProxyConfiguration", "type", Text("APPMESH"), Always, "ProxyConfiguration"),
    ("NvidiaMpsAllocation", "maxComputePercent", Int(100), Always, "NvidiaMpsAllocation"),
    ("RegisterTaskDefinitionRequest", "enableFaultInjection", Bool(false), Always, "RegisterTaskDefinition"),
    ("CreateServiceRequest", "schedulingStrategy", Text("REPLICA"), Always, "CreateService"),
    ("CreateServiceRequest", "platformVersion", Text("LATEST"), Always, "CreateService"),
    ("CreateServiceRequest", "healthCheckGracePeriodSeconds", Int(0), Always, "CreateService"),
    ("CreateServiceRequest", "enableExecuteCommand", Bool(false), Always, "CreateService"),
    ("CreateServiceRequest", "enableECSManagedTags", Bool(false), Always, "CreateService"),
    ("CreateServiceRequest", "propagateTags", Text("NONE"), Always, "CreateService"),
    ("CreateServiceRequest", "availabilityZoneRebalancing", Text("ENABLED"), Always, "CreateService"),
    ("DeploymentController", "type", Text("ECS"), Always, "DeploymentController"),
    ("DeploymentConfiguration", "strategy", Text("ROLLING"), Always, "DeploymentConfiguration"),
    ("DeploymentConfiguration", "maximumPercent", Int(200), Replica, "DeploymentConfiguration"),
    ("DeploymentConfiguration", "minimumHealthyPercent", Int(100), Replica, "DeploymentConfiguration"),
    ("DeploymentConfiguration", "maximumPercent", Int(100), Daemon, "DeploymentConfiguration"),
    ("DeploymentConfiguration", "minimumHealthyPercent", Int(0), Daemon, "DeploymentConfiguration"),
    ("DeploymentConfiguration", "bakeTimeInMinutes", Int(0), Always, "DeploymentConfiguration"),
    ("DeploymentCircuitBreaker", "enable", Bool(false), Always, "DeploymentCircuitBreaker"),
    ("DeploymentCircuitBreaker", "rollback", Bool(false), Always, "DeploymentCircuitBreaker"),
    ("DeploymentCircuitBreaker", "resetOnHealthyTask", Bool(true), Always, "DeploymentCircuitBreaker"),
    ("DeploymentAlarms", "enable", Bool(false), Always, "DeploymentAlarms"),
    ("DeploymentAlarms", "rollback", Bool(false), Always, "DeploymentAlarms"),
    ("DeploymentEarlySuccessCriteria", "enable", Bool(false), Always, "DeploymentEarlySuccessCriteria"),
    ("DeploymentLifecycleHook", "targetType", Text("AWS_LAMBDA"), Always, "DeploymentLifecycleHook"),
    (
        "DeploymentLifecycleHookTimeoutConfiguration",
        "timeoutInMinutes",
        Int(1440),
        Always,
        "DeploymentLifecycleHookTimeoutConfiguration",
    ),
    (
        "DeploymentLifecycleHookTimeoutConfiguration",
        "action",
        Text("ROLLBACK"),
        Always,
        "DeploymentLifecycleHookTimeoutConfiguration",
    ),
    ("CapacityProviderStrategyItem", "weight", Int(0), Always, "CapacityProviderStrategyItem"),
    ("CapacityProviderStrategyItem", "base", Int(0), Always, "CapacityProviderStrategyItem"),
    ("AwsVpcConfiguration", "assignPublicIp", Text("DISABLED"), Always, "AwsVpcConfiguration"),
    ("EBSTagSpecification", "propagateTags", Text("NONE"), Always, "EBSTagSpecification"),
    (
        "ServiceConnectAccessLogConfiguration",
        "includeQueryParameters",
        Text("DISABLED"),
        Always,
        "ServiceConnectAccessLogConfiguration",
    ),
    ("ExecuteCommandConfiguration", "logging", Text("DEFAULT"), Always, "ExecuteCommandConfiguration"),
    (
        "ExecuteCommandLogConfiguration",
        "cloudWatchEncryptionEnabled",
        Bool(false),
        Always,
        "ExecuteCommandLogConfiguration",
    ),
    ("ExecuteCommandLogConfiguration", "s3EncryptionEnabled", Bool(false), Always, "ExecuteCommandLogConfiguration"),
    ("CreateLogGroupRequest", "logGroupClass", Text("STANDARD"), Always, CREATE_LOG_GROUP),
    ("CreateLogGroupRequest", "deletionProtectionEnabled", Bool(false), Always, CREATE_LOG_GROUP),
    ("CreateRoleRequest", "Path", Text("/"), Always, CREATE_ROLE),
    ("CreateRoleRequest", "MaxSessionDuration", Int(3600), Always, CREATE_ROLE),
];

const CREATE_LOG_GROUP: &str =
    "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html";
const CREATE_ROLE: &str = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html";

/// What further out decides which defaults hold within.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Surroundings {
    /// A container's port is the same port of its network interface or host.
    same_ports: bool,
    scheduling: Scheduling,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Scheduling {
    #[default]
    Replica,
    Daemon,
    /// A word that is not known yet.
    Open,
}

impl Surroundings {
    pub(crate) fn entering(self, shape: &StructureShape, members: &Map<String, Value>) -> Self {
        let text = |key: &str| members.get(key).and_then(Value::as_str).unwrap_or_default();
        match shape.name {
            "RegisterTaskDefinitionRequest" => {
                let mode = text(TaskDefinition::NETWORK_MODE.member.name);
                Self { same_ports: matches!(mode, "awsvpc" | "host"), ..self }
            }
            "CreateServiceRequest" => {
                let scheduling = match text(Service::SCHEDULING_STRATEGY.member.name) {
                    "DAEMON" => Scheduling::Daemon,
                    word if is_placeholder(word) => Scheduling::Open,
                    _ => Scheduling::Replica,
                };
                Self { scheduling, ..self }
            }
            _ => self,
        }
    }

    fn has(self, holds: Holds) -> bool {
        match holds {
            Always => true,
            Replica => self.scheduling == Scheduling::Replica,
            Daemon => self.scheduling == Scheduling::Daemon,
        }
    }
}

/// Whether `value`, in normal form, is what AWS does where the member `key` of a `shape` with these `members` is absent.
pub(super) fn is_default(
    shape: &StructureShape,
    members: &Map<String, Value>,
    key: &str,
    value: &Value,
    around: Surroundings,
) -> bool {
    let stated = DEFAULTS.iter().filter(|(owner, member, ..)| *owner == shape.name && *member == key);
    let mut stated = stated.filter(|(_, _, _, holds, _)| around.has(*holds));
    stated.any(|(_, _, default, ..)| default.is(value)) || (around.same_ports && is_same_port(shape, members, key))
}

/// In `awsvpc` and `host` mode a host port can only be the container's, and AWS prints it so.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html>
fn is_same_port(shape: &StructureShape, members: &Map<String, Value>, key: &str) -> bool {
    let host_port = PortMapping::HOST_PORT.member.name;
    shape.name == "PortMapping"
        && key == host_port
        && members.get(host_port).and_then(Value::as_i64)
            == members.get(PortMapping::CONTAINER_PORT.member.name).and_then(Value::as_i64)
}

impl Stated {
    pub(super) fn is(self, value: &Value) -> bool {
        match self {
            Bool(default) => value.as_bool() == Some(default),
            Int(default) => value.as_i64() == Some(default),
            Text(default) => value.as_str() == Some(default),
            Texts(default) => value
                .as_array()
                .is_some_and(|items| items.iter().map(Value::as_str).eq(default.iter().copied().map(Some))),
        }
    }
}
