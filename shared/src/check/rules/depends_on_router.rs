//! Whether containers that log through FireLens wait for the log router.

use serde_json::{Value, json};

use crate::check::dependencies::Dependencies;
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::{NetworkMode, TaskScope, container_called};
use crate::check::{Severity, docs};
use crate::document::{Patch, View};
use crate::model::{ContainerDefinition, LogConfiguration};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&DEP_FIRELENS_ORDER];

static DEP_FIRELENS_ORDER: Rule = Rule {
    id: "DEP-FIRELENS-ORDER",
    severity: Severity::Warning,
    summary: "In bridge mode, containers that log through FireLens start after the log router.",
    help: "Add the log router to dependsOn with condition START.",
    docs: docs::USING_FIRELENS,
    check: Check::Task(firelens_order),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, ROUTED),
        silent: (
            Base::Ec2,
            &[
                ROUTED[0],
                ROUTED[1],
                ("/containerDefinitions/0/dependsOn", r#"[{"containerName": "router", "condition": "START"}]"#),
            ],
        ),
    },
};

#[cfg(test)]
const ROUTED: &[(&str, &str)] = &[
    ("/containerDefinitions/0/logConfiguration", r#"{"logDriver": "awsfirelens"}"#),
    (
        "/containerDefinitions/-",
        r#"{"name": "router", "image": "r:1", "memory": 64, "firelensConfiguration": {"type": "fluentbit"}}"#,
    ),
];

/// AWS's guide asks for this order in bridge mode. The container agent adds it by itself, but not where the router waits
/// for other containers; elsewhere it is only worth stating.
fn firelens_order(task: &TaskScope, report: &mut Report) {
    if task.network_mode() != Some(NetworkMode::Bridge) {
        return;
    }
    let mut all = task.containers.iter().enumerate();
    let Some((at, router)) = all.find(|(_, container)| container.has(&ContainerDefinition::FIRELENS_CONFIGURATION))
    else {
        return;
    };
    let Some(name) = router.get(&ContainerDefinition::NAME) else { return };
    let is_found = task.container(name).is_some_and(|found| found.path() == router.path());
    let router_waits = router.has(&ContainerDefinition::DEPENDS_ON);
    let order = Dependencies::new(task);
    for (number, container) in task.containers.iter().enumerate() {
        if number == at || !logs_through_firelens(container) || order.reaches(number, at) {
            continue;
        }
        let called = container_called(container);
        let list = container.at(&ContainerDefinition::DEPENDS_ON);
        let found = if router_waits {
            report.at(
                list.clone(),
                format!(
                    "Container {called} logs through FireLens but doesn't wait for the log router \"{name}\". ECS adds \
                     that order only where the router itself waits for nothing, so here it may start too early."
                ),
            )
        } else {
            let message = format!(
                "Container {called} logs through FireLens and, in bridge mode, must start after the log router \"{name}\". \
                 ECS adds that order by itself, but only as long as the router waits for nothing."
            );
            report.at(list.clone(), message).severity(Severity::Advice)
        };
        if !is_found || order.reaches(at, number) || container.get(&ContainerDefinition::NAME) == Some(name) {
            continue;
        }
        let entry = json!({"containerName": name, "condition": "START"});
        let listed = container.raw(&ContainerDefinition::DEPENDS_ON).is_some_and(Value::is_array);
        let patch = if listed { Patch::add(list.key("-"), entry) } else { Patch::add(list, Value::Array(vec![entry])) };
        found.fix(format!("Wait for {name} to start"), patch);
    }
}

fn logs_through_firelens(container: &View<'_, ContainerDefinition>) -> bool {
    let log = container.get(&ContainerDefinition::LOG_CONFIGURATION);
    log.and_then(|log| log.get(&LogConfiguration::LOG_DRIVER)) == Some("awsfirelens")
}
