//! What containers can't have in some network modes.

use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::{ContainerScope, NetworkMode, TaskScope};
use crate::check::{Severity, docs};
use crate::document::Patch;
use crate::model::{ContainerDefinition, Field, Kind, Service, TaskDefinition};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[
    &CD_LINKS_AWSVPC,
    &CD_LINKS_BRIDGE_ONLY,
    &CD_HOSTNAME_AWSVPC,
    &CD_EXTRAHOSTS_AWSVPC,
    &CD_DNS_AWSVPC,
    &CD_DNSSEARCH_AWSVPC,
    &CD_DISABLENET_AWSVPC,
    &PM_NONE_MODE,
    &PM_HOST_DUPLICATE_TASKS,
];

static CD_LINKS_AWSVPC: Rule = Rule {
    id: "CD-LINKS-AWSVPC",
    severity: Severity::Error,
    summary: "Containers of an awsvpc task have no links.",
    help: "Remove links: the containers of an awsvpc task reach each other at localhost.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(|container, report| not_with_awsvpc(container, &ContainerDefinition::LINKS, report)),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/containerDefinitions/0/links", r#"["db"]"#)]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/links", r#"["db"]"#)]),
    },
};

static CD_HOSTNAME_AWSVPC: Rule = Rule {
    id: "CD-HOSTNAME-AWSVPC",
    severity: Severity::Error,
    summary: "Containers of an awsvpc task have no hostname of their own.",
    help: "Remove hostname: all containers of an awsvpc task share the host name of its network interface.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(|container, report| not_with_awsvpc(container, &ContainerDefinition::HOSTNAME, report)),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/containerDefinitions/0/hostname", r#""web""#)]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/hostname", r#""web""#)]),
    },
};

static CD_EXTRAHOSTS_AWSVPC: Rule = Rule {
    id: "CD-EXTRAHOSTS-AWSVPC",
    severity: Severity::Error,
    summary: "Containers of an awsvpc task have no extra hosts.",
    help: "Remove extraHosts, and give the names in DNS, such as a Route 53 private hosted zone.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(|container, report| not_with_awsvpc(container, &ContainerDefinition::EXTRA_HOSTS, report)),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[("/containerDefinitions/0/extraHosts", r#"[{"hostname": "db", "ipAddress": "10.0.0.5"}]"#)],
        ),
        silent: (
            Base::Ec2,
            &[("/containerDefinitions/0/extraHosts", r#"[{"hostname": "db", "ipAddress": "10.0.0.5"}]"#)],
        ),
    },
};

static CD_DNS_AWSVPC: Rule = Rule {
    id: "CD-DNS-AWSVPC",
    severity: Severity::Error,
    summary: "Containers of an awsvpc task have no DNS servers of their own.",
    help: "Remove dnsServers: the DHCP options of the VPC name its DNS servers.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(|container, report| not_with_awsvpc(container, &ContainerDefinition::DNS_SERVERS, report)),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/containerDefinitions/0/dnsServers", r#"["10.0.0.2"]"#)]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/dnsServers", r#"["10.0.0.2"]"#)]),
    },
};

static CD_DNSSEARCH_AWSVPC: Rule = Rule {
    id: "CD-DNSSEARCH-AWSVPC",
    severity: Severity::Error,
    summary: "Containers of an awsvpc task have no DNS search domains of their own.",
    help: "Remove dnsSearchDomains: the DHCP options of the VPC name its search domain.",
    docs: docs::FARGATE_TASKS,
    check: Check::Container(|container, report| {
        not_with_awsvpc(container, &ContainerDefinition::DNS_SEARCH_DOMAINS, report);
    }),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/containerDefinitions/0/dnsSearchDomains", r#"["example.com"]"#)]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/dnsSearchDomains", r#"["example.com"]"#)]),
    },
};

static CD_DISABLENET_AWSVPC: Rule = Rule {
    id: "CD-DISABLENET-AWSVPC",
    severity: Severity::Error,
    summary: "Containers of an awsvpc task keep their network.",
    help: "Remove disableNetworking, or use another network mode.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(disabled_networking),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/containerDefinitions/0/disableNetworking", "true")]),
        silent: (Base::Fargate, &[("/containerDefinitions/0/disableNetworking", "false")]),
    },
};

fn disabled_networking(container: &ContainerScope, report: &mut Report) {
    if container.get(&ContainerDefinition::DISABLE_NETWORKING) == Some(true) {
        not_with_awsvpc(container, &ContainerDefinition::DISABLE_NETWORKING, report);
    }
}

/// Whether a task has its own network interface; Fargate tasks do, whatever they state.
fn has_interface(task: &TaskScope) -> bool {
    task.awsvpc() || task.fargate()
}

