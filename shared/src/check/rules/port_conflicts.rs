//! Ports that are mapped more than once.

use std::collections::BTreeMap;

use crate::check::port::{PortRange, Protocol, protocol};
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::{ContainerScope, NetworkMode, TaskScope, container_called};
use crate::check::{Severity, docs};
use crate::document::{Patch, Pointer, View};
use crate::model::{ContainerDefinition, PortMapping};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&PM_DUPLICATE_HOSTPORT, &PM_CONTAINERPORT_TWO_PROTOCOLS, &PM_RANGE_OVERLAP];

static PM_DUPLICATE_HOSTPORT: Rule = Rule {
    id: "PM-DUPLICATE-HOSTPORT",
    severity: Severity::Error,
    summary: "No two port mappings of a task take the same port and protocol.",
    help: "Let one of the containers use another port.",
    docs: docs::PORT_MAPPING,
    check: Check::Task(duplicate_port),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/portMappings/-", r#"{"containerPort": 81, "hostPort": 8080}"#)]),
        silent: (
            Base::Ec2,
            &[(
                "/containerDefinitions/0/portMappings/-",
                r#"{"containerPort": 81, "hostPort": 8080, "protocol": "udp"}"#,
            )],
        ),
    },
};

fn duplicate_port(task: &TaskScope, report: &mut Report) {
    let (field, what) = match task.network_mode() {
        Some(NetworkMode::Awsvpc | NetworkMode::Host) => (&PortMapping::CONTAINER_PORT, "Port"),
        Some(NetworkMode::Bridge | NetworkMode::WindowsNat) => (&PortMapping::HOST_PORT, "Host port"),
        Some(NetworkMode::None) | None => return,
    };
    let mut first_use = BTreeMap::new();
    for container in &task.containers {
        let mappings = container.rows(&ContainerDefinition::PORT_MAPPINGS);
        let last = mappings.last().map(|mapping| mapping.path().clone());
        for mapping in mappings {
            let (Some(port), Some(protocol)) = (mapping.get(field).filter(|port| *port != 0), protocol(&mapping))
            else {
                continue;
            };
            let Some((holder, held)) = first_use.get(&(port, protocol)) else {
                first_use.insert((port, protocol), (container, mapping));
                continue;
            };
            let holder: &View<'_, ContainerDefinition> = holder;
            let same_container = holder.path() == container.path();
            let message = format!(
                "{what} {port} ({}) of container {} is already mapped by {}.",
                protocol.word(),
                container_called(container),
                if same_container {
                    "another mapping of it".to_owned()
                } else {
                    format!("container {}", container_called(holder))
                },
            );
            let found = report.at(mapping.at(field), message);
            if same_container && held.node() == mapping.node() && last.as_ref() == Some(mapping.path()) {
                found.fix("Remove this second, equal mapping", Patch::remove(mapping.path().clone()));
            }
        }
    }
}

static PM_CONTAINERPORT_TWO_PROTOCOLS: Rule = Rule {
    id: "PM-CONTAINERPORT-TWO-PROTOCOLS",
    severity: Severity::Advice,
    summary: "A container port with tcp and udp can't have a load balancer.",
    help: "Leave it if no load balancer needs this port; otherwise use two ports.",
    docs: docs::PORT_MAPPING,
    check: Check::Container(two_protocols),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[("/containerDefinitions/0/portMappings/-", r#"{"containerPort": 80, "protocol": "udp"}"#)],
        ),
        silent: (
            Base::Fargate,
            &[("/containerDefinitions/0/portMappings/-", r#"{"containerPort": 81, "protocol": "udp"}"#)],
        ),
    },
};

fn two_protocols(container: &ContainerScope, report: &mut Report) {
    let mut first_protocol = BTreeMap::new();
    for mapping in container.rows(&ContainerDefinition::PORT_MAPPINGS) {
        let (Some(port), Some(protocol)) = (mapping.get(&PortMapping::CONTAINER_PORT), protocol(&mapping)) else {
            continue;
        };
        if *first_protocol.entry(port).or_insert(protocol) != protocol {
            report.at(
                mapping.at(&PortMapping::CONTAINER_PORT),
                format!(
                    "Container {} maps port {port} for tcp and for udp. Tasks run with that, but a service can't attach \
                     a load balancer to the port.",
                    container.called()
                ),
            );
        }
    }
}

static PM_RANGE_OVERLAP: Rule = Rule {
    id: "PM-RANGE-OVERLAP",
    severity: Severity::Error,
    summary: "A port range has no port that another mapping has.",
    help: "Move the start or the end of one of them, so that no port is in both.",
    docs: docs::PORT_MAPPING,
    check: Check::Task(range_overlap),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/containerDefinitions/0/portMappings/-", r#"{"containerPortRange": "80-90"}"#)]),
        silent: (Base::Fargate, &[("/containerDefinitions/0/portMappings/-", r#"{"containerPortRange": "81-90"}"#)]),
    },
};

/// The container ports of one mapping.
struct Taken<'t, 'a> {
    container: &'t View<'a, ContainerDefinition>,
    at: Pointer,
    ports: PortRange,
    protocol: Protocol,
}

fn range_overlap(task: &TaskScope, report: &mut Report) {
    if !has_ranges(task) {
        return;
    }
    let shared = task.awsvpc();
    let mut earlier: Vec<Taken> = Vec::new();
    for container in &task.containers {
        for mapping in container.rows(&ContainerDefinition::PORT_MAPPINGS) {
            let Some(taken) = taken(container, &mapping) else { continue };
            let clash = earlier.iter().find(|other| {
                (shared || other.container.path() == container.path())
                    && other.protocol == taken.protocol
                    && other.ports.overlaps(taken.ports)
                    && (other.ports.low != other.ports.high || taken.ports.low != taken.ports.high)
            });
            if let Some(other) = clash {
                report.at(
                    taken.at.clone(),
                    format!(
                        "Container {} maps {} ({}), which overlaps with {} of {}. AWS: \"container port is used multiple \
                         times in task\".",
                        container_called(container),
                        taken.ports.text(),
                        taken.protocol.word(),
                        other.ports.text(),
                        if other.container.path() == container.path() {
                            "another mapping of it".to_owned()
                        } else {
                            format!("container {}", container_called(other.container))
                        },
                    ),
                );
            }
            earlier.push(taken);
        }
    }
}

fn has_ranges(task: &TaskScope) -> bool {
    let mut mappings = task.containers.iter().flat_map(|container| container.rows(&ContainerDefinition::PORT_MAPPINGS));
    mappings.any(|mapping| mapping.has(&PortMapping::CONTAINER_PORT_RANGE))
}

fn taken<'t, 'a>(
    container: &'t View<'a, ContainerDefinition>,
    mapping: &View<'a, PortMapping>,
) -> Option<Taken<'t, 'a>> {
    let protocol = protocol(mapping)?;
    let (at, ports) = if let Some(text) = mapping.get(&PortMapping::CONTAINER_PORT_RANGE) {
        (mapping.at(&PortMapping::CONTAINER_PORT_RANGE), PortRange::meant(text)?)
    } else {
        let port = mapping.get(&PortMapping::CONTAINER_PORT)?;
        (mapping.at(&PortMapping::CONTAINER_PORT), PortRange::single(port))
    };
    Some(Taken { container, at, ports, protocol })
}
