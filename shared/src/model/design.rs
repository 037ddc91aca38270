//! A design's collections and the requests that Bayplan knows: what can stand at a design's top, by key.

use super::shape::{Shape, Structure, StructureShape};
use super::{
    CreateClusterRequest, CreateLogGroupRequest, CreateRoleRequest, CreateServiceRequest, RegisterTaskDefinitionRequest,
};

/// A collection of a design: elements of one kind, each under a name, as in `"services": {"web": {...}}`.
#[derive(Debug)]
pub struct Collection {
    /// The member of the design that holds it, and what a reference names: `targetGroups` in `${targetGroups.web}`.
    pub key: &'static str,
    /// What the elements are called.
    pub label: &'static str,
    /// What one element is called.
    pub singular: &'static str,
    /// The request that creates an element; nothing where its shape is not described yet.
    pub creates: Option<&'static StructureShape>,
}

impl Collection {
    const fn new(key: &'static str, singular: &'static str, label: &'static str) -> Self {
        Self { key, label, singular, creates: None }
    }

    const fn creates<S: Structure>(mut self) -> Self {
        self.creates = Some(S::SHAPE);
        self
    }

    /// The collection with this key.
    pub fn named(key: &str) -> Option<&'static Collection> {
        COLLECTIONS.iter().find(|collection| collection.key == key)
    }
}

/// All collections, in the order in which a design shows them.
pub static COLLECTIONS: &[Collection] = &[
    Collection::new("taskDefinitions", "Task definition", "Task definitions")
        .creates::<RegisterTaskDefinitionRequest>(),
    Collection::new("services", "Service", "Services").creates::<CreateServiceRequest>(),
    Collection::new("clusters", "Cluster", "Clusters").creates::<CreateClusterRequest>(),
    Collection::new("capacityProviders", "Capacity provider", "Capacity providers"),
    Collection::new("autoScalingGroups", "Auto Scaling group", "Auto Scaling groups"),
    Collection::new("launchTemplates", "Launch template", "Launch templates"),
    Collection::new("loadBalancers", "Load balancer", "Load balancers"),
    Collection::new("classicLoadBalancers", "Classic Load Balancer", "Classic Load Balancers"),
    Collection::new("targetGroups", "Target group", "Target groups"),
    Collection::new("listeners", "Listener", "Listeners"),
    Collection::new("listenerRules", "Listener rule", "Listener rules"),
    Collection::new("securityGroups", "Security group", "Security groups"),
    Collection::new("vpcs", "VPC", "VPCs"),
    Collection::new("subnets", "Subnet", "Subnets"),
    Collection::new("roles", "IAM role", "IAM roles").creates::<CreateRoleRequest>(),
    Collection::new("instanceProfiles", "Instance profile", "Instance profiles"),
    Collection::new("repositories", "ECR repository", "ECR repositories"),
    Collection::new("logGroups", "Log group", "Log groups").creates::<CreateLogGroupRequest>(),
    Collection::new("metricFilters", "Metric filter", "Metric filters"),
    Collection::new("alarms", "CloudWatch alarm", "CloudWatch alarms"),
    Collection::new("scalableTargets", "Scalable target", "Scalable targets"),
    Collection::new("scalingPolicies", "Scaling policy", "Scaling policies"),
    Collection::new("scheduledActions", "Scheduled action", "Scheduled actions"),
    Collection::new("schedules", "Schedule", "Schedules"),
    Collection::new("namespaces", "Namespace", "Namespaces"),
    Collection::new("discoveryServices", "Discovery service", "Discovery services"),
];

/// Every request whose shape is described. What help texts and comparisons with AWS's model start from.
pub static REQUESTS: [&StructureShape; 5] = [
    RegisterTaskDefinitionRequest::SHAPE,
    CreateServiceRequest::SHAPE,
    CreateClusterRequest::SHAPE,
    CreateLogGroupRequest::SHAPE,
    CreateRoleRequest::SHAPE,
];

/// Every structure that a request reaches, each once, a structure before those that it holds.
pub fn structures() -> Vec<&'static StructureShape> {
    let mut found = Vec::new();
    for request in REQUESTS {
        collect(request, &mut found);
    }
    found
}

fn collect(shape: &'static StructureShape, found: &mut Vec<&'static StructureShape>) {
    if found.iter().any(|known| known.name == shape.name) {
        return;
    }
    found.push(shape);
    for member in shape.members {
        if let Shape::One(inner) | Shape::Rows { of: inner, .. } = member.shape {
            collect(inner, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn collections_are_found_by_their_key() {
        for (at, collection) in COLLECTIONS.iter().enumerate() {
            assert_eq!(Collection::named(collection.key).map(|found| found.label), Some(collection.label));
            assert!(COLLECTIONS[..at].iter().all(|other| other.key != collection.key), "{}", collection.key);
        }
        assert!(Collection::named("pods").is_none());
    }

    #[test]
    fn each_collection_is_created_by_a_listed_request() {
        for created in COLLECTIONS.iter().filter_map(|collection| collection.creates) {
            assert!(REQUESTS.iter().any(|request| request.name == created.name), "{}", created.name);
        }
    }

    #[test]
    fn members_refer_to_collections() {
        for shape in structures() {
            for member in shape.members {
                let Some(key) = member.refers_to else { continue };
                assert!(Collection::named(key).is_some(), "{} refers to {key}", member.help_id(shape));
            }
        }
    }
}