/// Reports `field` where it is set in a task with its own network interface.
fn not_with_awsvpc<K: Kind>(container: &ContainerScope, field: &Field<ContainerDefinition, K>, report: &mut Report) {
    let set = container.has(field);
    if set && has_interface(container.task) {
        refuse(container, field, "AWS refuses that with network mode awsvpc", report);
    }
}

/// Reports `field` as set and refused, and offers to remove it.
fn refuse<K: Kind>(container: &ContainerScope, field: &Field<ContainerDefinition, K>, why: &str, report: &mut Report) {
    let (at, name) = (container.at(field), field.member.name);
    let message = format!("Container {} has {name}, but {why}.", container.called());
    report.at(at.clone(), message).fix(format!("Remove {name}"), Patch::remove(at));
}

static CD_LINKS_BRIDGE_ONLY: Rule = Rule {
    id: "CD-LINKS-BRIDGE-ONLY",
    severity: Severity::Error,
    summary: "Containers have links in bridge mode only.",
    help: "Remove links, or set networkMode to bridge.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(links_outside_bridge),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/networkMode", r#""host""#), ("/containerDefinitions/0/links", r#"["db"]"#)]),
        silent: (Base::Ec2, &[("/networkMode", r#""bridge""#), ("/containerDefinitions/0/links", r#"["db"]"#)]),
    },
};

fn links_outside_bridge(container: &ContainerScope, report: &mut Report) {
    let task = container.task;
    let why = match task.network_mode() {
        Some(NetworkMode::Host) => "in host mode it shares the network of the instance, where links have no effect",
        Some(NetworkMode::None) => "in network mode none it has no network to link",
        Some(NetworkMode::Awsvpc | NetworkMode::Bridge | NetworkMode::WindowsNat) | None => return,
    };
    if container.has(&ContainerDefinition::LINKS) && !has_interface(task) {
        refuse(container, &ContainerDefinition::LINKS, why, report);
    }
}

static PM_NONE_MODE: Rule = Rule {
    id: "PM-NONE-MODE",
    severity: Severity::Error,
    summary: "Containers without a network have no port mappings.",
    help: "Remove portMappings, or choose another network mode.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(ports_without_network),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/networkMode", r#""none""#)]),
        silent: (Base::Ec2, &[("/networkMode", r#""none""#), ("/containerDefinitions/0/portMappings", "[]")]),
    },
};

fn ports_without_network(container: &ContainerScope, report: &mut Report) {
    let field = &ContainerDefinition::PORT_MAPPINGS;
    if container.task.network_mode() != Some(NetworkMode::None) || !container.has(field) {
        return;
    }
    let at = container.at(field);
    let message = format!(
        "Container {} maps ports, but in network mode none it has no network to reach it by.",
        container.called()
    );
    let found = report.at(at.clone(), message);
    // A service may refer to the ports.
    if container.task.services.is_empty() {
        found.fix("Remove portMappings", Patch::remove(at));
    }
}

static PM_HOST_DUPLICATE_TASKS: Rule = Rule {
    id: "PM-HOST-DUPLICATE-TASKS",
    severity: Severity::Warning,
    summary: "A task that takes ports of its instance runs once on each instance.",
    help: "Have an instance for each task (and one more for deployments), or use awsvpc, or bridge with hostPort 0.",
    docs: docs::HOST_NETWORK,
    check: Check::Task(host_ports_of_many),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2Bundle, &[("/taskDefinition/networkMode", r#""host""#)]),
        silent: (Base::Ec2Bundle, &[("/taskDefinition/networkMode", r#""host""#), ("/service/desiredCount", "1")]),
    },
};

fn host_ports_of_many(task: &TaskScope, report: &mut Report) {
    if task.network_mode() != Some(NetworkMode::Host) || task.fargate() {
        return;
    }
    let mapped = task.containers.iter().find(|container| container.has(&ContainerDefinition::PORT_MAPPINGS));
    let many = task.services.iter().find_map(|service| {
        let daemon = service.get(&Service::SCHEDULING_STRATEGY) == Some("DAEMON");
        let count = service.get(&Service::DESIRED_COUNT).filter(|count| *count > 1 && !daemon)?;
        Some((service, count))
    });
    let (Some(container), Some((service, count))) = (mapped, many) else { return };
    let name = service.get(&Service::SERVICE_NAME).map_or_else(String::new, |name| format!(" \"{name}\""));
    let mode = &TaskDefinition::NETWORK_MODE.member.name;
    let message = format!(
        "With {mode} host each instance has these ports once, so the {count} tasks of the service{name} need {count} \
         instances; the rest is never placed."
    );
    report.at(container.at(&ContainerDefinition::PORT_MAPPINGS), message);
}
