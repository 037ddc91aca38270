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

fn firelens_order(task: &TaskScope, report: &mut Report) {
    if task.network_mode() != Some(NetworkMode::Bridge) {
        return;
    }
    let has_router =
        |container: &View<'_, ContainerDefinition>| container.has(&ContainerDefinition::FIRELENS_CONFIGURATION);
    let Some(at) = task.containers.iter().position(has_router) else { return };
    let Some(name) = task.containers.get(at).and_then(|router| router.get(&ContainerDefinition::NAME)) else { return };
    let order = Dependencies::new(task);
    for (number, container) in task.containers.iter().enumerate() {
        let log = container.get(&ContainerDefinition::LOG_CONFIGURATION);
        let driver = log.and_then(|log| log.get(&LogConfiguration::LOG_DRIVER));
        if driver != Some("awsfirelens") || number == at || order.reaches(number, at) {
            continue;
        }
        let path = container.at(&ContainerDefinition::DEPENDS_ON);
        let found = report.at(
            path.clone(),
            format!(
                "Container {} logs through FireLens but doesn't wait for the log router \"{name}\". In bridge mode it needs \
                 the router's address when it starts.",
                container_called(container)
            ),
        );
        if order.reaches(at, number) {
            continue;
        }
        let entry = json!({"containerName": name, "condition": "START"});
        let listed = container.raw(&ContainerDefinition::DEPENDS_ON).is_some_and(Value::is_array);
        let patch = if listed { Patch::add(path.key("-"), entry) } else { Patch::add(path, Value::Array(vec![entry])) };
        found.fix(format!("Wait for {name} to start"), patch);
    }
}
