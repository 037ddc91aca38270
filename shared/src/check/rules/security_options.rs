//! Privileges, security options and credential specs of containers.

use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::ContainerScope;
use crate::check::{Severity, docs};
use crate::document::Patch;
use crate::model::ContainerDefinition;

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[
    &CD_CREDSPEC_MAX,
    &CD_CREDSPEC_FORM,
    &CD_DOCKER_SECURITY_VALUE,
    &FG_PRIVILEGED,
    &CD_PRIVILEGED,
    &FG_DOCKER_SECURITY,
];

/// The most credential specs of a container.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>
const MOST_CREDENTIAL_SPECS: usize = 1;

/// How credential specs start: for instances in the Active Directory domain, and for others.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>
const CREDENTIAL_SPECS: [&str; 2] = ["credentialspec:", "credentialspecdomainless:"];

/// The one Docker security option without a value, and how the others start.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>
const NO_NEW_PRIVILEGES: &str = "no-new-privileges";
const SECURITY_OPTIONS: [&str; 3] = ["apparmor:", "label:", "credentialspec:"];

static CD_CREDSPEC_MAX: Rule = Rule {
    id: "CD-CREDSPEC-MAX",
    severity: Severity::Error,
    summary: "A container has at most one credential spec.",
    help: "Keep the one for this container's account and remove the others.",
    docs: docs::GMSA,
    check: Check::Container(credential_specs),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Windows,
            &[(
                "/containerDefinitions/0/credentialSpecs",
                r#"["credentialspec:arn:aws:s3:::specs/a.json", "credentialspec:arn:aws:s3:::specs/b.json"]"#,
            )],
        ),
        silent: (
            Base::Windows,
            &[("/containerDefinitions/0/credentialSpecs", r#"["credentialspec:arn:aws:s3:::specs/a.json"]"#)],
        ),
    },
};

fn credential_specs(container: &ContainerScope, report: &mut Report) {
    let field = &ContainerDefinition::CREDENTIAL_SPECS;
    let count = container.raw(field).and_then(|specs| specs.as_array()).map_or(0, Vec::len);
    if count > MOST_CREDENTIAL_SPECS {
        let message = format!("Container {} has {count} credential specs, but it can use one.", container.called());
        report.at(container.at(field), message);
    }
}

