//! What AWS prints of a thing, as the request that would make it.

use serde_json::{Map, Value};

use crate::model::{Service, StructureShape};

/// Members of `CreateService` that are in `Deployment`, not in `Service`.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html>
const OF_THE_DEPLOYMENT: [&str; 3] =
    ["serviceConnectConfiguration", "volumeConfigurations", "vpcLatticeConfigurations"];

/// Members of a request that no description of its thing has, so that nothing can be said about them.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html>
pub fn never_printed(shape: &StructureShape) -> &'static [&'static str] {
    match shape.name {
        "CreateServiceRequest" => &["clientToken", "gatewayConnectors", "monitoring", "role"],
        _ => &[],
    }
}

/// What a [`Lookup`](crate::plan::Lookup) found, or AWS printed, in the places where the request of shape `shape` has
/// it: a task definition's tags stand beside it, what a service's tasks run with in its primary deployment.
pub fn as_request(shape: &StructureShape, found: &Value) -> Value {
    let inner = |key: &str| found.get(key).and_then(Value::as_object).cloned();
    let mut request = match shape.name {
        "RegisterTaskDefinitionRequest" => {
            let Some(mut request) = inner("taskDefinition") else { return found.clone() };
            copy(&mut request, "tags", found.get("tags"));
            request
        }
        "CreateRoleRequest" => {
            let Some(mut request) = inner("Role").or_else(|| found.as_object().cloned()) else { return found.clone() };
            // Printed with the kind of boundary, of which there is one only.
            // https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachedPermissionsBoundary.html
            if let Some(arn) = request.get("PermissionsBoundary").and_then(|bound| bound.get("PermissionsBoundaryArn"))
            {
                let arn = arn.clone();
                request.insert("PermissionsBoundary".to_owned(), arn);
            }
            request
        }
        _ => match found.as_object() {
            // Set by a call of its own.
            // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
            Some(members) if shape.name == "CreateLogGroupRequest" => {
                members.clone().into_iter().filter(|(key, _)| key != "retentionInDays").collect()
            }
            Some(members) => members.clone(),
            None => return found.clone(),
        },
    };
    if shape.name == "CreateServiceRequest" {
        let deployments = found.get("deployments").and_then(Value::as_array).into_iter().flatten();
        let mut primary = deployments.filter(|deployment| deployment.get("status") == Some(&Value::from("PRIMARY")));
        let primary = primary.next();
        for member in OF_THE_DEPLOYMENT {
            copy(&mut request, member, primary.and_then(|primary| primary.get(member)));
        }
        copy(&mut request, Service::CLUSTER.member.name, found.get("clusterArn"));
    }
    Value::Object(request)
}

/// Adds a member where there is none.
fn copy(request: &mut Map<String, Value>, member: &str, value: Option<&Value>) {
    if let Some(value) = value.filter(|_| !request.contains_key(member)) {
        request.insert(member.to_owned(), value.clone());
    }
}

/// Whether two values in normal form of the member `key` mean the same in one account and Region.
pub(super) fn means_same(shape: &StructureShape, key: &str, wanted: Option<&Value>, found: Option<&Value>) -> bool {
    if shape.name == "CreateServiceRequest" && key == Service::CLUSTER.member.name {
        return cluster_name(wanted) == cluster_name(found);
    }
    wanted == found
}

/// The name in a cluster's name or ARN; a service that names no cluster is in the one called `default`.
fn cluster_name(cluster: Option<&Value>) -> &str {
    let text = cluster.and_then(Value::as_str).unwrap_or("default");
    text.rsplit_once(":cluster/").map_or(text, |(_, name)| name)
}
