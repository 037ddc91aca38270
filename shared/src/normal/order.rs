//! Lists whose order means nothing.

use serde_json::Value;

use crate::model::StructureShape;

/// Lists of structures whose order means nothing, by the structure, with the members that tell its rows apart.
///
/// The order of environment files, placement strategies, lifecycle hooks has a meaning, so they are not here. A
/// variable that is set twice has its last value, so variables of one name keep their order.
const ROWS: &[(&str, &[&str])] = &[
    ("CapacityProviderStrategyItem", &["capacityProvider"]),
    ("ClusterSetting", &["name"]),
    ("ContainerDefinition", &["name"]),
    ("ContainerDependency", &["containerName", "condition"]),
    ("Device", &["hostPath", "containerPath"]),
    ("EBSTagSpecification", &["resourceType"]),
    ("GatewayConnector", &["portName"]),
    ("HostEntry", &["hostname", "ipAddress"]),
    ("IamTag", &["Key"]),
    ("InferenceAccelerator", &["deviceName"]),
    ("KeyValuePair", &["name"]),
    ("LoadBalancer", &["targetGroupArn", "loadBalancerName", "containerName", "containerPort"]),
    ("MountPoint", &["containerPath", "sourceVolume"]),
    ("PlacementConstraint", &["type", "expression"]),
    ("PortMapping", &["containerPort", "containerPortRange", "protocol", "hostPort", "name"]),
    ("ResourceRequirement", &["type", "value"]),
    ("Secret", &["name"]),
    ("ServiceConnectClientAlias", &["port", "dnsName"]),
    ("ServiceConnectService", &["portName", "discoveryName"]),
    ("ServiceRegistry", &["registryArn", "containerName", "containerPort", "port"]),
    ("ServiceVolumeConfiguration", &["name"]),
    ("SystemControl", &["namespace"]),
    ("Tag", &["key"]),
    ("TaskDefinitionPlacementConstraint", &["type", "expression"]),
    ("Tmpfs", &["containerPath"]),
    ("Ulimit", &["name"]),
    ("Volume", &["name"]),
    ("VolumeFrom", &["sourceContainer"]),
    ("VpcLatticeConfiguration", &["targetGroupArn", "portName"]),
];

/// Lists of texts and numbers whose order means nothing.
const SETS: &[(&str, &str)] = &[
    ("AwsVpcConfiguration", "securityGroups"),
    ("AwsVpcConfiguration", "subnets"),
    ("ContainerDefinition", "dockerSecurityOptions"),
    ("ContainerDefinition", "links"),
    ("ContainerRestartPolicy", "ignoredExitCodes"),
    ("CreateClusterRequest", "capacityProviders"),
    ("DeploymentAlarms", "alarmNames"),
    ("DeploymentLifecycleHook", "lifecycleStages"),
    ("Device", "permissions"),
    ("GatewayConnectorFilters", "accessTypes"),
    ("KernelCapabilities", "add"),
    ("KernelCapabilities", "drop"),
    ("MetricConfiguration", "metricNames"),
    ("RegisterTaskDefinitionRequest", "requiresCompatibilities"),
];

/// The members that tell the rows of a list of these structures apart; nothing where their order has a meaning.
pub(crate) fn identity(of: &StructureShape) -> Option<&'static [&'static str]> {
    ROWS.iter().find(|(name, _)| *name == of.name).map(|(_, members)| *members)
}

pub(super) fn is_set(owner: &StructureShape, member: &str) -> bool {
    SETS.contains(&(owner.name, member))
}

/// Brings rows in normal form into the order of what tells them apart.
pub(super) fn sort(of: &StructureShape, rows: &mut [Value]) {
    if let Some(members) = identity(of) {
        let has_a_last = of.name == "KeyValuePair";
        rows.sort_by_cached_key(|row| {
            let told: Vec<_> = members.iter().map(|member| rank(row.get(member))).collect();
            (told, if has_a_last { String::new() } else { row.to_string() })
        });
    }
}

/// Absent first, then integers by size, then everything else by its text.
fn rank(value: Option<&Value>) -> (u8, i64, String) {
    match (value, value.and_then(Value::as_i64)) {
        (None, _) => (0, 0, String::new()),
        (Some(_), Some(number)) => (1, number, String::new()),
        (Some(other), None) => (2, 0, other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Shape, structures};

    #[test]
    fn every_line_is_about_a_member_of_the_model() {
        let shapes = structures();
        let shape = |name: &str| shapes.iter().find(|shape| shape.name == name).unwrap_or_else(|| panic!("{name}"));
        for (name, members) in ROWS {
            for member in *members {
                assert!(shape(name).member(member).is_some(), "{name}.{member}");
            }
        }
        for (name, member) in SETS {
            let found = shape(name).member(member).map(|member| member.shape);
            let list = matches!(found, Some(Shape::Texts { .. } | Shape::Choices(_) | Shape::Integers { .. }));
            assert!(list, "{name}.{member}");
        }
    }
}
