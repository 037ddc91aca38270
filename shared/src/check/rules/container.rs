//! A container's name, file system, working directory and labels.

use serde_json::Value;

use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::ContainerScope;
use crate::check::{Severity, docs};
use crate::document::Patch;
use crate::model::{ContainerDefinition, RuntimePlatform, TaskDefinition};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&CD_NAME, &CD_READONLY_ROOT, &CD_WORKDIR_ABS, &CD_LABELS, &CD_VERSIONCONSISTENCY];

/// The longest container name.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>
const LONGEST_NAME: usize = 255;

/// How the names of ECS's own labels start, and those that its agent sets on each container.
/// <https://github.com/aws/amazon-ecs-agent/blob/master/agent/engine/docker_task_engine.go>
const ECS_LABELS: &str = "com.amazonaws.ecs.";
const AGENT_LABELS: [&str; 5] =
    ["cluster", "container-name", "task-arn", "task-definition-family", "task-definition-version"];

static CD_NAME: Rule = Rule {
    id: "CD-NAME",
    severity: Severity::Error,
    summary: "A container has a name of letters, digits, hyphens and underscores.",
    help: "Give it a name of at most 255 letters (A to Z), digits, - and _, such as \"app\".",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(name),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/name", r#""my app""#)]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/name", r#""my-app_2""#)]),
    },
};

fn name(container: &ContainerScope, report: &mut Report) {
    let at = container.at(&ContainerDefinition::NAME);
    if !container.has(&ContainerDefinition::NAME) {
        report.at(at, format!("Container {} has no name, and ECS refers to containers by name.", container.called()));
        return;
    }
    let Some(name) = container.get(&ContainerDefinition::NAME) else { return };
    let length = name.chars().count();
    let message = if let Some(wrong) = name.chars().find(|c| !in_name(*c)) {
        format!("The container name \"{name}\" has the character \"{wrong}\". AWS refuses it.")
    } else if length > LONGEST_NAME {
        format!("The container name has {length} characters; AWS takes at most {LONGEST_NAME}.")
    } else {
        return;
    };
    let found = report.at(at.clone(), message);
    let valid: String = name.chars().take(LONGEST_NAME).map(|c| if in_name(c) { c } else { '-' }).collect();
    let named = valid.contains(|c: char| c.is_ascii_alphanumeric());
    if named && container.task.container(&valid).is_none() && only_here(container, name) {
        found.fix(format!("Rename to {valid}"), Patch::replace(at, valid));
    }
}

fn in_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// Whether nothing else in the task definition and its services has this name, so that nothing can refer to it.
fn only_here(container: &ContainerScope, name: &str) -> bool {
    let task = container.task;
    let services = task.services.iter().map(|service| mentions(service.node(), name));
    mentions(task.task.node(), name) + services.sum::<usize>() == 1
}

/// How many texts in `node` are `name`, or a link to it.
fn mentions(node: &Value, name: &str) -> usize {
    match node {
        Value::String(text) => {
            let rest = text.strip_prefix(name);
            usize::from(rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(':')))
        }
        Value::Array(items) => items.iter().map(|item| mentions(item, name)).sum(),
        Value::Object(members) => members.values().map(|member| mentions(member, name)).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}

static CD_READONLY_ROOT: Rule = Rule {
    id: "CD-READONLY-ROOT",
    severity: Severity::Advice,
    summary: "A container can't write to its root file system.",
    help: "Set readonlyRootFilesystem to true, and mount a volume where the application writes, such as /tmp.",
    docs: docs::TASK_SECURITY,
    check: Check::Container(readonly_root),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/containerDefinitions/0/readonlyRootFilesystem", "false")]),
        silent: (Base::Fargate, &[("/containerDefinitions/0/readonlyRootFilesystem", "true")]),
    },
};

fn readonly_root(container: &ContainerScope, report: &mut Report) {
    let field = &ContainerDefinition::READONLY_ROOT_FILESYSTEM;
    let writable = !container.has(field) || container.get(field) == Some(false);
    if container.task.windows() || !writable {
        return;
    }
    let at = container.at(field);
    let message = format!(
        "Container {} can write to its whole root file system, so an intruder can change its programs.",
        container.called()
    );
    report.at(at.clone(), message).fix("Make the root file system read-only", Patch::add(at, true));
}

