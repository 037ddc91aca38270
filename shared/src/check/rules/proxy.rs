//! App Mesh's proxy in a task.

use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::TaskScope;
use crate::check::{Severity, docs};
use crate::document::{Patch, View, is_placeholder};
use crate::model::{ContainerDefinition, KeyValuePair, ProxyConfiguration, TaskDefinition};

use super::task_network::awsvpc_ready;

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[
    &TD_PROXY_AWSVPC,
    &TD_EXTERNAL_PROXY,
    &TD_PROXY_CONTAINER,
    &TD_PROXY_PROPS,
    &TD_PROXY_IGNORED_ID,
    &TD_PROXY_APPMESH_EOL,
];

/// A whole proxy for the container "app".
#[cfg(test)]
const PROXY: (&str, &str) = (
    "/proxyConfiguration",
    r#"{"type": "APPMESH", "containerName": "app", "properties": [
        {"name": "ProxyIngressPort", "value": "15000"},
        {"name": "ProxyEgressPort", "value": "15001"},
        {"name": "AppPorts", "value": "80"},
        {"name": "EgressIgnoredIPs", "value": "169.254.170.2,169.254.169.254"},
        {"name": "IgnoredUID", "value": "1337"}]}"#,
);

fn proxy<'a>(scope: &TaskScope<'a>) -> Option<View<'a, ProxyConfiguration>> {
    scope
        .task
        .get(&TaskDefinition::PROXY_CONFIGURATION)
        .filter(|_| scope.task.has(&TaskDefinition::PROXY_CONFIGURATION))
}

static TD_PROXY_AWSVPC: Rule = Rule {
    id: "TD-PROXY-AWSVPC",
    severity: Severity::Error,
    summary: "A task with an App Mesh proxy has network mode awsvpc.",
    help: "Set networkMode to awsvpc, or remove proxyConfiguration.",
    docs: docs::PROXY_CONFIGURATION,
    check: Check::Task(proxy_awsvpc),
    #[cfg(test)]
    cases: Cases { fires: (Base::Ec2, &[PROXY]), silent: (Base::Fargate, &[PROXY]) },
};

fn proxy_awsvpc(scope: &TaskScope, report: &mut Report) {
    let other_mode = scope.network_mode().is_some() && !scope.awsvpc();
    if proxy(scope).is_none() || !other_mode {
        return;
    }
    let is = scope.task.get(&TaskDefinition::NETWORK_MODE).unwrap_or("not set");
    let found = report.at(
        scope.task.at(&TaskDefinition::PROXY_CONFIGURATION),
        format!(
            "networkMode is {is}, but the proxy takes over the task's own interface. AWS: \"APPMESH proxy \
             configuration is only supported in networkMode=awsvpc\"."
        ),
    );
    if awsvpc_ready(scope) {
        found.fix("Set networkMode to awsvpc", Patch::add(scope.task.at(&TaskDefinition::NETWORK_MODE), "awsvpc"));
    }
}

static TD_EXTERNAL_PROXY: Rule = Rule {
    id: "TD-EXTERNAL-PROXY",
    severity: Severity::Error,
    summary: "Tasks on external instances have no App Mesh proxy.",
    help: "Remove proxyConfiguration.",
    docs: docs::ECS_ANYWHERE,
    check: Check::Task(external_proxy),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/requiresCompatibilities", r#"["EXTERNAL"]"#), PROXY]),
        silent: (Base::Ec2, &[PROXY]),
    },
};

fn external_proxy(scope: &TaskScope, report: &mut Report) {
    if scope.external() && proxy(scope).is_some() {
        let at = scope.task.at(&TaskDefinition::PROXY_CONFIGURATION);
        report
            .at(at.clone(), "External instances (ECS Anywhere) have no App Mesh, so the task can't have its proxy.")
            .fix("Remove proxyConfiguration", Patch::remove(at));
    }
}

static TD_PROXY_CONTAINER: Rule = Rule {
    id: "TD-PROXY-CONTAINER",
    severity: Severity::Error,
    summary: "The proxy is a container of the task.",
    help: "Set proxyConfiguration.containerName to the name of the Envoy container.",
    docs: docs::PROXY_CONFIGURATION,
    check: Check::Task(proxy_container),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[PROXY, ("/proxyConfiguration/containerName", r#""envoy""#)]),
        silent: (Base::Fargate, &[PROXY]),
    },
};

fn proxy_container(scope: &TaskScope, report: &mut Report) {
    let Some(proxy) = proxy(scope) else { return };
    let message = match proxy.get(&ProxyConfiguration::CONTAINER_NAME) {
        Some(name) if scope.may_have_container(name) => return,
        Some(name) => {
            format!(
                "The proxy is to be container \"{name}\", which the task doesn't have. AWS: \
                 \"Proxy container [{name}] does not exist\"."
            )
        }
        None if proxy.has(&ProxyConfiguration::CONTAINER_NAME) => return,
        None => "proxyConfiguration doesn't say which container is the proxy.".to_owned(),
    };
    let at = proxy.at(&ProxyConfiguration::CONTAINER_NAME);
    let found = report.at(at.clone(), message);
    let mut envoys = scope.containers.iter().filter(|container| runs_envoy(container));
    if let (Some(envoy), None) = (envoys.next(), envoys.next())
        && let Some(name) = envoy.get(&ContainerDefinition::NAME)
    {
        found.fix(format!("Set containerName to {name}"), Patch::add(at, name));
    }
}

fn runs_envoy(container: &View<'_, ContainerDefinition>) -> bool {
    container.get(&ContainerDefinition::IMAGE).is_some_and(|image| image.contains("envoy"))
}

/// The names of the proxy's properties; nothing where one isn't known yet.
fn property_names<'a>(proxy: &View<'a, ProxyConfiguration>) -> Option<Vec<&'a str>> {
    let listed = proxy.rows(&ProxyConfiguration::PROPERTIES);
    let names = listed.iter().filter_map(|property| property.raw(&KeyValuePair::NAME).and_then(|name| name.as_str()));
    let names: Vec<_> = names.collect();
    (!names.iter().any(|name| is_placeholder(name))).then_some(names)
}

