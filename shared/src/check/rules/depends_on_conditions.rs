//! What a container waits for, and whether the other one can ever come there.

use crate::check::dependencies::{can_come, essential};
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::{ContainerScope, container_called};
use crate::check::{Severity, docs};
use crate::document::{Patch, View};
use crate::model::{ContainerDefinition, ContainerDependency};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] =
    &[&DEP_CONDITION, &DEP_COMPLETE_ESSENTIAL, &DEP_HEALTHY_NO_HEALTHCHECK, &DEP_SUCCESS_NO_TIMEOUT];

/// An entry of `dependsOn` with a known target, which isn't the container itself, and a known condition.
struct Waiting<'t, 'a> {
    entry: View<'a, ContainerDependency>,
    condition: &'a str,
    target: &'t View<'a, ContainerDefinition>,
}

fn waiting<'t, 'a>(container: &ContainerScope<'t, 'a>) -> impl Iterator<Item = Waiting<'t, 'a>> {
    let (task, own) = (container.task, container.path().clone());
    container.rows(&ContainerDefinition::DEPENDS_ON).into_iter().filter_map(move |entry| {
        let target = task.container(entry.get(&ContainerDependency::CONTAINER_NAME)?)?;
        let condition = entry.get(&ContainerDependency::CONDITION)?;
        (*target.path() != own).then_some(Waiting { entry, condition, target })
    })
}

