//! What ECS needs in order to pull an image from a private registry.

use crate::check::image::Reference;
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::{ContainerScope, TaskScope, container_called};
use crate::check::{Severity, docs};
use crate::model::{ContainerDefinition, TaskDefinition};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&CD_ECR_EXECUTION_ROLE, &CD_REPOCREDS_ROLE, &CD_REPOCREDS_ROLE_EC2];

static CD_ECR_EXECUTION_ROLE: Rule = Rule {
    id: "CD-ECR-EXECUTION-ROLE",
    severity: Severity::Error,
    summary: "A Fargate task with an image in a private Amazon ECR repository has a task execution role.",
    help: "Set executionRoleArn to a role with the policy AmazonECSTaskExecutionRolePolicy.",
    docs: docs::EXECUTION_ROLE,
    check: Check::Task(ecr_execution_role),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[
                ("/containerDefinitions/0/image", r#""123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1.0""#),
                ("/executionRoleArn", "-"),
            ],
        ),
        silent: (Base::Fargate, &[("/executionRoleArn", "-")]),
    },
};

fn ecr_execution_role(task: &TaskScope, report: &mut Report) {
    if !task.fargate() || task.task.has(&TaskDefinition::EXECUTION_ROLE_ARN) {
        return;
    }
    let private = task.containers.iter().find(|container| {
        let image = container.get(&ContainerDefinition::IMAGE);
        image.is_some_and(|image| Reference::split(image).ecr_region().is_some())
    });
    if let Some(container) = private {
        let message = format!(
            "Container {} has an image in a private Amazon ECR repository, and Fargate pulls that with the task \
             execution role, which is not set.",
            container_called(container)
        );
        report.at(task.task.at(&TaskDefinition::EXECUTION_ROLE_ARN), message);
    }
}

static CD_REPOCREDS_ROLE: Rule = Rule {
    id: "CD-REPOCREDS-ROLE",
    severity: Severity::Error,
    summary: "A Fargate task with credentials for a private registry has a task execution role.",
    help: "Set executionRoleArn to a role that may read the secret with the credentials.",
    docs: docs::PRIVATE_REGISTRY,
    check: Check::Container(credentials_on_fargate),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[
                (
                    "/containerDefinitions/0/repositoryCredentials",
                    r#"{"credentialsParameter": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:hub-AbCdEf"}"#,
                ),
                ("/executionRoleArn", "-"),
            ],
        ),
        silent: (
            Base::Fargate,
            &[(
                "/containerDefinitions/0/repositoryCredentials",
                r#"{"credentialsParameter": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:hub-AbCdEf"}"#,
            )],
        ),
    },
};

fn credentials_on_fargate(container: &ContainerScope, report: &mut Report) {
    if container.task.fargate() {
        credentials_without_role(container, report);
    }
}

static CD_REPOCREDS_ROLE_EC2: Rule = Rule {
    id: "CD-REPOCREDS-ROLE-EC2",
    severity: Severity::Warning,
    summary: "A task with credentials for a private registry has a task execution role.",
    help: "Set executionRoleArn to a role that may read the secret with the credentials.",
    docs: docs::PRIVATE_REGISTRY,
    check: Check::Container(credentials_elsewhere),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2,
            &[(
                "/containerDefinitions/0/repositoryCredentials",
                r#"{"credentialsParameter": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:hub-AbCdEf"}"#,
            )],
        ),
        silent: (
            Base::Ec2,
            &[
                (
                    "/containerDefinitions/0/repositoryCredentials",
                    r#"{"credentialsParameter": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:hub-AbCdEf"}"#,
                ),
                ("/executionRoleArn", r#""arn:aws:iam::123456789012:role/web-execution""#),
            ],
        ),
    },
};

fn credentials_elsewhere(container: &ContainerScope, report: &mut Report) {
    if !container.task.fargate() {
        credentials_without_role(container, report);
    }
}

fn credentials_without_role(container: &ContainerScope, report: &mut Report) {
    let field = &ContainerDefinition::REPOSITORY_CREDENTIALS;
    if container.has(field) && !container.task.task.has(&TaskDefinition::EXECUTION_ROLE_ARN) {
        let message = format!(
            "The registry credentials of container {} are read with the task execution role, which is not set.",
            container.called()
        );
        report.at(container.at(field), message);
    }
}
