//! Secrets by their names. Where they come from is checked by `secret_sources`.

use std::collections::BTreeMap;

use crate::check::names::{place, repeated, without};
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::ContainerScope;
use crate::check::{Severity, docs};
use crate::model::{ContainerDefinition, KeyValuePair, Secret, TaskDefinition};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&SEC_EXECUTION_ROLE, &SEC_DUPLICATE, &SEC_ENV_CLASH];

static SEC_EXECUTION_ROLE: Rule = Rule {
    id: "SEC-EXECUTION-ROLE",
    severity: Severity::Error,
    summary: "A task whose containers have secrets has an execution role.",
    help: "Set executionRoleArn to a role that may read these secrets.",
    docs: docs::EXECUTION_ROLE,
    check: Check::Container(execution_role),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/secrets", r#"[{"name": "KEY", "valueFrom": "/app/key"}]"#)]),
        silent: (
            Base::Fargate,
            &[("/containerDefinitions/0/secrets", r#"[{"name": "KEY", "valueFrom": "/app/key"}]"#)],
        ),
    },
};

fn execution_role(scope: &ContainerScope, report: &mut Report) {
    let count = scope.rows(&ContainerDefinition::SECRETS).len();
    if count > 0 && !scope.task.task.has(&TaskDefinition::EXECUTION_ROLE_ARN) {
        let secrets = if count == 1 { "a secret".to_owned() } else { format!("{count} secrets") };
        report.at(
            scope.at(&ContainerDefinition::SECRETS),
            format!(
                "Container {} has {secrets}, and ECS reads secrets with the task's execution role, but the task \
                 definition has no executionRoleArn.",
                scope.called()
            ),
        );
    }
}

static SEC_DUPLICATE: Rule = Rule {
    id: "SEC-DUPLICATE",
    severity: Severity::Error,
    summary: "Each secret of a container has a name of its own.",
    help: "Rename or remove one of them.",
    docs: docs::SECRET,
    check: Check::Container(duplicate),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[(
                "/containerDefinitions/0/secrets",
                r#"[{"name": "KEY", "valueFrom": "/app/key"}, {"name": "KEY", "valueFrom": "/app/key"}]"#,
            )],
        ),
        silent: (
            Base::Fargate,
            &[(
                "/containerDefinitions/0/secrets",
                r#"[{"name": "KEY", "valueFrom": "/app/key"}, {"name": "KEY2", "valueFrom": "/app/key"}]"#,
            )],
        ),
    },
};

fn duplicate(scope: &ContainerScope, report: &mut Report) {
    let secrets = scope.rows(&ContainerDefinition::SECRETS);
    let named = secrets.iter().filter_map(|secret| Some((secret.get(&Secret::NAME)?, secret)));
    for (name, same) in repeated(named) {
        let found = report.at(
            same[0].at(&Secret::NAME),
            format!("Container {} has {} secrets with the name {name}. AWS refuses that.", scope.called(), same.len()),
        );
        if same.iter().all(|secret| secret.node() == same[0].node()) {
            let others: Vec<usize> = same.iter().skip(1).map(|secret| place(secret.path())).collect();
            let list = scope.at(&ContainerDefinition::SECRETS);
            found.fix(
                format!("Keep {name} once; all are the same"),
                without(&list, scope.raw(&ContainerDefinition::SECRETS), &others),
            );
        }
    }
}

static SEC_ENV_CLASH: Rule = Rule {
    id: "SEC-ENV-CLASH",
    severity: Severity::Error,
    summary: "A name is either a plain variable of a container or a secret.",
    help: "Remove the plain variable, or rename one of the two.",
    docs: docs::SECRET,
    check: Check::Container(clash),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[
                ("/containerDefinitions/0/secrets", r#"[{"name": "KEY", "valueFrom": "/app/key"}]"#),
                ("/containerDefinitions/0/environment", r#"[{"name": "KEY", "value": ""}]"#),
            ],
        ),
        silent: (
            Base::Fargate,
            &[
                ("/containerDefinitions/0/secrets", r#"[{"name": "KEY", "valueFrom": "/app/key"}]"#),
                ("/containerDefinitions/0/environment", r#"[{"name": "KEY_ID", "value": "1"}]"#),
            ],
        ),
    },
};

fn clash(scope: &ContainerScope, report: &mut Report) {
    let mut plain: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for variable in scope.rows(&ContainerDefinition::ENVIRONMENT) {
        if let Some(name) = variable.get(&KeyValuePair::NAME) {
            plain.entry(name).or_default().push(place(variable.path()));
        }
    }
    if plain.is_empty() {
        return;
    }
    for secret in scope.rows(&ContainerDefinition::SECRETS) {
        // Taken out, so that a secret listed twice doesn't report the same variables twice.
        let Some((name, places)) = secret.get(&Secret::NAME).and_then(|name| plain.remove_entry(name)) else {
            continue;
        };
        let list = scope.at(&ContainerDefinition::ENVIRONMENT);
        report
            .at(
                secret.at(&Secret::NAME),
                format!("{name} is both a plain variable and a secret of container {}; AWS takes one.", scope.called()),
            )
            .fix(
                format!("Remove {name} from environment"),
                without(&list, scope.raw(&ContainerDefinition::ENVIRONMENT), &places),
            );
    }
}
