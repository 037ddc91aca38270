//! Names of ports.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::{TaskScope, container_called};
use crate::check::{Severity, docs};
use crate::document::{Patch, View};
use crate::model::{ContainerDefinition, PortMapping, Service, ServiceConnectConfiguration, ServiceConnectService};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&PM_NAME, &PM_NAME_DUPLICATE];

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html>
const MAX_NAME: usize = 64;

/// Small letters, digits, `_` and `-`, but no `-` at the start.
fn is_port_name(name: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-';
    (1..=MAX_NAME).contains(&name.len()) && !name.starts_with('-') && name.bytes().all(allowed)
}

/// The nearest valid name: small letters, and `-` for everything else.
fn valid_name(name: &str) -> Option<String> {
    let letter = |c: char| match c.to_ascii_lowercase() {
        c if c.is_ascii_alphanumeric() || c == '_' => c,
        _ => '-',
    };
    let valid: String = name.chars().map(letter).skip_while(|c| *c == '-').take(MAX_NAME).collect();
    is_port_name(&valid).then_some(valid)
}

/// The named mappings of a task.
fn named<'t, 'a>(
    task: &'t TaskScope<'a>,
) -> impl Iterator<Item = (&'t View<'a, ContainerDefinition>, View<'a, PortMapping>, &'a str)> {
    task.containers.iter().flat_map(|container| {
        let mappings = container.rows(&ContainerDefinition::PORT_MAPPINGS).into_iter();
        mappings.filter_map(move |mapping| {
            let name = mapping.get(&PortMapping::NAME)?;
            Some((container, mapping, name))
        })
    })
}

/// Whether Service Connect of a service that runs the task means a port by this name.
fn is_referred_to(task: &TaskScope, name: &str) -> bool {
    let connects = task.services.iter().filter_map(|service| service.get(&Service::SERVICE_CONNECT_CONFIGURATION));
    let mut ports = connects.flat_map(|connect| connect.rows(&ServiceConnectConfiguration::SERVICES));
    ports.any(|port| port.get(&ServiceConnectService::PORT_NAME) == Some(name))
}

static PM_NAME: Rule = Rule {
    id: "PM-NAME",
    severity: Severity::Error,
    summary: "A port name has small letters, digits, _ and -, at most 64, and doesn't start with -.",
    help: "Rename the port, here and where Service Connect means it.",
    docs: docs::PORT_MAPPING,
    check: Check::Task(port_name),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/containerDefinitions/0/portMappings/0/name", r#""HTTP""#)]),
        silent: (Base::Fargate, &[("/containerDefinitions/0/portMappings/0/name", r#""_http-1""#)]),
    },
};

fn port_name(task: &TaskScope, report: &mut Report) {
    let taken: BTreeSet<&str> = named(task).map(|(.., name)| name).collect();
    for (container, mapping, name) in named(task) {
        if is_port_name(name) {
            continue;
        }
        let at = mapping.at(&PortMapping::NAME);
        let container = container_called(container);
        let found = report.at(
            at.clone(),
            if name.len() > MAX_NAME {
                format!("The port name \"{name}\" of container {container} is longer than {MAX_NAME} characters.")
            } else if name.starts_with('-') {
                format!("The port name \"{name}\" of container {container} starts with -.")
            } else {
                let letter = name.chars().find(|c| !is_port_name(c.encode_utf8(&mut [0; 4])) && *c != '-');
                format!(
                    "The port name \"{name}\" of container {container} has a {:?}; AWS allows small letters, digits, _ and -.",
                    letter.unwrap_or(' ')
                )
            },
        );
        let better = valid_name(name).filter(|better| !taken.contains(better.as_str()));
        if let Some(better) = better.filter(|_| !is_referred_to(task, name)) {
            found.fix(format!("Rename to {better}"), Patch::replace(at, better));
        }
    }
}

static PM_NAME_DUPLICATE: Rule = Rule {
    id: "PM-NAME-DUPLICATE",
    severity: Severity::Error,
    summary: "Each port name stands once in a task.",
    help: "Give each port a name of its own: Service Connect finds a port by its name.",
    docs: docs::PORT_MAPPING,
    check: Check::Task(port_name_unique),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[
                ("/containerDefinitions/0/portMappings/0/name", r#""web""#),
                ("/containerDefinitions/0/portMappings/-", r#"{"containerPort": 81, "name": "web"}"#),
            ],
        ),
        silent: (
            Base::Fargate,
            &[
                ("/containerDefinitions/0/portMappings/0/name", r#""web""#),
                ("/containerDefinitions/0/portMappings/-", r#"{"containerPort": 81, "name": "admin"}"#),
            ],
        ),
    },
};

fn port_name_unique(task: &TaskScope, report: &mut Report) {
    let taken: BTreeSet<&str> = named(task).map(|(.., name)| name).collect();
    let mut first = BTreeMap::new();
    for (container, mapping, name) in named(task) {
        let Some(holder) = first.get(name) else {
            first.insert(name, container);
            continue;
        };
        let at = mapping.at(&PortMapping::NAME);
        let found = report.at(
            at.clone(),
            format!(
                "Two ports of the task are called \"{name}\": this one of container {}, and one of container {}. AWS: \
                 \"port mapping name is already used\".",
                container_called(container),
                container_called(holder)
            ),
        );
        let numbered = (2..10).map(|number| format!("{name}-{number}"));
        let mut free = numbered.filter(|better| is_port_name(better) && !taken.contains(better.as_str()));
        if let Some(free) = free.next() {
            found.fix(format!("Rename to {free}"), Patch::replace(at, free));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_at_their_bounds() {
        for name in ["a", "_", "0-", "web_1-b"] {
            assert!(is_port_name(name), "{name}");
        }
        for name in ["", "-a", "A", "a.b", "é"] {
            assert!(!is_port_name(name), "{name}");
        }
        assert!(is_port_name(&"a".repeat(MAX_NAME)));
        assert!(!is_port_name(&"a".repeat(MAX_NAME + 1)));
        assert_eq!(valid_name("-Web.Port"), Some("web-port".to_owned()));
        assert_eq!(valid_name("--"), None);
    }
}