/// Whether this is an App Mesh proxy: the type is stated as that or not at all.
fn is_app_mesh(proxy: &View<'_, ProxyConfiguration>) -> bool {
    !proxy.has(&ProxyConfiguration::TYPE) || proxy.get(&ProxyConfiguration::TYPE) == Some("APPMESH")
}

static TD_PROXY_PROPS: Rule = Rule {
    id: "TD-PROXY-PROPS",
    severity: Severity::Error,
    summary: "An App Mesh proxy has its ports, the application's ports and the addresses to leave alone.",
    help: "Add the missing properties. App Mesh's Envoy listens on 15000 (ProxyIngressPort) and 15001 \
           (ProxyEgressPort); AppPorts are the ports of the application; EgressIgnoredIPs are usually \
           169.254.170.2,169.254.169.254.",
    docs: docs::PROXY_CONFIGURATION,
    check: Check::Task(proxy_props),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[PROXY, ("/proxyConfiguration/properties/2", "-")]),
        silent: (Base::Fargate, &[PROXY]),
    },
};

const REQUIRED_PROPERTIES: [&str; 4] = ["ProxyIngressPort", "ProxyEgressPort", "AppPorts", "EgressIgnoredIPs"];

fn proxy_props(scope: &TaskScope, report: &mut Report) {
    let Some(proxy) = proxy(scope).filter(is_app_mesh) else { return };
    let Some(names) = property_names(&proxy) else { return };
    let missing: Vec<_> = REQUIRED_PROPERTIES.into_iter().filter(|required| !names.contains(required)).collect();
    if !missing.is_empty() {
        report.at(
            proxy.at(&ProxyConfiguration::PROPERTIES),
            format!("The App Mesh proxy lacks {}, without which AWS refuses it.", missing.join(", ")),
        );
    }
}

static TD_PROXY_IGNORED_ID: Rule = Rule {
    id: "TD-PROXY-IGNORED-ID",
    severity: Severity::Error,
    summary: "An App Mesh proxy knows its own traffic by a user or group.",
    help: "Add IgnoredUID or IgnoredGID with the number of the user or group that the proxy runs as.",
    docs: docs::PROXY_CONFIGURATION,
    check: Check::Task(proxy_ignored_id),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[PROXY, ("/proxyConfiguration/properties/4", "-")]),
        silent: (Base::Fargate, &[PROXY, ("/proxyConfiguration/properties/4/name", r#""IgnoredGID""#)]),
    },
};

fn proxy_ignored_id(scope: &TaskScope, report: &mut Report) {
    let Some(proxy) = proxy(scope).filter(is_app_mesh) else { return };
    let Some(names) = property_names(&proxy) else { return };
    if names.contains(&"IgnoredUID") || names.contains(&"IgnoredGID") {
        return;
    }
    let at = proxy.at(&ProxyConfiguration::PROPERTIES);
    let found = report.at(
        at.clone(),
        "The App Mesh proxy has neither IgnoredUID nor IgnoredGID, so what it sends would come back to it.",
    );
    let envoy = proxy.get(&ProxyConfiguration::CONTAINER_NAME).and_then(|name| scope.container(name));
    let user = envoy.and_then(|envoy| envoy.get(&ContainerDefinition::USER));
    if let Some(uid) = user.filter(|user| user.bytes().all(|b| b.is_ascii_digit())) {
        let property = serde_json::json!({ "name": "IgnoredUID", "value": uid });
        let patch = if proxy.has(&ProxyConfiguration::PROPERTIES) {
            Patch::add(at.key("-"), property)
        } else {
            Patch::add(at, vec![property])
        };
        found.fix(format!("Add IgnoredUID {uid}, the user of the proxy"), patch);
    }
}

static TD_PROXY_APPMESH_EOL: Rule = Rule {
    id: "TD-PROXY-APPMESH-EOL",
    severity: Severity::Warning,
    summary: "App Mesh is discontinued.",
    help: "Move to Service Connect, and remove proxyConfiguration and the Envoy container.",
    docs: docs::PROXY_CONFIGURATION,
    check: Check::Task(proxy_app_mesh_eol),
    #[cfg(test)]
    cases: Cases { fires: (Base::Fargate, &[PROXY]), silent: (Base::Fargate, &[]) },
};

fn proxy_app_mesh_eol(scope: &TaskScope, report: &mut Report) {
    if proxy(scope).is_some_and(|proxy| is_app_mesh(&proxy)) {
        report.at(
            scope.task.at(&TaskDefinition::PROXY_CONFIGURATION),
            "The task uses an App Mesh proxy, and AWS announced the end of App Mesh for 2026-09-30.",
        );
    }
}
