//! The IAM roles of a task.

use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::TaskScope;
use crate::check::{Severity, docs};
use crate::document::{Patch, Value};
use crate::model::TaskDefinition;

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&TD_TASK_ROLE_FORM, &TD_TASK_ROLE_SAME];

static TD_TASK_ROLE_FORM: Rule = Rule {
    id: "TD-TASK-ROLE-FORM",
    severity: Severity::Error,
    summary: "A task's roles are IAM roles, by name or ARN.",
    help: "Give the role's name or its ARN, such as arn:aws:iam::123456789012:role/web, or remove the member.",
    docs: docs::REGISTER_TASK_DEFINITION,
    check: Check::Task(task_role_form),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/taskRoleArn", r#""arn:aws:iam::123456789012:policy/web""#)]),
        silent: (
            Base::Ec2,
            &[
                ("/taskRoleArn", r#""arn:aws-us-gov:iam::123456789012:role/service-role/web""#),
                ("/executionRoleArn", r#""ecsTaskExecutionRole""#),
            ],
        ),
    },
};

fn task_role_form(scope: &TaskScope, report: &mut Report) {
    for field in [&TaskDefinition::TASK_ROLE_ARN, &TaskDefinition::EXECUTION_ROLE_ARN] {
        let (at, name) = (scope.task.at(field), field.member.name);
        if scope.task.raw(field).and_then(Value::as_str) == Some("") {
            report
                .at(at.clone(), format!("{name} is an empty text, which AWS doesn't take for \"no role\"."))
                .fix(format!("Remove {name}"), Patch::remove(at));
            continue;
        }
        let Some(role) = scope.task.get(field) else { continue };
        match form(role) {
            Form::Role => {}
            Form::Unusual => {
                report
                    .at(
                        at,
                        format!(
                            "\"{role}\" is an IAM ARN, but not one of a role: those have \"role/\" before the name."
                        ),
                    )
                    .severity(Severity::Warning);
            }
            Form::Other => {
                report.at(at, format!("{name} \"{role}\" is no IAM role. AWS: \"Role is not valid\"."));
            }
        }
    }
}

#[derive(Debug, PartialEq)]
enum Form {
    Role,
    /// An ARN of IAM with a type that IAM isn't known to have.
    Unusual,
    Other,
}

/// The types of resources of IAM that aren't roles.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html>
const OTHER_TYPES: [&str; 10] = [
    "user",
    "group",
    "policy",
    "instance-profile",
    "federated-user",
    "mfa",
    "oidc-provider",
    "saml-provider",
    "server-certificate",
    "u2f",
];

/// The longest name of a role.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
const NAME_LENGTH: usize = 64;

fn form(role: &str) -> Form {
    let Some(arn) = role.strip_prefix("arn:") else {
        let parts = role.strip_prefix('/').unwrap_or(role).split('/');
        let word = |part: &str| !part.is_empty() && part.chars().all(name_char);
        let short = role.rsplit('/').next().is_some_and(|name| name.len() <= NAME_LENGTH);
        return if short && parts.into_iter().all(word) { Form::Role } else { Form::Other };
    };
    let mut parts = arn.splitn(5, ':');
    let mut next = || parts.next().unwrap_or_default();
    let (partition, service, region, account, resource) = (next(), next(), next(), next(), next());
    let of_account = account.len() == 12 && account.bytes().all(|b| b.is_ascii_digit());
    if !is_partition(partition) || service != "iam" || !region.is_empty() || !of_account {
        return Form::Other;
    }
    let Some((kind, name)) = resource.split_once('/') else { return Form::Other };
    let named = name.bytes().all(|b| b.is_ascii_graphic()) && !name.is_empty() && !name.ends_with('/');
    match kind {
        _ if !named => Form::Other,
        "role" => Form::Role,
        other if OTHER_TYPES.contains(&other) => Form::Other,
        _ => Form::Unusual,
    }
}

/// What IAM allows in names of roles.
fn name_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || "_+=,.@-".contains(c)
}

/// Whether AWS has a partition of this name.
fn is_partition(name: &str) -> bool {
    matches!(name, "aws" | "aws-cn" | "aws-us-gov" | "aws-eusc") || name.starts_with("aws-iso")
}

static TD_TASK_ROLE_SAME: Rule = Rule {
    id: "TD-TASK-ROLE-SAME",
    severity: Severity::Advice,
    summary: "The application and the agent that starts it have roles of their own.",
    help: "Give the application a role with what it needs, and leave the execution role to ECS.",
    docs: docs::REGISTER_TASK_DEFINITION,
    check: Check::Task(task_role_same),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/taskRoleArn", r#""arn:aws:iam::123456789012:role/web-execution""#)]),
        silent: (Base::Fargate, &[("/taskRoleArn", r#""arn:aws:iam::123456789012:role/web""#)]),
    },
};

fn task_role_same(scope: &TaskScope, report: &mut Report) {
    let role = scope.task.get(&TaskDefinition::TASK_ROLE_ARN);
    if role.is_some() && role == scope.task.get(&TaskDefinition::EXECUTION_ROLE_ARN) {
        report.at(
            scope.task.at(&TaskDefinition::TASK_ROLE_ARN),
            "The application runs with the execution role, so it may also pull images and read secrets that are \
             meant for ECS alone.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for role in [
            "web",
            "/team/web",
            "team/web@1",
            "arn:aws:iam::123456789012:role/web",
            "arn:aws-iso-b:iam::123456789012:role/a/b/web:1",
        ] {
            assert_eq!(form(role), Form::Role, "{role}");
        }
        for role in [
            "arn:aws:iam::123456789012:user/web",
            "arn:aws:iam::1234:role/web",
            "arn:aws:sts::123456789012:assumed-role/web/x",
            "arn:aws:iam::123456789012:role/",
            "arn:aws:iam:",
            "web role",
            "a//b",
        ] {
            assert_eq!(form(role), Form::Other, "{role}");
        }
        assert_eq!(form("arn:aws:iam::123456789012:executionRole/web"), Form::Unusual);
    }
}
