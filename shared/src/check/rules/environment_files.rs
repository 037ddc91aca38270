//! Files of environment variables in S3.

use crate::check::arn::Arn;
use crate::check::names::place;
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::{ContainerScope, TaskScope};
use crate::check::{Severity, docs};
use crate::document::{Patch, View};
use crate::model::{ContainerDefinition, EnvironmentFile, TaskDefinition};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

#[cfg(test)]
const FILES: &str = "/containerDefinitions/0/environmentFiles";
#[cfg(test)]
const ONE_FILE: &str = r#"[{"type": "s3", "value": "arn:aws:s3:::b/a.env"}]"#;

pub(super) const RULES: &[&Rule] = &[
    &ENVFILE_MAX,
    &ENVFILE_TYPE,
    &ENVFILE_ARN,
    &ENVFILE_EXT,
    &ENVFILE_EXECUTION_ROLE,
    &ENVFILE_EXECUTION_ROLE_EC2,
    &ENVFILE_WINDOWS,
];

/// Most environment files of a container: the text of AWS's refusal, and the documentation of `environmentFiles`.
const FILES_MAX: usize = 10;

/// What the name of an environment file must end with: the documentation of `EnvironmentFile`.
const EXTENSION: &str = ".env";

static ENVFILE_MAX: Rule = Rule {
    id: "ENVFILE-MAX",
    severity: Severity::Error,
    summary: "A container has at most 10 environment files.",
    help: "Merge some of the files.",
    docs: docs::ENVIRONMENT_FILES,
    check: Check::Container(max),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[(
                FILES,
                r#"[{"type": "s3", "value": "${A}"}, {"type": "s3", "value": "${A}"}, {"type": "s3", "value": "${A}"},
                    {"type": "s3", "value": "${A}"}, {"type": "s3", "value": "${A}"}, {"type": "s3", "value": "${A}"},
                    {"type": "s3", "value": "${A}"}, {"type": "s3", "value": "${A}"}, {"type": "s3", "value": "${A}"},
                    {"type": "s3", "value": "${A}"}, {"type": "s3", "value": "${A}"}]"#,
            )],
        ),
        silent: (Base::Fargate, &[(FILES, ONE_FILE)]),
    },
};

fn max(scope: &ContainerScope, report: &mut Report) {
    let count = scope.rows(&ContainerDefinition::ENVIRONMENT_FILES).len();
    if count > FILES_MAX {
        report.at(
            scope.at(&ContainerDefinition::ENVIRONMENT_FILES),
            format!("Container {} has {count} environment files; AWS takes at most {FILES_MAX}.", scope.called()),
        );
    }
}