static CD_WORKDIR_ABS: Rule = Rule {
    id: "CD-WORKDIR-ABS",
    severity: Severity::Warning,
    summary: "A working directory is an absolute path.",
    help: "Write the whole path, from / on.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(working_directory),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/workingDirectory", r#""app""#)]),
        silent: (Base::Windows, &[("/containerDefinitions/0/workingDirectory", r#""C:\\app""#)]),
    },
};

fn working_directory(container: &ContainerScope, report: &mut Report) {
    let Some(directory) = container.get(&ContainerDefinition::WORKING_DIRECTORY) else { return };
    // Older task definitions for Windows on EC2 state no platform.
    let windows = container.task.windows() || !states_system(container);
    if directory.starts_with('/') || (windows && is_windows_path(directory)) {
        return;
    }
    let at = container.at(&ContainerDefinition::WORKING_DIRECTORY);
    let message = format!(
        "The working directory \"{directory}\" of container {} isn't absolute, so the container can't start.",
        container.called()
    );
    let found = report.at(at.clone(), message);
    let plain = directory.strip_prefix("./").unwrap_or(directory);
    let rooted = plain.starts_with(|c: char| c.is_ascii_alphanumeric()) && !plain.contains([':', '\\']);
    if rooted && !container.task.windows() {
        let rooted = format!("/{plain}");
        found.fix(format!("Write {rooted}"), Patch::replace(at, rooted));
    }
}

fn states_system(container: &ContainerScope) -> bool {
    let platform = container.task.task.get(&TaskDefinition::RUNTIME_PLATFORM);
    platform.is_some_and(|platform| platform.has(&RuntimePlatform::OPERATING_SYSTEM_FAMILY))
}

/// `C:\...`, `C:/...` or `\...`.
fn is_windows_path(path: &str) -> bool {
    path.starts_with('\\') || matches!(path.as_bytes(), [drive, b':', b'\\' | b'/', ..] if drive.is_ascii_alphabetic())
}

static CD_LABELS: Rule = Rule {
    id: "CD-LABELS",
    severity: Severity::Warning,
    summary: "Docker labels don't use the names that ECS sets itself.",
    help: "Remove it, or choose a name of your own.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(labels),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/dockerLabels", r#"{"com.amazonaws.ecs.cluster": "blue"}"#)]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/dockerLabels", r#"{"com.example.team": "blue"}"#)]),
    },
};

fn labels(container: &ContainerScope, report: &mut Report) {
    let Some(labels) = container.get(&ContainerDefinition::DOCKER_LABELS) else { return };
    let list = container.at(&ContainerDefinition::DOCKER_LABELS);
    for key in labels.keys() {
        let Some(name) = key.strip_prefix(ECS_LABELS) else { continue };
        let at = list.key(key);
        let message = if AGENT_LABELS.contains(&name) {
            format!("The ECS agent sets the label \"{key}\" itself, and its value takes the place of yours.")
        } else {
            format!("The label \"{key}\" has a name of those that ECS keeps for itself.")
        };
        let gone = if labels.len() > 1 { at.clone() } else { list.clone() };
        report.at(at, message).fix(format!("Remove {key}"), Patch::remove(gone));
    }
}

static CD_VERSIONCONSISTENCY: Rule = Rule {
    id: "CD-VERSIONCONSISTENCY",
    severity: Severity::Error,
    summary: "versionConsistency is enabled or disabled.",
    help: "Write enabled or disabled in small letters, or remove it: enabled is the default.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(version_consistency),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/versionConsistency", r#""ENABLED""#)]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/versionConsistency", r#""enabled""#)]),
    },
};

fn version_consistency(container: &ContainerScope, report: &mut Report) {
    let field = &ContainerDefinition::VERSION_CONSISTENCY;
    let words = field.words();
    let Some(word) = container.get(field).filter(|word| !words.contains(word)) else { return };
    let at = container.at(field);
    let message = format!("\"{word}\" is no versionConsistency. Allowed: {}.", words.join(", "));
    let found = report.at(at.clone(), message);
    if let Some(meant) = words.iter().find(|known| known.eq_ignore_ascii_case(word)) {
        found.fix(format!("Write {meant}"), Patch::replace(at, *meant));
    }
}
