//! The host port that a network mode allows.

use crate::check::diagnostic::Diagnostic;
use crate::check::port::is_port;
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::{ContainerScope, NetworkMode};
use crate::check::{Severity, docs};
use crate::document::{Patch, View};
use crate::model::{ContainerDefinition, PortMapping};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] =
    &[&PM_HOSTPORT_RANGE, &PM_HOSTPORT_MISMATCH_AWSVPC, &PM_HOSTPORT_MISMATCH_HOST, &PM_HOSTPORT_ZERO];

/// In these modes a host port can only be the container port.
fn has_one_port(mode: Option<NetworkMode>) -> bool {
    matches!(mode, Some(NetworkMode::Awsvpc | NetworkMode::Host))
}

fn offer_container_port(found: &mut Diagnostic, mapping: &View<'_, PortMapping>) {
    if let Some(port) = mapping.get(&PortMapping::CONTAINER_PORT).filter(|port| is_port(*port)) {
        found.fix(format!("Set hostPort to {port}"), Patch::replace(mapping.at(&PortMapping::HOST_PORT), port));
    }
}

static PM_HOSTPORT_RANGE: Rule = Rule {
    id: "PM-HOSTPORT-RANGE",
    severity: Severity::Error,
    summary: "A host port is 0 to 65535.",
    help: "Set hostPort to a port up to 65535. In bridge mode 0 lets the instance choose a free one.",
    docs: docs::PORT_MAPPING,
    check: Check::Container(host_port_range),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/portMappings/0/hostPort", "70000")]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/portMappings/0/hostPort", "0")]),
    },
};

fn host_port_range(container: &ContainerScope, report: &mut Report) {
    let (low, high) = PortMapping::HOST_PORT.bounds();
    for mapping in container.rows(&ContainerDefinition::PORT_MAPPINGS) {
        let Some(port) = mapping.get(&PortMapping::HOST_PORT).filter(|port| !(low..=high).contains(port)) else {
            continue;
        };
        let found = report.at(
            mapping.at(&PortMapping::HOST_PORT),
            format!("Host port {port} of container {} is outside {low} to {high}.", container.called()),
        );
        if has_one_port(container.task.network_mode()) {
            offer_container_port(found, &mapping);
        }
    }
}

static PM_HOSTPORT_MISMATCH_AWSVPC: Rule = Rule {
    id: "PM-HOSTPORT-MISMATCH-AWSVPC",
    severity: Severity::Error,
    summary: "With network mode awsvpc a host port is the container port.",
    help: "Remove hostPort, or set it to the container port.",
    docs: docs::PORT_MAPPING,
    check: Check::Container(mismatch_awsvpc),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/containerDefinitions/0/portMappings/0/hostPort", "8080")]),
        silent: (Base::Fargate, &[("/containerDefinitions/0/portMappings/0/hostPort", "80")]),
    },
};

fn mismatch_awsvpc(container: &ContainerScope, report: &mut Report) {
    if container.task.network_mode() != Some(NetworkMode::Awsvpc) {
        return;
    }
    for (mapping, port, host_port) in mismatches(container) {
        let at = mapping.at(&PortMapping::HOST_PORT);
        // AWS has refused 0 with this text (aws/amazon-ecs-cli#1014); others saw it taken as the container port.
        let found = if host_port == 0 {
            let message = format!(
                "AWS may refuse host port 0 for container port {port}: \"When networkMode=awsvpc, the host ports and \
                 container ports in port mappings must match\"."
            );
            report.at(at, message).severity(Severity::Warning)
        } else {
            let message = format!(
                "Container {} maps port {port} to host port {host_port}. With awsvpc the task has a network interface of \
                 its own, where both must be the same.",
                container.called()
            );
            report.at(at, message)
        };
        offer_container_port(found, &mapping);
    }
}

static PM_HOSTPORT_MISMATCH_HOST: Rule = Rule {
    id: "PM-HOSTPORT-MISMATCH-HOST",
    severity: Severity::Error,
    summary: "With network mode host a host port is the container port.",
    help: "Remove hostPort, or set it to the container port.",
    docs: docs::PORT_MAPPING,
    check: Check::Container(mismatch_host),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/networkMode", r#""host""#)]),
        silent: (
            Base::Ec2,
            &[("/networkMode", r#""host""#), ("/containerDefinitions/0/portMappings/0/hostPort", "80")],
        ),
    },
};

fn mismatch_host(container: &ContainerScope, report: &mut Report) {
    if container.task.network_mode() != Some(NetworkMode::Host) {
        return;
    }
    for (mapping, port, host_port) in mismatches(container).filter(|(_, _, host_port)| *host_port != 0) {
        let message = format!(
            "Container {} maps port {port} to host port {host_port}. With network mode host the container listens on the \
             instance itself, so no other port can lead to it.",
            container.called()
        );
        offer_container_port(report.at(mapping.at(&PortMapping::HOST_PORT), message), &mapping);
    }
}

/// The mappings with a host port other than the container port, with both.
fn mismatches<'a>(container: &ContainerScope<'_, 'a>) -> impl Iterator<Item = (View<'a, PortMapping>, i64, i64)> {
    container.rows(&ContainerDefinition::PORT_MAPPINGS).into_iter().filter_map(|mapping| {
        let port = mapping.get(&PortMapping::CONTAINER_PORT)?;
        let host_port = mapping.get(&PortMapping::HOST_PORT)?;
        (port != host_port).then_some((mapping, port, host_port))
    })
}

static PM_HOSTPORT_ZERO: Rule = Rule {
    id: "PM-HOSTPORT-ZERO",
    severity: Severity::Warning,
    summary: "Host port 0 is for bridge mode only.",
    help: "Remove hostPort: it is the container port in this network mode.",
    docs: docs::PORT_MAPPING,
    check: Check::Container(host_port_zero),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/containerDefinitions/0/portMappings/0/hostPort", "0")]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/portMappings/0/hostPort", "0")]),
    },
};

fn host_port_zero(container: &ContainerScope, report: &mut Report) {
    if !has_one_port(container.task.network_mode()) {
        return;
    }
    for mapping in container.rows(&ContainerDefinition::PORT_MAPPINGS) {
        if mapping.get(&PortMapping::HOST_PORT) == Some(0) {
            let at = mapping.at(&PortMapping::HOST_PORT);
            let message = format!(
                "hostPort 0 asks for a free port of the instance, but in this network mode container {} has no other \
                 port than its own.",
                container.called()
            );
            report.at(at.clone(), message).fix("Remove hostPort", Patch::remove(at));
        }
    }
}
