//! The protocol that Service Connect speaks on a port.

use crate::check::port::{Protocol, protocol};
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::{ContainerScope, TaskScope};
use crate::check::{Severity, docs};
use crate::document::{Patch, View};
use crate::model::{ContainerDefinition, PortMapping, Service, ServiceConnectConfiguration, ServiceConnectService};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] =
    &[&PM_APPPROTOCOL, &PM_APPPROTOCOL_NEEDS_NAME, &PM_APPPROTOCOL_UDP, &PM_APPPROTOCOL_IMMUTABLE];

/// The mappings of a container that state an application protocol.
fn with_app_protocol<'a>(container: &ContainerScope<'_, 'a>) -> impl Iterator<Item = View<'a, PortMapping>> {
    let mappings = container.rows(&ContainerDefinition::PORT_MAPPINGS).into_iter();
    mappings.filter(|mapping| mapping.has(&PortMapping::APP_PROTOCOL))
}

static PM_APPPROTOCOL: Rule = Rule {
    id: "PM-APPPROTOCOL",
    severity: Severity::Error,
    summary: "The application protocol is http, http2 or grpc.",
    help: "Choose http, http2 or grpc, or leave appProtocol out for plain tcp.",
    docs: docs::PORT_MAPPING,
    check: Check::Container(app_protocol),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[(
                "/containerDefinitions/0/portMappings/0",
                r#"{"containerPort": 80, "name": "a", "appProtocol": "tcp"}"#,
            )],
        ),
        silent: (
            Base::Fargate,
            &[(
                "/containerDefinitions/0/portMappings/0",
                r#"{"containerPort": 80, "name": "a", "appProtocol": "grpc"}"#,
            )],
        ),
    },
};

fn app_protocol(container: &ContainerScope, report: &mut Report) {
    let words = PortMapping::APP_PROTOCOL.words();
    for mapping in with_app_protocol(container) {
        let Some(word) = mapping.get(&PortMapping::APP_PROTOCOL).filter(|word| !words.contains(word)) else { continue };
        let at = mapping.at(&PortMapping::APP_PROTOCOL);
        let found = report.at(
            at.clone(),
            format!(
                "\"{word}\" of container {} is no application protocol. Allowed: {}.",
                container.called(),
                words.join(", ")
            ),
        );
        if let Some(meant) = words.iter().find(|known| known.eq_ignore_ascii_case(word)) {
            found.fix(format!("Write {meant}"), Patch::replace(at, *meant));
        } else if word.eq_ignore_ascii_case("tcp") {
            found.fix("Remove appProtocol", Patch::remove(at));
        }
    }
}

static PM_APPPROTOCOL_NEEDS_NAME: Rule = Rule {
    id: "PM-APPPROTOCOL-NEEDS-NAME",
    severity: Severity::Warning,
    summary: "A port with an application protocol has a name.",
    help: "Give the port a name that a Service Connect service uses, or remove appProtocol.",
    docs: docs::PORT_MAPPING,
    check: Check::Container(app_protocol_needs_name),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/containerDefinitions/0/portMappings/0/appProtocol", r#""http""#)]),
        silent: (
            Base::Fargate,
            &[(
                "/containerDefinitions/0/portMappings/0",
                r#"{"containerPort": 80, "name": "a", "appProtocol": "http"}"#,
            )],
        ),
    },
};

fn app_protocol_needs_name(container: &ContainerScope, report: &mut Report) {
    for mapping in with_app_protocol(container).filter(|mapping| !mapping.has(&PortMapping::NAME)) {
        let at = mapping.at(&PortMapping::APP_PROTOCOL);
        let message = format!(
            "This port of container {} has no name, so Service Connect can't find it and appProtocol does nothing.",
            container.called()
        );
        report.at(at.clone(), message).fix("Remove appProtocol", Patch::remove(at));
    }
}

static PM_APPPROTOCOL_UDP: Rule = Rule {
    id: "PM-APPPROTOCOL-UDP",
    severity: Severity::Error,
    summary: "A udp port has no application protocol.",
    help: "Remove appProtocol, or use protocol tcp.",
    docs: docs::PORT_MAPPING,
    check: Check::Container(app_protocol_udp),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[(
                "/containerDefinitions/0/portMappings/0",
                r#"{"containerPort": 80, "name": "a", "appProtocol": "http", "protocol": "udp"}"#,
            )],
        ),
        silent: (
            Base::Fargate,
            &[(
                "/containerDefinitions/0/portMappings/0",
                r#"{"containerPort": 80, "name": "a", "appProtocol": "http", "protocol": "tcp"}"#,
            )],
        ),
    },
};

fn app_protocol_udp(container: &ContainerScope, report: &mut Report) {
    for mapping in with_app_protocol(container).filter(|mapping| protocol(mapping) == Some(Protocol::Udp)) {
        let at = mapping.at(&PortMapping::APP_PROTOCOL);
        let message = format!(
            "This port of container {} is udp, but appProtocol is for Service Connect, which carries tcp only.",
            container.called()
        );
        report.at(at.clone(), message).fix("Remove appProtocol", Patch::remove(at));
    }
}

static PM_APPPROTOCOL_IMMUTABLE: Rule = Rule {
    id: "PM-APPPROTOCOL-IMMUTABLE",
    severity: Severity::Warning,
    summary: "The protocols of a port stay as they are while a Service Connect service uses it.",
    help: "Keep appProtocol and protocol as they are in AWS. To change them, delete the service and create it again.",
    docs: docs::PORT_MAPPING,
    check: Check::Container(app_protocol_immutable),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::FargateBundle,
            &[
                ("/taskDefinition/containerDefinitions/0/portMappings/0/name", r#""web""#),
                ("/taskDefinition/containerDefinitions/0/portMappings/0/appProtocol", r#""http""#),
                ("/service/serviceConnectConfiguration", CONNECTED),
                ("/service/serviceArn", r#""arn:aws:ecs:eu-west-1:123456789012:service/main/web""#),
            ],
        ),
        silent: (
            Base::FargateBundle,
            &[
                ("/taskDefinition/containerDefinitions/0/portMappings/0/name", r#""web""#),
                ("/taskDefinition/containerDefinitions/0/portMappings/0/appProtocol", r#""http""#),
                ("/service/serviceConnectConfiguration", CONNECTED),
            ],
        ),
    },
};

#[cfg(test)]
const CONNECTED: &str = r#"{"enabled": true, "namespace": "main", "services": [{"portName": "web"}]}"#;

fn app_protocol_immutable(container: &ContainerScope, report: &mut Report) {
    for mapping in with_app_protocol(container) {
        let Some(name) = mapping.get(&PortMapping::NAME) else { continue };
        if is_connected(container.task, name) {
            report.at(
                mapping.at(&PortMapping::APP_PROTOCOL),
                format!(
                    "A service that exists in AWS already offers port \"{name}\" through Service Connect, so its appProtocol \
                     and protocol can't change any more."
                ),
            );
        }
    }
}

/// Whether a service offers this port with Service Connect and exists, as its ARN shows.
fn is_connected(task: &TaskScope, name: &str) -> bool {
    let existing = task.services.iter().filter(|service| service.node().get("serviceArn").is_some());
    let mut connects = existing.filter_map(|service| service.get(&Service::SERVICE_CONNECT_CONFIGURATION));
    connects.any(|connect| {
        let mut ports = connect.rows(&ServiceConnectConfiguration::SERVICES).into_iter();
        connect.get(&ServiceConnectConfiguration::ENABLED) == Some(true)
            && ports.any(|port| port.get(&ServiceConnectService::PORT_NAME) == Some(name))
    })
}
