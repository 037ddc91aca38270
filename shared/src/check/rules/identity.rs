//! What makes a task definition one: its family, its containers and their names, its size as a document.

use serde_json::Value;

use crate::check::limits::task_definition::{CONTAINERS, FAMILY_LENGTH, REQUEST_BYTES, REQUEST_BYTES_NEAR};
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::{TaskScope, container_called};
use crate::check::subject::Root;
use crate::check::text::refused_chars;
use crate::check::{Severity, docs};
use crate::document::Patch;
use crate::import::is_read_only;
use crate::model::{ContainerDefinition, Structure, TaskDefinition};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] =
    &[&TD_FAMILY_NAME, &TD_CONTAINERS_EMPTY, &TD_CONTAINERS_MAX, &TD_CONTAINER_NAME_UNIQUE, &TD_SIZE_64K];

static TD_FAMILY_NAME: Rule = Rule {
    id: "TD-FAMILY-NAME",
    severity: Severity::Error,
    summary: "A task definition has a family of at most 255 letters, digits, - and _.",
    help: "Choose a family of letters, digits, - and _ only.",
    docs: docs::REGISTER_TASK_DEFINITION,
    check: Check::Task(family_name),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/family", r#""web app""#)]),
        silent: (Base::Ec2, &[("/family", r#""Web_app-${STAGE}""#)]),
    },
};

fn family_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

fn family_name(scope: &TaskScope, report: &mut Report) {
    let task = &scope.task;
    if !task.has(&TaskDefinition::FAMILY) && task.node().is_object() {
        report
            .at(
                task.at(&TaskDefinition::FAMILY),
                "The task definition has no family. AWS counts its revisions and finds it under that name.",
            )
            .help("Add a family, such as the name of the application.");
    }
    let Some(family) = task.get(&TaskDefinition::FAMILY) else { return };
    let at = task.at(&TaskDefinition::FAMILY);
    let length = family.chars().count();
    let found = if let Some(refused) = refused_chars(family, family_char) {
        report.at(at.clone(), format!("The family \"{family}\" holds {refused}, which AWS doesn't allow in it."))
    } else if length > FAMILY_LENGTH {
        report.at(at.clone(), format!("The family is {length} characters long; AWS allows {FAMILY_LENGTH}."))
    } else {
        return;
    };
    // A service of the same document may name the family.
    if scope.services.is_empty() {
        let allowed: String =
            family.chars().take(FAMILY_LENGTH).map(|c| if family_char(c) { c } else { '-' }).collect();
        found.fix(format!("Rename to {allowed}"), Patch::replace(at, allowed));
    }
}

static TD_CONTAINERS_EMPTY: Rule = Rule {
    id: "TD-CONTAINERS-EMPTY",
    severity: Severity::Error,
    summary: "A task definition has at least one container.",
    help: "Add a container with a name and an image to containerDefinitions.",
    docs: docs::REGISTER_TASK_DEFINITION,
    check: Check::Task(containers_empty),
    #[cfg(test)]
    cases: Cases { fires: (Base::Ec2, &[("/containerDefinitions", "[]")]), silent: (Base::Ec2, &[]) },
};

fn containers_empty(scope: &TaskScope, report: &mut Report) {
    let task = &scope.task;
    if task.node().is_object() && !task.has(&TaskDefinition::CONTAINER_DEFINITIONS) {
        report.at(
            task.at(&TaskDefinition::CONTAINER_DEFINITIONS),
            "The task definition has no container, so it has nothing to run. AWS: \"Container list cannot be empty\".",
        );
    }
}

static TD_CONTAINERS_MAX: Rule = Rule {
    id: "TD-CONTAINERS-MAX",
    severity: Severity::Error,
    summary: "A task definition has at most 10 containers.",
    help: "Move some of them to a task definition and service of their own.",
    docs: docs::QUOTAS,
    check: Check::Task(containers_max),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions", "[{},{},{},{},{},{},{},{},{},{},{}]")]),
        silent: (Base::Ec2, &[("/containerDefinitions", "[{},{},{},{},{},{},{},{},{},{}]")]),
    },
};

fn containers_max(scope: &TaskScope, report: &mut Report) {
    let stated = scope.task.raw(&TaskDefinition::CONTAINER_DEFINITIONS);
    let count = stated.and_then(Value::as_array).map_or(0, Vec::len);
    if count > CONTAINERS {
        report.at(
            scope.task.at(&TaskDefinition::CONTAINER_DEFINITIONS),
            format!(
                "The task definition has {count} containers; AWS takes {CONTAINERS}, and this quota can't be raised."
            ),
        );
    }
}

static TD_CONTAINER_NAME_UNIQUE: Rule = Rule {
    id: "TD-CONTAINER-NAME-UNIQUE",
    severity: Severity::Error,
    summary: "Each container of a task definition has a name of its own.",
    help: "Rename one of them, and what refers to it.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Task(container_name_unique),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/-", r#"{"name": "app", "image": "b", "memory": 64}"#)]),
        silent: (Base::Ec2, &[("/containerDefinitions/-", r#"{"name": "App", "image": "b", "memory": 64}"#)]),
    },
};

fn container_name_unique(scope: &TaskScope, report: &mut Report) {
    let names: Vec<_> = scope.containers.iter().map(|container| container.get(&ContainerDefinition::NAME)).collect();
    for (number, container) in scope.containers.iter().enumerate() {
        let Some(name) = container.get(&ContainerDefinition::NAME) else { continue };
        if !names.iter().take(number).any(|earlier| *earlier == Some(name)) {
            continue;
        }
        let at = container.at(&ContainerDefinition::NAME);
        let found = report.at(
            at.clone(),
            format!(
                "Another container is already called {}. AWS: \"Container names must be unique within a task \
                 definition\".",
                container_called(container)
            ),
        );
        let free =
            (2..=names.len() + 1).map(|number| format!("{name}-{number}")).find(|free| !names.contains(&Some(free)));
        if let Some(free) = free.filter(|free| free.len() <= FAMILY_LENGTH) {
            found.fix(format!("Rename to {free}"), Patch::replace(at, free));
        }
    }
}

static TD_SIZE_64K: Rule = Rule {
    id: "TD-SIZE-64K",
    severity: Severity::Error,
    summary: "A task definition is at most 64 KiB of JSON.",
    help: "Move environment variables to environmentFiles, or to SSM parameters that secrets reads.",
    docs: docs::QUOTAS,
    check: Check::Shape(size_64k),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/user", LONG_TEXT)]),
        silent: (Base::Ec2, &[("/status", LONG_TEXT)]),
    },
};

#[cfg(test)]
const LONG_TEXT: &str = {
    static TEXT: [u8; REQUEST_BYTES] = {
        let mut text = [b'x'; REQUEST_BYTES];
        text[0] = b'"';
        text[REQUEST_BYTES - 1] = b'"';
        text
    };
    match std::str::from_utf8(&TEXT) {
        Ok(text) => text,
        Err(_) => "",
    }
};

fn size_64k(root: &Root, report: &mut Report) {
    if root.shape.name != TaskDefinition::SHAPE.name {
        return;
    }
    let bytes = match root.node {
        Value::Object(members) => {
            let sent = members
                .iter()
                .filter(|(key, _)| !(is_read_only(root.shape, key) || (root.in_design && *key == "bayplan")));
            object_bytes(sent)
        }
        other => bytes(other),
    };
    if bytes > REQUEST_BYTES {
        report.at(
            root.path.clone(),
            format!(
                "The task definition is {bytes} bytes of JSON without any spaces; AWS takes {REQUEST_BYTES} (64 KiB)."
            ),
        );
    } else if bytes >= REQUEST_BYTES_NEAR {
        report
            .at(
                root.path.clone(),
                format!(
                    "The task definition is {bytes} bytes of JSON, close to the {REQUEST_BYTES} (64 KiB) that AWS \
                     takes. AWS measures a form of its own, which may be larger."
                ),
            )
            .severity(Severity::Warning);
    }
}

/// The length of a node as compact JSON without the members that are null.
fn bytes(node: &Value) -> usize {
    match node {
        Value::Null | Value::Bool(true) => 4,
        Value::Bool(false) => 5,
        Value::Number(number) => number.to_string().len(),
        Value::String(text) => text_bytes(text),
        Value::Array(items) => 1 + items.len().max(1) + items.iter().map(bytes).sum::<usize>(),
        Value::Object(members) => object_bytes(members.iter()),
    }
}

fn object_bytes<'v>(members: impl Iterator<Item = (&'v String, &'v Value)>) -> usize {
    let each = members.filter(|(_, value)| !value.is_null()).map(|(key, value)| text_bytes(key) + bytes(value) + 2);
    each.sum::<usize>().max(1) + 1
}

/// The length of a text with its quotes and escapes.
fn text_bytes(text: &str) -> usize {
    let each = text.bytes().map(|byte| match byte {
        b'"' | b'\\' | b'\n' | b'\r' | b'\t' | 8 | 12 => 2,
        0..0x20 => 6,
        _ => 1,
    });
    each.sum::<usize>() + 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_those_of_compact_json() {
        let node = serde_json::json!({"a": [], "b": {}, "c": [1, -2.5, "x\n\u{1}\"é"], "d": {"e": true, "f": [false]}});
        assert_eq!(bytes(&node), node.to_string().len());
        assert_eq!(bytes(&serde_json::json!({"a": null, "b": 1})), r#"{"b":1}"#.len());
    }
}