static CD_CREDSPEC_FORM: Rule = Rule {
    id: "CD-CREDSPEC-FORM",
    severity: Severity::Error,
    summary: "A credential spec names an SSM parameter or an S3 object.",
    help: "Write credentialspec: or, where the instance is in no domain, credentialspecdomainless:, and then the ARN \
           of an SSM parameter or S3 object.",
    docs: docs::GMSA,
    check: Check::Container(credential_spec_form),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Windows, &[("/containerDefinitions/0/credentialSpecs", r#"["arn:aws:s3:::specs/a.json"]"#)]),
        silent: (
            Base::Windows,
            &[(
                "/containerDefinitions/0/credentialSpecs",
                r#"["credentialspecdomainless:arn:aws:ssm:eu-west-1:123456789012:parameter/gmsa"]"#,
            )],
        ),
    },
};

fn credential_spec_form(container: &ContainerScope, report: &mut Report) {
    let field = &ContainerDefinition::CREDENTIAL_SPECS;
    for (index, spec) in container.get(field).unwrap_or_default() {
        let source = CREDENTIAL_SPECS.iter().find_map(|start| spec.strip_prefix(start));
        let wrong = match source {
            Some(source) if is_spec_source(source) => continue,
            Some(_) => "names no SSM parameter or S3 object by its ARN",
            None => "starts with neither credentialspec: nor credentialspecdomainless:",
        };
        let message = format!("The credential spec \"{spec}\" of container {} {wrong}.", container.called());
        report.at(container.at(field).index(index), message);
    }
}

/// The ARN of an SSM parameter or S3 object, or a file of the instance, which the agent reads on Windows.
fn is_spec_source(source: &str) -> bool {
    let mut parts = source.splitn(6, ':');
    let arn = parts.next() == Some("arn") && parts.next().is_some_and(|partition| partition.starts_with("aws"));
    let service = parts.next();
    let named = parts.nth(2).is_some_and(|resource| match service {
        Some("ssm") => resource.starts_with("parameter/"),
        Some("s3") => resource.split_once('/').is_some_and(|(bucket, key)| !bucket.is_empty() && !key.is_empty()),
        _ => false,
    });
    (arn && named) || source.starts_with("file://")
}

static CD_DOCKER_SECURITY_VALUE: Rule = Rule {
    id: "CD-DOCKER-SECURITY-VALUE",
    severity: Severity::Warning,
    summary: "A Docker security option is one that ECS documents.",
    help: "Use no-new-privileges, apparmor:PROFILE, label:VALUE or credentialspec:PATH.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(security_value),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/dockerSecurityOptions", r#"["seccomp:unconfined"]"#)]),
        silent: (
            Base::Ec2,
            &[("/containerDefinitions/0/dockerSecurityOptions", r#"["no-new-privileges", "label:type:svirt_t"]"#)],
        ),
    },
};

fn security_value(container: &ContainerScope, report: &mut Report) {
    let field = &ContainerDefinition::DOCKER_SECURITY_OPTIONS;
    if container.task.fargate() {
        return;
    }
    let known = |option: &str| {
        option == NO_NEW_PRIVILEGES
            || SECURITY_OPTIONS.iter().any(|start| option.strip_prefix(start).is_some_and(|value| !value.is_empty()))
    };
    for (index, option) in container.get(field).unwrap_or_default() {
        if known(option) {
            continue;
        }
        let at = container.at(field).index(index);
        let message =
            format!("\"{option}\" of container {} is no security option that ECS documents.", container.called());
        let found = report.at(at.clone(), message);
        // Docker reads `no-new-privileges:true` as without the value, and `=` as `:`.
        let same = option.replacen('=', ":", 1);
        let same = if same == "no-new-privileges:true" { NO_NEW_PRIVILEGES.to_owned() } else { same };
        if known(&same) {
            found.fix(format!("Write {same}"), Patch::replace(at, same));
        }
    }
}

static FG_PRIVILEGED: Rule = Rule {
    id: "FG-PRIVILEGED",
    severity: Severity::Error,
    summary: "No container of a Fargate task is privileged.",
    help: "Set privileged to false, or run the task on EC2.",
    docs: docs::FARGATE_TASKS,
    check: Check::Container(privileged_on_fargate),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/containerDefinitions/0/privileged", "true")]),
        silent: (Base::Fargate, &[("/containerDefinitions/0/privileged", "false")]),
    },
};

fn privileged_on_fargate(container: &ContainerScope, report: &mut Report) {
    let field = &ContainerDefinition::PRIVILEGED;
    if container.task.fargate() && container.get(field) == Some(true) {
        let at = container.at(field);
        let message = format!(
            "Container {} is privileged, and Fargate gives no container the rights of its host.",
            container.called()
        );
        report.at(at.clone(), message).fix("Set privileged to false", Patch::replace(at, false));
    }
}

static CD_PRIVILEGED: Rule = Rule {
    id: "CD-PRIVILEGED",
    severity: Severity::Advice,
    summary: "No container is privileged.",
    help: "Set privileged to false, and add only the Linux capabilities and devices that the application needs.",
    docs: docs::TASK_SECURITY,
    check: Check::Container(privileged),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/privileged", "true")]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/privileged", "false")]),
    },
};

fn privileged(container: &ContainerScope, report: &mut Report) {
    let field = &ContainerDefinition::PRIVILEGED;
    let task = container.task;
    if !task.fargate() && !task.windows() && container.get(field) == Some(true) {
        let message = format!(
            "Container {} is privileged: whoever gets into it is root on the instance and in its other containers.",
            container.called()
        );
        report.at(container.at(field), message);
    }
}

static FG_DOCKER_SECURITY: Rule = Rule {
    id: "FG-DOCKER-SECURITY",
    severity: Severity::Error,
    summary: "No container of a Fargate task has Docker security options.",
    help: "Remove dockerSecurityOptions, or run the task on EC2.",
    docs: docs::FARGATE_TASKS,
    check: Check::Container(security_options_on_fargate),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/containerDefinitions/0/dockerSecurityOptions", r#"["no-new-privileges"]"#)]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/dockerSecurityOptions", r#"["no-new-privileges"]"#)]),
    },
};

fn security_options_on_fargate(container: &ContainerScope, report: &mut Report) {
    let field = &ContainerDefinition::DOCKER_SECURITY_OPTIONS;
    if container.task.fargate() && container.has(field) {
        let at = container.at(field);
        let message =
            format!("Container {} has dockerSecurityOptions, which Fargate doesn't take.", container.called());
        report.at(at.clone(), message).fix("Remove dockerSecurityOptions", Patch::remove(at));
    }
}
