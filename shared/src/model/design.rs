//! The flat collections of a design.

use super::{Service, Structure, StructureShape, TaskDefinition};

/// One collection of a design: its elements have the shape of the AWS request that makes them.
#[derive(Debug)]
pub struct Collection {
    /// The member of the design.
    pub key: &'static str,
    /// What the elements are called.
    pub label: &'static str,
    /// The request that makes an element, where it is described.
    pub creates: Option<&'static StructureShape>,
}

impl Collection {
    /// The collection that is the member `key` of a design.
    pub fn named(key: &str) -> Option<&'static Self> {
        COLLECTIONS.iter().find(|collection| collection.key == key)
    }
}

const fn known(key: &'static str, label: &'static str, creates: &'static StructureShape) -> Collection {
    Collection { key, label, creates: Some(creates) }
}

const fn plain(key: &'static str, label: &'static str) -> Collection {
    Collection { key, label, creates: None }
}

/// All collections, in the order in which a design shows them.
pub static COLLECTIONS: &[Collection] = &[
    known("taskDefinitions", "Task definitions", TaskDefinition::SHAPE),
    known("services", "Services", Service::SHAPE),
    plain("clusters", "Clusters"),
    plain("capacityProviders", "Capacity providers"),
    plain("autoScalingGroups", "Auto Scaling groups"),
    plain("launchTemplates", "Launch templates"),
    plain("loadBalancers", "Load balancers"),
    plain("classicLoadBalancers", "Classic Load Balancers"),
    plain("targetGroups", "Target groups"),
    plain("listeners", "Listeners"),
    plain("listenerRules", "Listener rules"),
    plain("securityGroups", "Security groups"),
    plain("vpcs", "VPCs"),
    plain("subnets", "Subnets"),
    plain("roles", "IAM roles"),
    plain("instanceProfiles", "Instance profiles"),
    plain("repositories", "ECR repositories"),
    plain("logGroups", "Log groups"),
    plain("metricFilters", "Metric filters"),
    plain("alarms", "CloudWatch alarms"),
    plain("scalableTargets", "Scalable targets"),
    plain("scalingPolicies", "Scaling policies"),
    plain("scheduledActions", "Scheduled actions"),
    plain("schedules", "Schedules"),
    plain("namespaces", "Namespaces"),
    plain("discoveryServices", "Discovery services"),
];
