//! Which containers a task lives by.

use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::{TaskScope, container_called};
use crate::check::{Severity, docs};
use crate::document::{Patch, Value, View};
use crate::model::{ContainerDefinition, ContainerDependency, TaskDefinition};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&TD_ESSENTIAL_NONE, &TD_ESSENTIAL_ALL];

static TD_ESSENTIAL_NONE: Rule = Rule {
    id: "TD-ESSENTIAL-NONE",
    severity: Severity::Error,
    summary: "At least one container of a task definition is essential.",
    help: "Set essential to true on the main container, or remove essential there: true is the default.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Task(essential_none),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/essential", "false")]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/essential", "null")]),
    },
};

fn essential_none(scope: &TaskScope, report: &mut Report) {
    let count = scope.task.raw(&TaskDefinition::CONTAINER_DEFINITIONS).and_then(Value::as_array).map_or(0, Vec::len);
    let helpers = scope.containers.iter().filter(|one| one.get(&ContainerDefinition::ESSENTIAL) == Some(false));
    if count == 0 || helpers.count() < count {
        return;
    }
    let found = report.at(
        scope.task.at(&TaskDefinition::CONTAINER_DEFINITIONS),
        "No container is essential, so nothing would keep the task running. AWS: \"Task definition doesn't have any \
         essential container\".",
    );
    let with_ports = |one: &&View<'_, ContainerDefinition>| one.has(&ContainerDefinition::PORT_MAPPINGS);
    let main = match scope.containers.as_slice() {
        [only] => Some(only),
        several => {
            let mut serving = several.iter().filter(with_ports);
            serving.next().filter(|_| serving.next().is_none())
        }
    };
    if let Some(main) = main.filter(|main| !must_finish(scope, main)) {
        found.fix(
            format!("Make container {} essential", container_called(main)),
            Patch::replace(main.at(&ContainerDefinition::ESSENTIAL), true),
        );
    }
}

/// Whether another container waits until this one ends, which an essential container must not.
fn must_finish(scope: &TaskScope, main: &View<'_, ContainerDefinition>) -> bool {
    let name = main.get(&ContainerDefinition::NAME);
    scope.containers.iter().flat_map(|one| one.rows(&ContainerDefinition::DEPENDS_ON)).any(|dependency| {
        dependency.get(&ContainerDependency::CONTAINER_NAME) == name
            && matches!(dependency.get(&ContainerDependency::CONDITION), Some("SUCCESS" | "COMPLETE"))
    })
}

static TD_ESSENTIAL_ALL: Rule = Rule {
    id: "TD-ESSENTIAL-ALL",
    severity: Severity::Advice,
    summary: "A container that runs once and ends is not essential.",
    help: "Set essential to false on a container that ends by itself.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Task(essential_all),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/-", r#"{"name": "db-migrate", "image": "m", "memory": 64}"#)]),
        silent: (
            Base::Ec2,
            &[("/containerDefinitions/-", r#"{"name": "db-migrate", "image": "m", "memory": 64, "essential": false}"#)],
        ),
    },
};

/// Words in names of containers that do their work once.
const ONCE: [&str; 10] =
    ["init", "setup", "bootstrap", "migrate", "migration", "migrations", "migrator", "seed", "seeder", "job"];

fn essential_all(scope: &TaskScope, report: &mut Report) {
    let all = scope.containers.iter().all(|one| match one.raw(&ContainerDefinition::ESSENTIAL) {
        None | Some(Value::Null | Value::Bool(true)) => true,
        Some(_) => false,
    });
    if scope.containers.len() < 2 || !all {
        return;
    }
    for container in &scope.containers {
        let Some(name) = container.get(&ContainerDefinition::NAME) else { continue };
        let mut words = name.split(['-', '_']);
        if words.any(|word| ONCE.iter().any(|once| once.eq_ignore_ascii_case(word))) {
            let at = container.at(&ContainerDefinition::ESSENTIAL);
            report
                .at(
                    at.clone(),
                    format!("\"{name}\" looks like work that ends, but it is essential: when it ends, the task stops."),
                )
                .fix(format!("Make container \"{name}\" not essential"), Patch::add(at, false));
        }
    }
}
