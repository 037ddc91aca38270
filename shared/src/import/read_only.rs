//! What `describe-*` prints beside the members that a request takes.

use crate::model::StructureShape;

/// Members of `TaskDefinition` that `RegisterTaskDefinition` doesn't take.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html>
const TASK_DEFINITION: &[&str] = &[
    "taskDefinitionArn",
    "revision",
    "status",
    "requiresAttributes",
    "compatibilities",
    "registeredAt",
    "registeredBy",
    "deregisteredAt",
    "deleteRequestedAt",
];

/// Members of `Service` that `CreateService` doesn't take.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html>
const SERVICE: &[&str] = &[
    "serviceArn",
    "clusterArn",
    "status",
    "runningCount",
    "pendingCount",
    "platformFamily",
    "taskSets",
    "deployments",
    "roleArn",
    "events",
    "createdAt",
    "createdBy",
    "currentServiceDeployment",
    "currentServiceRevisions",
    "resourceManagementType",
];

/// Members of `Cluster` that `CreateCluster` doesn't take.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Cluster.html>
const CLUSTER: &[&str] = &[
    "clusterArn",
    "status",
    "registeredContainerInstancesCount",
    "runningTasksCount",
    "pendingTasksCount",
    "activeServicesCount",
    "statistics",
    "attachments",
    "attachmentsStatus",
];

/// Members of `LogGroup` that `CreateLogGroup` doesn't take, but for the retention: whoever states that in a request
/// means something by it.
/// <https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html>
const LOG_GROUP: &[&str] = &[
    "creationTime",
    "metricFilterCount",
    "arn",
    "storedBytes",
    "dataProtectionStatus",
    "inheritedProperties",
    "logGroupArn",
    "bearerTokenAuthenticationEnabled",
    "retentionPolicyName",
];

/// Members of `Role` that `CreateRole` doesn't take.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html>
const ROLE: &[&str] = &["RoleId", "Arn", "CreateDate", "RoleLastUsed", "SourceRoleTemplate"];

/// Whether AWS prints `key` in a description of `owner` without taking it in the request.
pub fn is_read_only(owner: &StructureShape, key: &str) -> bool {
    match owner.name {
        "RegisterTaskDefinitionRequest" => TASK_DEFINITION.contains(&key),
        "CreateServiceRequest" => SERVICE.contains(&key),
        "CreateClusterRequest" => CLUSTER.contains(&key),
        "CreateLogGroupRequest" => LOG_GROUP.contains(&key),
        "CreateRoleRequest" => ROLE.contains(&key),
        _ => false,
    }
}
