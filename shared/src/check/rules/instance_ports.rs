//! Host ports of container instances: which are taken, and how many tasks they leave room for.

use crate::check::port::{Protocol, protocol};
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::{ContainerScope, NetworkMode};
use crate::check::{Severity, docs};
use crate::document::{Patch, View};
use crate::model::{ContainerDefinition, LoadBalancer, PortMapping, Service};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&PM_RESERVED_PORT, &PM_EPHEMERAL_HOSTPORT, &PM_STATIC_HOSTPORT];

/// The ports that the container agent keeps free unless its setting `ECS_RESERVED_PORTS` says otherwise: SSH, Docker,
/// and its own. They are reserved for tcp only.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html>
const RESERVED: [i64; 6] = [22, 2375, 2376, 51678, 51679, 51680];

static PM_RESERVED_PORT: Rule = Rule {
    id: "PM-RESERVED-PORT",
    severity: Severity::Warning,
    summary: "No host port is one that container instances reserve.",
    help: "Use another host port, or 0 in bridge mode.",
    docs: docs::PORT_MAPPING,
    check: Check::Container(reserved_port),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/portMappings/0/hostPort", "22")]),
        silent: (Base::Fargate, &[("/containerDefinitions/0/portMappings/0/containerPort", "22")]),
    },
};

fn reserved_port(container: &ContainerScope, report: &mut Report) {
    let mode = container.task.network_mode();
    if !matches!(mode, Some(NetworkMode::Bridge | NetworkMode::Host)) {
        return;
    }
    for mapping in container.rows(&ContainerDefinition::PORT_MAPPINGS) {
        let (port, at) = if mode == Some(NetworkMode::Host) && !mapping.has(&PortMapping::HOST_PORT) {
            (mapping.get(&PortMapping::CONTAINER_PORT), mapping.at(&PortMapping::CONTAINER_PORT))
        } else {
            (mapping.get(&PortMapping::HOST_PORT), mapping.at(&PortMapping::HOST_PORT))
        };
        let Some(port) = port.filter(|port| RESERVED.contains(port)) else { continue };
        if protocol(&mapping) == Some(Protocol::Tcp) {
            let message = format!(
                "Host port {port} of container {} is reserved on container instances (SSH, Docker and the ECS agent). \
                 AWS registers the task, but finds no instance to place it on.",
                container.called()
            );
            report.at(at, message);
        }
    }
}

/// Where Linux and Docker take their own ports from: 32768 upwards, or 49153 upwards on older instances.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html>
const FIRST_EPHEMERAL: i64 = 32_768;

static PM_EPHEMERAL_HOSTPORT: Rule = Rule {
    id: "PM-EPHEMERAL-HOSTPORT",
    severity: Severity::Warning,
    summary: "No fixed host port is in the range of dynamic ports.",
    help: "Use a host port below 32768, or 0 to let the instance choose.",
    docs: docs::PORT_MAPPING,
    check: Check::Container(ephemeral_host_port),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/portMappings/0/hostPort", "32768")]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/portMappings/0/hostPort", "32767")]),
    },
};

fn ephemeral_host_port(container: &ContainerScope, report: &mut Report) {
    if container.task.network_mode() != Some(NetworkMode::Bridge) {
        return;
    }
    let (_, high) = PortMapping::HOST_PORT.bounds();
    for mapping in container.rows(&ContainerDefinition::PORT_MAPPINGS) {
        let Some(port) = mapping.get(&PortMapping::HOST_PORT) else { continue };
        if (FIRST_EPHEMERAL..=high).contains(&port) {
            let message = format!(
                "Host port {port} of container {} lies in the range from which instances give out dynamic ports, so \
                 something else may already hold it.",
                container.called()
            );
            report.at(mapping.at(&PortMapping::HOST_PORT), message);
        }
    }
}

static PM_STATIC_HOSTPORT: Rule = Rule {
    id: "PM-STATIC-HOSTPORT",
    severity: Severity::Advice,
    summary: "Several tasks behind a load balancer have dynamic host ports.",
    help: "Set hostPort to 0, so that several tasks fit on one instance; the load balancer learns their ports from ECS.",
    docs: docs::PORT_MAPPING,
    check: Check::Container(static_host_port),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2Bundle, &[("/service/loadBalancers", TARGET_GROUP)]),
        silent: (
            Base::Ec2Bundle,
            &[
                ("/service/loadBalancers", TARGET_GROUP),
                ("/taskDefinition/containerDefinitions/0/portMappings/0/hostPort", "0"),
            ],
        ),
    },
};

#[cfg(test)]
const TARGET_GROUP: &str = r#"[{
    "targetGroupArn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/0123456789abcdef",
    "containerName": "app", "containerPort": 80
}]"#;

fn static_host_port(container: &ContainerScope, report: &mut Report) {
    if container.task.network_mode() != Some(NetworkMode::Bridge) {
        return;
    }
    for mapping in container.rows(&ContainerDefinition::PORT_MAPPINGS) {
        let Some(host_port) = mapping.get(&PortMapping::HOST_PORT).filter(|port| *port > 0) else { continue };
        let several = container.task.services.iter().find_map(|service| several_behind(service, container, &mapping));
        if let Some(count) = several {
            let at = mapping.at(&PortMapping::HOST_PORT);
            let message = format!(
                "Container {} always takes host port {host_port}, so an instance has room for one task only: the {count} \
                 tasks of the service need {count} instances, and more while it deploys.",
                container.called()
            );
            let found = report.at(at.clone(), message);
            // A Classic Load Balancer needs the fixed port.
            if !container.task.behind_classic_load_balancer() {
                found.fix("Set hostPort to 0", Patch::replace(at, 0));
            }
        }
    }
}

/// How many tasks `service` runs with this mapping behind a target group, where that is more than one.
fn several_behind(
    service: &View<'_, Service>,
    container: &ContainerScope,
    mapping: &View<'_, PortMapping>,
) -> Option<i64> {
    let count = service.get(&Service::DESIRED_COUNT).filter(|count| *count > 1)?;
    let port = mapping.get(&PortMapping::CONTAINER_PORT)?;
    let name = container.get(&ContainerDefinition::NAME)?;
    let balanced = service.rows(&Service::LOAD_BALANCERS).iter().any(|balancer| {
        balancer.has(&LoadBalancer::TARGET_GROUP_ARN)
            && balancer.get(&LoadBalancer::CONTAINER_NAME) == Some(name)
            && balancer.get(&LoadBalancer::CONTAINER_PORT) == Some(port)
    });
    balanced.then_some(count)
}
