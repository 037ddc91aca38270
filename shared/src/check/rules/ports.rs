//! The numbers and the protocol of a port mapping.

use crate::check::port::{is_port, protocol};
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::ContainerScope;
use crate::check::{Severity, docs};
use crate::document::Patch;
use crate::model::{ContainerDefinition, PortMapping};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] =
    &[&PM_CONTAINERPORT_REQUIRED, &PM_CONTAINERPORT_RANGE, &PM_PROTOCOL, &PM_WINDOWS_FARGATE_3150];

static PM_CONTAINERPORT_REQUIRED: Rule = Rule {
    id: "PM-CONTAINERPORT-REQUIRED",
    severity: Severity::Error,
    summary: "Each port mapping has a container port or a range of them.",
    help: "Set containerPort to the port that the container listens on, or set containerPortRange.",
    docs: docs::PORT_MAPPING,
    check: Check::Container(container_port_required),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/portMappings/0/containerPort", "-")]),
        silent: (Base::Fargate, &[("/containerDefinitions/0/portMappings/0", r#"{"containerPortRange": "80-90"}"#)]),
    },
};

fn container_port_required(container: &ContainerScope, report: &mut Report) {
    for mapping in container.rows(&ContainerDefinition::PORT_MAPPINGS) {
        if mapping.has(&PortMapping::CONTAINER_PORT) || mapping.has(&PortMapping::CONTAINER_PORT_RANGE) {
            continue;
        }
        let called = container.called();
        let message = match mapping.get(&PortMapping::HOST_PORT) {
            Some(host_port) => format!(
                "This port mapping of container {called} has host port {host_port}, but no container port that it leads to. \
                 containerPort and hostPort belong in one entry of the list."
            ),
            None => format!("This port mapping of container {called} has no container port, so it maps nothing."),
        };
        report.at(mapping.path().clone(), message);
    }
}

static PM_CONTAINERPORT_RANGE: Rule = Rule {
    id: "PM-CONTAINERPORT-RANGE",
    severity: Severity::Error,
    summary: "A container port is 1 to 65535.",
    help: "Set containerPort to the port that the container listens on, 1 to 65535.",
    docs: docs::PORT_MAPPING,
    check: Check::Container(container_port_range),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/containerDefinitions/0/portMappings/0/containerPort", "65536")]),
        silent: (Base::Fargate, &[("/containerDefinitions/0/portMappings/0/containerPort", "65535")]),
    },
};

fn container_port_range(container: &ContainerScope, report: &mut Report) {
    for mapping in container.rows(&ContainerDefinition::PORT_MAPPINGS) {
        let Some(port) = mapping.get(&PortMapping::CONTAINER_PORT) else { continue };
        if !is_port(port) {
            let (low, high) = PortMapping::CONTAINER_PORT.bounds();
            report.at(
                mapping.at(&PortMapping::CONTAINER_PORT),
                format!("Container port {port} of container {} is outside {low} to {high}.", container.called()),
            );
        }
    }
}

static PM_PROTOCOL: Rule = Rule {
    id: "PM-PROTOCOL",
    severity: Severity::Warning,
    summary: "The protocol of a port mapping is tcp or udp.",
    help: "Set protocol to tcp or udp. HTTP and gRPC are values of appProtocol.",
    docs: docs::PORT_MAPPING,
    check: Check::Container(known_protocol),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/containerDefinitions/0/portMappings/0/protocol", r#""http""#)]),
        silent: (Base::Fargate, &[("/containerDefinitions/0/portMappings/0/protocol", r#""udp""#)]),
    },
};

fn known_protocol(container: &ContainerScope, report: &mut Report) {
    for mapping in container.rows(&ContainerDefinition::PORT_MAPPINGS) {
        let Some(word) = mapping.get(&PortMapping::PROTOCOL) else { continue };
        if PortMapping::PROTOCOL.words().contains(&word) {
            continue;
        }
        let at = mapping.at(&PortMapping::PROTOCOL);
        let found = report.at(at.clone(), format!("\"{word}\" is no protocol of a port. AWS takes it as tcp."));
        if let Some(used) = protocol(&mapping) {
            found.fix(format!("Set protocol to {}", used.word()), Patch::replace(at, used.word()));
        }
    }
}

/// The port that Windows tasks on Fargate keep for themselves.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html>
const WINDOWS_FARGATE_PORT: i64 = 3150;

static PM_WINDOWS_FARGATE_3150: Rule = Rule {
    id: "PM-WINDOWS-FARGATE-3150",
    severity: Severity::Error,
    summary: "A Windows task on Fargate doesn't map port 3150.",
    help: "Let the application listen on another port and map that.",
    docs: docs::TASK_DEFINITION_PARAMETERS,
    check: Check::Container(windows_fargate_port),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[
                ("/runtimePlatform", r#"{"operatingSystemFamily": "WINDOWS_SERVER_2022_CORE"}"#),
                ("/containerDefinitions/0/portMappings/0/containerPort", "3150"),
            ],
        ),
        silent: (Base::Fargate, &[("/containerDefinitions/0/portMappings/0/containerPort", "3150")]),
    },
};

fn windows_fargate_port(container: &ContainerScope, report: &mut Report) {
    if !(container.task.windows() && container.task.fargate()) {
        return;
    }
    for mapping in container.rows(&ContainerDefinition::PORT_MAPPINGS) {
        if mapping.get(&PortMapping::CONTAINER_PORT) == Some(WINDOWS_FARGATE_PORT) {
            report.at(
                mapping.at(&PortMapping::CONTAINER_PORT),
                format!(
                    "Container {} maps port {WINDOWS_FARGATE_PORT}, which Fargate reserves in Windows tasks.",
                    container.called()
                ),
            );
        }
    }
}
