//! Which network modes a task can have where it runs.

use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::{NetworkMode, TaskScope};
use crate::check::{Severity, docs};
use crate::document::{Patch, View};
use crate::model::{ContainerDefinition, PortMapping, Service, TaskDefinition};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] =
    &[&TD_FARGATE_NETWORK_MODE, &TD_WINDOWS_NETWORK_MODE, &TD_MI_NETWORK_MODE, &TD_EXTERNAL_AWSVPC];

static TD_FARGATE_NETWORK_MODE: Rule = Rule {
    id: "TD-FARGATE-NETWORK-MODE",
    severity: Severity::Error,
    summary: "A Fargate task has network mode awsvpc.",
    help: "Set networkMode to awsvpc, and give the service subnets and security groups.",
    docs: docs::FARGATE_TASKS,
    check: Check::Task(fargate_network_mode),
    #[cfg(test)]
    cases: Cases { fires: (Base::Fargate, &[("/networkMode", "-")]), silent: (Base::Fargate, &[]) },
};

fn fargate_network_mode(scope: &TaskScope, report: &mut Report) {
    let stated = scope.task.get(&TaskDefinition::NETWORK_MODE);
    let absent = !scope.task.has(&TaskDefinition::NETWORK_MODE);
    if !scope.fargate() || !(absent || stated.is_some_and(|mode| mode != "awsvpc")) {
        return;
    }
    let is = stated.map_or_else(|| "not set".to_owned(), |mode| format!("\"{mode}\""));
    let at = scope.task.at(&TaskDefinition::NETWORK_MODE);
    let found = report.at(
        at.clone(),
        format!(
            "networkMode is {is}, but Fargate gives each task an interface of its own \
             (awsvpc) and has no other mode. AWS: \"Fargate only supports network mode 'awsvpc'.\""
        ),
    );
    if awsvpc_ready(scope) {
        found.fix("Set networkMode to awsvpc", Patch::add(at, "awsvpc"));
    }
}

/// Whether nothing else in the document would have to change with the network mode becoming awsvpc.
pub(super) fn awsvpc_ready(scope: &TaskScope) -> bool {
    let networked = |service: &View<'_, Service>| {
        service.has(&Service::NETWORK_CONFIGURATION) && !service.has(&Service::LOAD_BALANCERS)
    };
    let mut ports = Vec::new();
    let mut free = |mapping: &View<'_, PortMapping>| {
        let port = mapping.get(&PortMapping::CONTAINER_PORT);
        let same = !mapping.has(&PortMapping::HOST_PORT) || mapping.get(&PortMapping::HOST_PORT) == port;
        let own = same && port.is_some() && !ports.contains(&port);
        ports.push(port);
        own
    };
    scope.rules_out("EXTERNAL")
        && scope.services.iter().all(networked)
        && scope.containers.iter().all(|container| {
            !container.has(&ContainerDefinition::LINKS)
                && !container.has(&ContainerDefinition::HOSTNAME)
                && !container.has(&ContainerDefinition::EXTRA_HOSTS)
                && !container.has(&ContainerDefinition::DNS_SERVERS)
                && !container.has(&ContainerDefinition::DNS_SEARCH_DOMAINS)
                && !container.has(&ContainerDefinition::SYSTEM_CONTROLS)
                && container.get(&ContainerDefinition::DISABLE_NETWORKING) != Some(true)
                && container.rows(&ContainerDefinition::PORT_MAPPINGS).iter().all(&mut free)
        })
}

static TD_WINDOWS_NETWORK_MODE: Rule = Rule {
    id: "TD-WINDOWS-NETWORK-MODE",
    severity: Severity::Error,
    summary: "A Windows task has network mode awsvpc, or states none.",
    help: "Remove networkMode, or set it to awsvpc.",
    docs: docs::WINDOWS,
    check: Check::Task(windows_network_mode),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Windows, &[("/networkMode", r#""bridge""#)]),
        silent: (Base::Windows, &[("/networkMode", r#""awsvpc""#)]),
    },
};

fn windows_network_mode(scope: &TaskScope, report: &mut Report) {
    let Some(mode) = scope.task.get(&TaskDefinition::NETWORK_MODE) else { return };
    let refused = matches!(scope.network_mode(), Some(NetworkMode::Bridge | NetworkMode::Host | NetworkMode::None));
    if !refused || !scope.windows() || !scope.rules_out("FARGATE") {
        return;
    }
    let at = scope.task.at(&TaskDefinition::NETWORK_MODE);
    let found = report.at(
        at.clone(),
        format!(
            "networkMode is {mode}, which Windows containers don't have: they get the default NAT \
             network without a networkMode, or awsvpc."
        ),
    );
    if scope.rules_out("MANAGED_INSTANCES") {
        found.fix("Remove networkMode", Patch::remove(at));
    }
}

static TD_MI_NETWORK_MODE: Rule = Rule {
    id: "TD-MI-NETWORK-MODE",
    severity: Severity::Error,
    summary: "Tasks on Managed Instances have no network mode bridge.",
    help: "Set networkMode to awsvpc or host.",
    docs: docs::MANAGED_INSTANCES_PARAMETERS,
    check: Check::Task(mi_network_mode),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2,
            &[("/requiresCompatibilities", r#"["MANAGED_INSTANCES"]"#), ("/networkMode", r#""bridge""#)],
        ),
        silent: (Base::Ec2, &[("/requiresCompatibilities", r#"["MANAGED_INSTANCES"]"#), ("/networkMode", r#""host""#)]),
    },
};

fn mi_network_mode(scope: &TaskScope, report: &mut Report) {
    if scope.managed_instances() && scope.network_mode() == Some(NetworkMode::Bridge) {
        let at = scope.task.at(&TaskDefinition::NETWORK_MODE);
        let found = report.at(
            at.clone(),
            "networkMode is bridge, but Managed Instances have only awsvpc (the default there) and host.",
        );
        if awsvpc_ready(scope) {
            found.fix("Set networkMode to awsvpc", Patch::replace(at, "awsvpc"));
        }
    }
}

static TD_EXTERNAL_AWSVPC: Rule = Rule {
    id: "TD-EXTERNAL-AWSVPC",
    severity: Severity::Error,
    summary: "Tasks on external instances have no network mode awsvpc.",
    help: "Set networkMode to bridge, host or none.",
    docs: docs::ECS_ANYWHERE,
    check: Check::Task(external_awsvpc),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/requiresCompatibilities", r#"["EXTERNAL"]"#), ("/networkMode", r#""awsvpc""#)]),
        silent: (Base::Ec2, &[("/requiresCompatibilities", r#"["EXTERNAL"]"#), ("/networkMode", r#""bridge""#)]),
    },
};

fn external_awsvpc(scope: &TaskScope, report: &mut Report) {
    if !scope.external() || scope.task.get(&TaskDefinition::NETWORK_MODE) != Some("awsvpc") {
        return;
    }
    let at = scope.task.at(&TaskDefinition::NETWORK_MODE);
    let found = report.at(
        at.clone(),
        "networkMode is awsvpc, but external instances (ECS Anywhere) are in no VPC that could give \
         the task an interface.",
    );
    let only_external = scope.rules_out("FARGATE") && scope.rules_out("MANAGED_INSTANCES");
    if only_external && scope.services.is_empty() && !scope.task.has(&TaskDefinition::PROXY_CONFIGURATION) {
        found.fix("Set networkMode to bridge", Patch::replace(at, "bridge"));
    }
}
