//! The containers that `dependsOn` names.

use crate::check::dependencies::{Dependencies, can_come};
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::{ContainerScope, TaskScope, container_called};
use crate::check::walk::edit_distance;
use crate::check::{Severity, docs};
use crate::document::{Patch, View};
use crate::model::{ContainerDefinition, ContainerDependency};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&DEP_UNKNOWN, &DEP_SELF, &DEP_CYCLE];

static DEP_UNKNOWN: Rule = Rule {
    id: "DEP-UNKNOWN",
    severity: Severity::Error,
    summary: "dependsOn names a container of the same task.",
    help: "Name a container of this task definition, or remove the entry.",
    docs: docs::CONTAINER_DEPENDENCY,
    check: Check::Container(depends_on_unknown),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2,
            &[("/containerDefinitions/0/dependsOn", r#"[{"containerName": "db", "condition": "START"}]"#)],
        ),
        silent: (
            Base::Ec2,
            &[("/containerDefinitions/0/dependsOn", r#"[{"containerName": "${DB}", "condition": "START"}]"#)],
        ),
    },
};

fn depends_on_unknown(container: &ContainerScope, report: &mut Report) {
    for entry in container.rows(&ContainerDefinition::DEPENDS_ON) {
        let at = entry.at(&ContainerDependency::CONTAINER_NAME);
        let called = container.called();
        if !entry.has(&ContainerDependency::CONTAINER_NAME) {
            report.at(at, format!("This entry of dependsOn doesn't say which container {called} waits for."));
            continue;
        }
        let Some(name) = entry.get(&ContainerDependency::CONTAINER_NAME) else { continue };
        if container.task.may_have_container(name) {
            continue;
        }
        let message = format!("Container {called} waits for \"{name}\", but the task has no container of that name.");
        let found = report.at(at.clone(), message);
        let Some((meant, target)) = meant_container(container, name) else { continue };
        found.help(format!("Did you mean \"{meant}\"? Otherwise remove the entry."));
        let condition = entry.get(&ContainerDependency::CONDITION);
        let may_wait_back = target.has(&ContainerDefinition::DEPENDS_ON);
        if condition.is_some_and(|condition| can_come(condition, target)) && !may_wait_back {
            found.fix(format!("Wait for {meant}"), Patch::replace(at, meant));
        }
    }
}

/// The other container whose name `name` probably misspells.
fn meant_container<'t, 'a>(
    container: &ContainerScope<'t, 'a>,
    name: &str,
) -> Option<(&'a str, &'t View<'a, ContainerDefinition>)> {
    const FARTHEST: usize = 2;
    let distance = |other: &str| edit_distance(&name.to_lowercase(), &other.to_lowercase());
    let own = container.get(&ContainerDefinition::NAME);
    let named =
        container.task.containers.iter().filter_map(|other| Some((other.get(&ContainerDefinition::NAME)?, other)));
    let near = named.filter(|(other, _)| Some(*other) != own && other.len().abs_diff(name.len()) <= FARTHEST);
    let (nearest, target) = near.min_by_key(|(other, _)| distance(other))?;
    (distance(nearest) <= FARTHEST.min(name.chars().count() / 3)).then_some((nearest, target))
}

static DEP_SELF: Rule = Rule {
    id: "DEP-SELF",
    severity: Severity::Error,
    summary: "No container waits for itself.",
    help: "Remove the entry, or name the container that must be there first.",
    docs: docs::CONTAINER_DEPENDENCY,
    check: Check::Container(depends_on_self),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2,
            &[("/containerDefinitions/0/dependsOn", r#"[{"containerName": "app", "condition": "START"}]"#)],
        ),
        silent: (
            Base::Ec2,
            &[("/containerDefinitions/0/dependsOn", r#"[{"containerName": "db", "condition": "START"}]"#)],
        ),
    },
};

fn depends_on_self(container: &ContainerScope, report: &mut Report) {
    let Some(own) = container.get(&ContainerDefinition::NAME) else { return };
    let is_self = |entry: &View<'_, ContainerDependency>| entry.get(&ContainerDependency::CONTAINER_NAME) == Some(own);
    let entries = container.rows(&ContainerDefinition::DEPENDS_ON);
    for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| is_self(entry)) {
        let found = report.at(
            entry.at(&ContainerDependency::CONTAINER_NAME),
            format!("Container \"{own}\" waits for itself, so it never starts."),
        );
        // Where the next entry is like it, that one would take its place.
        if !entries.get(at + 1).is_some_and(is_self) {
            let removed =
                if entries.len() == 1 { container.at(&ContainerDefinition::DEPENDS_ON) } else { entry.path().clone() };
            found.fix("Remove this dependency", Patch::remove(removed));
        }
    }
}

static DEP_CYCLE: Rule = Rule {
    id: "DEP-CYCLE",
    severity: Severity::Error,
    summary: "No containers wait for each other in a circle.",
    help: "Remove one of these dependencies.",
    docs: docs::CONTAINER_DEPENDENCY,
    check: Check::Task(depends_on_cycle),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions", CIRCLE)]),
        silent: (Base::Ec2, &[("/containerDefinitions", CIRCLE), ("/containerDefinitions/1/dependsOn", "-")]),
    },
};

#[cfg(test)]
const CIRCLE: &str = r#"[
    {"name": "app", "image": "app:1", "memory": 64, "dependsOn": [{"containerName": "db", "condition": "START"}]},
    {"name": "db", "image": "db:1", "memory": 64, "dependsOn": [{"containerName": "app", "condition": "START"}]}
]"#;

fn depends_on_cycle(task: &TaskScope, report: &mut Report) {
    for cycle in Dependencies::new(task).cycles() {
        let mut names: Vec<_> =
            cycle.containers.iter().filter_map(|at| task.containers.get(*at)).map(container_called).collect();
        names.extend(names.first().cloned());
        report.at(
            cycle.closed_at,
            format!(
                "Containers wait for each other in a circle, so none of them starts: {}.",
                names.join(" waits for ")
            ),
        );
    }
}
