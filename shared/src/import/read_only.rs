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

/// Whether AWS prints `key` in a description of `owner` without taking it in the request.
pub fn is_read_only(owner: &StructureShape, key: &str) -> bool {
    match owner.name {
        "RegisterTaskDefinitionRequest" => TASK_DEFINITION.contains(&key),
        "CreateServiceRequest" => SERVICE.contains(&key),
        _ => false,
    }
}
