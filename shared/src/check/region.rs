//! In which AWS Region a task runs, as far as the document shows it.

use serde_json::Value;

use super::scope::TaskScope;
use crate::document::is_placeholder;
use crate::model::{LoadBalancer, Service, ServiceRegistry};

/// The Region of an ARN; nothing for a global resource and for what is no ARN.
pub(in crate::check) fn arn_region(arn: &str) -> Option<&str> {
    let mut parts = arn.split(':');
    if parts.next() != Some("arn") || is_placeholder(arn) {
        return None;
    }
    parts.nth(2).filter(|region| !region.is_empty())
}

/// The Region in which a task runs: the one of all ARNs of things that must be in the task's own Region, where the
/// document has any and they agree.
pub(in crate::check) fn task_region<'a>(task: &TaskScope<'a>) -> Option<&'a str> {
    let printed = |node: &'a Value, key: &str| node.get(key).and_then(Value::as_str);
    let mut arns = vec![printed(task.task.node(), "taskDefinitionArn")];
    for service in &task.services {
        arns.extend([printed(service.node(), "serviceArn"), printed(service.node(), "clusterArn")]);
        arns.extend([service.get(&Service::CLUSTER), service.get(&Service::TASK_DEFINITION)]);
        let balancers = service.rows(&Service::LOAD_BALANCERS);
        arns.extend(balancers.iter().map(|balancer| balancer.get(&LoadBalancer::TARGET_GROUP_ARN)));
        let registries = service.rows(&Service::SERVICE_REGISTRIES);
        arns.extend(registries.iter().map(|registry| registry.get(&ServiceRegistry::REGISTRY_ARN)));
    }
    let mut regions = arns.into_iter().flatten().filter_map(arn_region);
    let first = regions.next()?;
    regions.all(|region| region == first).then_some(first)
}