static ENVFILE_TYPE: Rule = Rule {
    id: "ENVFILE-TYPE",
    severity: Severity::Error,
    summary: "The type of an environment file is s3.",
    help: "Set type to s3, the only one there is.",
    docs: docs::ENVIRONMENT_FILE,
    check: Check::Container(file_type),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[(FILES, r#"[{"type": "S3", "value": "arn:aws:s3:::b/a.env"}]"#)]),
        silent: (Base::Fargate, &[(FILES, ONE_FILE)]),
    },
};

fn file_type(scope: &ContainerScope, report: &mut Report) {
    let Some(only) = EnvironmentFile::TYPE.words().first() else { return };
    for file in scope.rows(&ContainerDefinition::ENVIRONMENT_FILES) {
        let wrong = match file.get(&EnvironmentFile::TYPE) {
            Some(word) if word == *only => continue,
            Some(word) => format!("has the type \"{word}\""),
            None if !file.has(&EnvironmentFile::TYPE) => "has no type".to_owned(),
            None => continue,
        };
        report
            .at(
                file.at(&EnvironmentFile::TYPE),
                format!("{} {wrong}; AWS reads such files from {only} only.", called(scope, &file)),
            )
            .fix(format!("Set type to {only}"), Patch::add(file.at(&EnvironmentFile::TYPE), *only));
    }
}

/// An environment file as a message starts with it.
fn called(scope: &ContainerScope, file: &View<'_, EnvironmentFile>) -> String {
    format!("Environment file {} of container {}", place(file.path()) + 1, scope.called())
}

static ENVFILE_ARN: Rule = Rule {
    id: "ENVFILE-ARN",
    severity: Severity::Error,
    summary: "An environment file is given by the ARN of an S3 object.",
    help: "Write arn:aws:s3:::, the bucket, a slash and the object's key.",
    docs: docs::ENVIRONMENT_FILES,
    check: Check::Container(file_arn),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[(FILES, r#"[{"type": "s3", "value": "s3://b/a.env"}]"#)]),
        silent: (Base::Fargate, &[(FILES, r#"[{"type": "s3", "value": "arn:aws-cn:s3:::b/a.env"}]"#)]),
    },
};

fn file_arn(scope: &ContainerScope, report: &mut Report) {
    for file in scope.rows(&ContainerDefinition::ENVIRONMENT_FILES) {
        let at = file.at(&EnvironmentFile::VALUE);
        let Some(value) = file.get(&EnvironmentFile::VALUE) else {
            if !file.has(&EnvironmentFile::VALUE) {
                report.at(at, format!("{} has no value, which must name an object in S3.", called(scope, &file)));
            }
            continue;
        };
        if is_object_arn(value) {
            continue;
        }
        let found = report.at(
            at.clone(),
            format!(
                "{} is \"{value}\", which is no ARN of an S3 object. AWS: \"Invalid arn syntax\".",
                called(scope, &file)
            ),
        );
        let arn = value.strip_prefix("s3://").map(|object| format!("arn:{}:s3:::{object}", partition(scope.task)));
        if let Some(arn) = arn.filter(|arn| is_object_arn(arn)) {
            found.fix(format!("Write {arn}"), Patch::replace(at, arn));
        }
    }
}

fn is_object_arn(text: &str) -> bool {
    let Some(arn) = Arn::read(text) else { return false };
    let object = arn.resource.split_once('/').is_some_and(|(bucket, key)| !bucket.is_empty() && !key.is_empty());
    arn.service == "s3" && arn.region.is_empty() && arn.account.is_empty() && object
}

/// The partition that the task's roles are in; the standard one where it has none.
fn partition<'a>(task: &TaskScope<'a>) -> &'a str {
    let roles = [&TaskDefinition::EXECUTION_ROLE_ARN, &TaskDefinition::TASK_ROLE_ARN];
    roles.into_iter().find_map(|role| Arn::read(task.task.get(role)?)).map_or("aws", |arn| arn.partition)
}

static ENVFILE_EXT: Rule = Rule {
    id: "ENVFILE-EXT",
    severity: Severity::Error,
    summary: "The name of an environment file ends with .env.",
    help: "Rename the object in S3 so that its key ends with .env, and write that here.",
    docs: docs::ENVIRONMENT_FILE,
    check: Check::Container(extension),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[(FILES, r#"[{"type": "s3", "value": "arn:aws:s3:::b/a.txt"}]"#)]),
        silent: (Base::Fargate, &[(FILES, r#"[{"type": "s3", "value": "arn:aws:s3:::b/c/.env"}]"#)]),
    },
};

fn extension(scope: &ContainerScope, report: &mut Report) {
    for file in scope.rows(&ContainerDefinition::ENVIRONMENT_FILES) {
        if let Some(value) = file.get(&EnvironmentFile::VALUE).filter(|value| !value.ends_with(EXTENSION)) {
            report.at(
                file.at(&EnvironmentFile::VALUE),
                format!(
                    "{} is \"{value}\", but ECS takes only files whose name ends with {EXTENSION}.",
                    called(scope, &file)
                ),
            );
        }
    }
}

static ENVFILE_EXECUTION_ROLE: Rule = Rule {
    id: "ENVFILE-EXECUTION-ROLE",
    severity: Severity::Error,
    summary: "A Fargate task with environment files has an execution role.",
    help: "Set executionRoleArn to a role that may s3:GetObject the files and s3:GetBucketLocation their bucket.",
    docs: docs::ENVIRONMENT_FILES,
    check: Check::Task(execution_role),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[(FILES, ONE_FILE), ("/executionRoleArn", "-")]),
        silent: (Base::Fargate, &[(FILES, ONE_FILE)]),
    },
};

fn execution_role(task: &TaskScope, report: &mut Report) {
    if task.fargate() {
        without_role(task, report, "Fargate has nothing else to read them from S3 with");
    }
}

static ENVFILE_EXECUTION_ROLE_EC2: Rule = Rule {
    id: "ENVFILE-EXECUTION-ROLE-EC2",
    severity: Severity::Warning,
    summary: "A task with environment files has an execution role on instances, too.",
    help: "Set executionRoleArn to a role that may s3:GetObject the files and s3:GetBucketLocation their bucket.",
    docs: docs::ENVIRONMENT_FILES,
    check: Check::Task(execution_role_ec2),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[(FILES, ONE_FILE)]),
        silent: (
            Base::Ec2,
            &[(FILES, ONE_FILE), ("/executionRoleArn", r#""arn:aws:iam::123456789012:role/web-execution""#)],
        ),
    },
};

fn execution_role_ec2(task: &TaskScope, report: &mut Report) {
    if !task.fargate() {
        without_role(task, report, "ECS reads them from S3 with that role");
    }
}

fn without_role(task: &TaskScope, report: &mut Report, why: &str) {
    let files = |container: &&View<'_, ContainerDefinition>| {
        !container.rows(&ContainerDefinition::ENVIRONMENT_FILES).is_empty()
    };
    let count = task.containers.iter().filter(files).count();
    if count > 0 && !task.task.has(&TaskDefinition::EXECUTION_ROLE_ARN) {
        let containers = if count == 1 { "a container has".to_owned() } else { format!("{count} containers have") };
        report.at(
            task.task.at(&TaskDefinition::EXECUTION_ROLE_ARN),
            format!("There is no executionRoleArn, but {containers} environment files, and {why}."),
        );
    }
}

static ENVFILE_WINDOWS: Rule = Rule {
    id: "ENVFILE-WINDOWS",
    severity: Severity::Warning,
    summary: "Environment files are for Linux containers.",
    help: "Set the variables in environment, or read them from SSM parameters with secrets.",
    docs: docs::ENVIRONMENT_FILES,
    check: Check::Container(on_windows),
    #[cfg(test)]
    cases: Cases { fires: (Base::Windows, &[(FILES, ONE_FILE)]), silent: (Base::Ec2, &[(FILES, ONE_FILE)]) },
};

fn on_windows(scope: &ContainerScope, report: &mut Report) {
    if scope.task.windows() && !scope.rows(&ContainerDefinition::ENVIRONMENT_FILES).is_empty() {
        report.at(
            scope.at(&ContainerDefinition::ENVIRONMENT_FILES),
            format!(
                "Container {} is a Windows container, and AWS documents environment files for Linux only.",
                scope.called()
            ),
        );
    }
}
