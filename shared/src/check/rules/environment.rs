//! Environment variables with their values in the task definition.

use std::collections::BTreeSet;

use crate::check::names::{listed, place, repeated, without};
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::ContainerScope;
use crate::check::{Severity, docs};
use crate::document::{Op, Patch, Pointer};
use crate::model::{ContainerDefinition, KeyValuePair, Secret};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&ENV_NAME_EMPTY, &ENV_DUPLICATE, &ENV_RESERVED, &SEC_NAME_DIGIT];

static ENV_NAME_EMPTY: Rule = Rule {
    id: "ENV-NAME-EMPTY",
    severity: Severity::Warning,
    summary: "An environment variable has a name, without an equals sign.",
    help: "Give the variable a name, and put what follows an equals sign into value.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(name_empty),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/environment", r#"[{"name": "MODE=fast"}]"#)]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/environment", r#"[{"name": "MODE", "value": "a=b"}]"#)]),
    },
};

fn name_empty(scope: &ContainerScope, report: &mut Report) {
    for variable in scope.rows(&ContainerDefinition::ENVIRONMENT) {
        let wrong = if !variable.has(&KeyValuePair::NAME) {
            "has no name"
        } else if variable.get(&KeyValuePair::NAME).is_some_and(|name| name.contains('=')) {
            "has an equals sign in its name"
        } else {
            continue;
        };
        let number = place(variable.path()) + 1;
        report.at(
            variable.at(&KeyValuePair::NAME),
            format!(
                "Environment variable {number} of container {} {wrong}; Docker can't set such a variable.",
                scope.called()
            ),
        );
    }
}

static ENV_DUPLICATE: Rule = Rule {
    id: "ENV-DUPLICATE",
    severity: Severity::Warning,
    summary: "A container sets each environment variable once.",
    help: "Keep the value that is meant and remove the others.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(duplicate),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2,
            &[(
                "/containerDefinitions/0/environment",
                r#"[{"name": "A", "value": "1"}, {"name": "B", "value": "2"}, {"name": "A", "value": "3"}]"#,
            )],
        ),
        silent: (
            Base::Ec2,
            &[("/containerDefinitions/0/environment", r#"[{"name": "A", "value": "1"}, {"name": "a", "value": "1"}]"#)],
        ),
    },
};

fn duplicate(scope: &ContainerScope, report: &mut Report) {
    let list = scope.at(&ContainerDefinition::ENVIRONMENT);
    let variables = scope.rows(&ContainerDefinition::ENVIRONMENT);
    let named = variables.iter().filter_map(|variable| Some((variable.get(&KeyValuePair::NAME)?, variable)));
    for (name, same) in repeated(named) {
        let places: Vec<usize> = same.iter().map(|variable| place(variable.path())).collect();
        let found = report.at(
            same[0].at(&KeyValuePair::NAME),
            format!(
                "Container {} sets {name} {} times. AWS accepts it; the last one counts.",
                scope.called(),
                same.len()
            ),
        );
        found.fix(format!("Keep only the last {name}"), keep_last(&list, &places));
    }
}

/// Puts the last of the items at `places` where the first stands, and removes the others. It moves the item, so the
/// patch holds no value of it.
fn keep_last(list: &Pointer, places: &[usize]) -> Patch {
    let Some((effective, overridden)) = places.split_last() else { return Patch::default() };
    let Some(first) = overridden.first() else { return Patch::default() };
    let to_front = Patch(vec![Op::Move { from: list.index(*effective), path: list.index(*first) }]);
    let shifted = overridden.iter().rev().map(|at| Patch::remove(list.index(at + 1)));
    shifted.fold(to_front, Patch::then)
}

static ENV_RESERVED: Rule = Rule {
    id: "ENV-RESERVED",
    severity: Severity::Warning,
    summary: "No environment variable is one that ECS sets itself.",
    help: "Remove it: ECS gives each container its own value, and the AWS SDKs rely on that.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(reserved),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[(
                "/containerDefinitions/0/environment",
                r#"[{"name": "ECS_CONTAINER_METADATA_URI_V4", "value": "http://169.254.170.2/v4"}]"#,
            )],
        ),
        silent: (
            Base::Fargate,
            &[("/containerDefinitions/0/environment", r#"[{"name": "AWS_REGION", "value": "eu-west-1"}]"#)],
        ),
    },
};

fn set_by_ecs(name: &str) -> bool {
    matches!(name, "AWS_EXECUTION_ENV" | "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
        || name.starts_with("ECS_CONTAINER_METADATA_URI")
}

fn reserved(scope: &ContainerScope, report: &mut Report) {
    let mut variables = scope.rows(&ContainerDefinition::ENVIRONMENT);
    variables.retain(|variable| variable.get(&KeyValuePair::NAME).is_some_and(set_by_ecs));
    let Some(first) = variables.first() else { return };
    let names: BTreeSet<&str> = variables.iter().filter_map(|variable| variable.get(&KeyValuePair::NAME)).collect();
    let places: Vec<usize> = variables.iter().map(|variable| place(variable.path())).collect();
    let names = listed(&names);
    let patch =
        without(&scope.at(&ContainerDefinition::ENVIRONMENT), scope.raw(&ContainerDefinition::ENVIRONMENT), &places);
    report
        .at(
            first.at(&KeyValuePair::NAME),
            format!("Container {} sets {names}, which ECS sets itself in every task.", scope.called()),
        )
        .fix(format!("Remove {names}"), patch);
}

static SEC_NAME_DIGIT: Rule = Rule {
    id: "SEC-NAME-DIGIT",
    severity: Severity::Warning,
    summary: "Names of variables and secrets don't start with a digit.",
    help: "Start the name with a letter or an underscore, here and where the program reads it.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(digit_first),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/environment", r#"[{"name": "2FA", "value": "on"}]"#)]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/environment", r#"[{"name": "FA2", "value": "on"}]"#)]),
    },
};

fn digit_first(scope: &ContainerScope, report: &mut Report) {
    let variables = scope.rows(&ContainerDefinition::ENVIRONMENT);
    let secrets = scope.rows(&ContainerDefinition::SECRETS);
    let names = variables
        .iter()
        .map(|variable| (variable.get(&KeyValuePair::NAME), variable.at(&KeyValuePair::NAME)))
        .chain(secrets.iter().map(|secret| (secret.get(&Secret::NAME), secret.at(&Secret::NAME))));
    for (name, path) in names {
        if let Some(name) = name.filter(|name| name.starts_with(|c: char| c.is_ascii_digit())) {
            report.at(path, format!("{name} starts with a digit, and many shells don't show such a variable."));
        }
    }
}