static DEP_CONDITION: Rule = Rule {
    id: "DEP-CONDITION",
    severity: Severity::Error,
    summary: "Each dependency states what it waits for: START, COMPLETE, SUCCESS or HEALTHY.",
    help: "Set condition to START, HEALTHY (its health check passes), COMPLETE (it ended) or SUCCESS (it ended with 0).",
    docs: docs::CONTAINER_DEPENDENCY,
    check: Check::Container(condition),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2,
            &[("/containerDefinitions/0/dependsOn", r#"[{"containerName": "db", "condition": "READY"}]"#)],
        ),
        silent: (
            Base::Ec2,
            &[("/containerDefinitions/0/dependsOn", r#"[{"containerName": "db", "condition": "START"}]"#)],
        ),
    },
};

/// What Compose calls the conditions.
/// <https://github.com/compose-spec/compose-spec/blob/main/05-services.md#depends_on>
const COMPOSE_CONDITIONS: [(&str, &str); 3] =
    [("service_started", "START"), ("service_healthy", "HEALTHY"), ("service_completed_successfully", "SUCCESS")];

fn condition(container: &ContainerScope, report: &mut Report) {
    let words = ContainerDependency::CONDITION.words();
    for entry in container.rows(&ContainerDefinition::DEPENDS_ON) {
        let at = entry.at(&ContainerDependency::CONDITION);
        if !entry.has(&ContainerDependency::CONDITION) {
            let message =
                format!("A dependency of container {} has no condition; AWS has no default.", container.called());
            report.at(at, message);
            continue;
        }
        let Some(word) = entry.get(&ContainerDependency::CONDITION).filter(|word| !words.contains(word)) else {
            continue;
        };
        let found = report.at(
            at.clone(),
            format!("\"{word}\" of container {} is no condition. Allowed: {}.", container.called(), words.join(", ")),
        );
        let same = words.iter().copied().find(|known| known.eq_ignore_ascii_case(word));
        let compose = || COMPOSE_CONDITIONS.iter().find(|(theirs, _)| *theirs == word).map(|(_, ours)| *ours);
        let target = entry.get(&ContainerDependency::CONTAINER_NAME).and_then(|name| container.task.container(name));
        if let (Some(meant), Some(target)) = (same.or_else(compose), target)
            && can_come(meant, target)
        {
            found.fix(format!("Write {meant}"), Patch::replace(at, meant));
        }
    }
}

static DEP_COMPLETE_ESSENTIAL: Rule = Rule {
    id: "DEP-COMPLETE-ESSENTIAL",
    severity: Severity::Error,
    summary: "A container that others wait to end isn't essential.",
    help: "Set essential to false on the container that ends; without it, it is essential and its end stops the task.",
    docs: docs::CONTAINER_DEPENDENCY,
    check: Check::Container(complete_essential),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2,
            &[
                ("/containerDefinitions/-", r#"{"name": "init", "image": "init:1", "memory": 64}"#),
                ("/containerDefinitions/0/dependsOn", r#"[{"containerName": "init", "condition": "COMPLETE"}]"#),
            ],
        ),
        silent: (
            Base::Ec2,
            &[
                ("/containerDefinitions/-", r#"{"name": "init", "image": "init:1", "memory": 64, "essential": false}"#),
                ("/containerDefinitions/0/dependsOn", r#"[{"containerName": "init", "condition": "COMPLETE"}]"#),
            ],
        ),
    },
};

fn complete_essential(container: &ContainerScope, report: &mut Report) {
    for Waiting { entry, condition, target } in waiting(container) {
        if !matches!(condition, "COMPLETE" | "SUCCESS") || essential(target) != Some(true) {
            continue;
        }
        let name = container_called(target);
        let found = report.at(
            entry.at(&ContainerDependency::CONDITION),
            format!(
                "Container {} waits for {condition} of {name}, which is essential{}. The end of an essential container \
                 stops the task, so AWS refuses this.",
                container.called(),
                if target.has(&ContainerDefinition::ESSENTIAL) { "" } else { " as nothing else is stated" },
            ),
        );
        let mut others = container.task.containers.iter().filter(|other| other.path() != target.path());
        if others.any(|other| essential(other) == Some(true)) {
            let patch = Patch::add(target.at(&ContainerDefinition::ESSENTIAL), false);
            found.fix(format!("Set essential to false on {name}"), patch);
        }
    }
}

static DEP_HEALTHY_NO_HEALTHCHECK: Rule = Rule {
    id: "DEP-HEALTHY-NO-HEALTHCHECK",
    severity: Severity::Error,
    summary: "A container that others wait to be healthy has a health check.",
    help: "Add healthCheck to the container that is waited for, or wait for START. A HEALTHCHECK in its image doesn't count.",
    docs: docs::CONTAINER_DEPENDENCY,
    check: Check::Container(healthy_without_check),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2,
            &[
                ("/containerDefinitions/-", r#"{"name": "db", "image": "db:1", "memory": 64}"#),
                ("/containerDefinitions/0/dependsOn", r#"[{"containerName": "db", "condition": "HEALTHY"}]"#),
            ],
        ),
        silent: (
            Base::Ec2,
            &[
                (
                    "/containerDefinitions/-",
                    r#"{"name": "db", "image": "db:1", "memory": 64, "healthCheck": {"command": ["CMD", "ready"]}}"#,
                ),
                ("/containerDefinitions/0/dependsOn", r#"[{"containerName": "db", "condition": "HEALTHY"}]"#),
            ],
        ),
    },
};

fn healthy_without_check(container: &ContainerScope, report: &mut Report) {
    for Waiting { entry, condition, target } in waiting(container) {
        if condition == "HEALTHY" && !target.has(&ContainerDefinition::HEALTH_CHECK) {
            report.at(
                entry.at(&ContainerDependency::CONDITION),
                format!(
                    "Container {} waits until {} is healthy, but the task definition has no health check for that.",
                    container.called(),
                    container_called(target)
                ),
            );
        }
    }
}

static DEP_SUCCESS_NO_TIMEOUT: Rule = Rule {
    id: "DEP-SUCCESS-NO-TIMEOUT",
    severity: Severity::Warning,
    summary: "A container whose success others wait for has a start timeout.",
    help: "Set startTimeout on the container that is waited for, so that the task stops when it takes too long or fails.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(success_without_timeout),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2,
            &[
                ("/containerDefinitions/-", r#"{"name": "init", "image": "i:1", "memory": 64, "essential": false}"#),
                ("/containerDefinitions/0/dependsOn", r#"[{"containerName": "init", "condition": "SUCCESS"}]"#),
            ],
        ),
        silent: (
            Base::Ec2,
            &[
                (
                    "/containerDefinitions/-",
                    r#"{"name": "init", "image": "i:1", "memory": 64, "essential": false, "startTimeout": 120}"#,
                ),
                ("/containerDefinitions/0/dependsOn", r#"[{"containerName": "init", "condition": "SUCCESS"}]"#),
            ],
        ),
    },
};

fn success_without_timeout(container: &ContainerScope, report: &mut Report) {
    for Waiting { entry, condition, target } in waiting(container) {
        if condition == "SUCCESS" && !target.has(&ContainerDefinition::START_TIMEOUT) {
            let (own, other) = (container.called(), container_called(target));
            report.at(
                entry.at(&ContainerDependency::CONDITION),
                format!("Container {own} waits for {other} to succeed. If {other} fails, the task can stay PENDING for good."),
            );
        }
    }
}
