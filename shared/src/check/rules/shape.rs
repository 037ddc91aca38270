//! Whether the document has the shape that AWS's model gives it: known members, right types, known words.

use serde_json::Value;

use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::subject::Root;
use crate::check::walk::{Visit, convert, expected, fits, meant, type_of, walk_members, walk_values};
use crate::check::{Severity, docs};
use crate::document::{Op, Patch, Pointer, is_placeholder};
use crate::import::is_read_only;
use crate::model::{Member, Shape};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&TD_UNKNOWN_FIELD, &TD_TYPE_MISMATCH, &ENUM_VALUE];

static TD_UNKNOWN_FIELD: Rule = Rule {
    id: "TD-UNKNOWN-FIELD",
    severity: Severity::Warning,
    summary: "Each member is one that AWS's model has.",
    help: "Check the spelling, or remove it. It is kept and exported as it is.",
    docs: docs::REGISTER_TASK_DEFINITION,
    check: Check::Shape(unknown_field),
    #[cfg(test)]
    cases: Cases { fires: (Base::Ec2, &[("/containerDefinitions/0/memmory", "256")]), silent: (Base::Ec2, &[]) },
};

fn unknown_field(root: &Root, report: &mut Report) {
    walk_members(root.node, &root.path, root.shape, &mut |visit| {
        let &Visit { owner, key, value, path, known } = visit;
        let top = *path == root.path.key(key);
        if known.is_some()
            || value.is_null()
            || (key == "bayplan" && root.in_design)
            || (top && is_read_only(owner, key))
        {
            return;
        }
        let found = report.at(path.clone(), format!("AWS knows no \"{key}\" in {}.", owner.aws_name));
        if let Some(meant) = meant(owner, key) {
            found.help(format!(
                "Did you mean \"{}\"? Otherwise remove it; until then it is kept and exported as it is.",
                meant.name
            ));
            let to = path.split_last().map(|(parent, _)| parent.key(meant.name));
            let free = to.as_ref().is_some_and(|to| node_at(root, to).is_none());
            if let Some(to) = to.filter(|_| free && fits(value, &meant.shape)) {
                found.fix(format!("Rename to {}", meant.name), Patch(vec![Op::Move { from: path.clone(), path: to }]));
            }
        }
    });
}

fn node_at<'a>(root: &Root<'a>, path: &Pointer) -> Option<&'a Value> {
    let inner = path.as_str().strip_prefix(root.path.as_str())?;
    root.node.pointer(inner)
}

static TD_TYPE_MISMATCH: Rule = Rule {
    id: "TD-TYPE-MISMATCH",
    severity: Severity::Error,
    summary: "Each value has the JSON type that AWS's model gives it.",
    help: "Write text in quotes, numbers and true or false without.",
    docs: docs::REGISTER_TASK_DEFINITION,
    check: Check::Shape(type_mismatch),
    #[cfg(test)]
    cases: Cases { fires: (Base::Fargate, &[("/cpu", "256")]), silent: (Base::Fargate, &[]) },
};

fn type_mismatch(root: &Root, report: &mut Report) {
    if !root.node.is_object() {
        report.at(
            root.path.clone(),
            format!("{} was found, but {} is an object.", type_of(root.node), root.shape.aws_name),
        );
        return;
    }
    walk_values(root, &mut |value, path, shape| {
        if value.is_null() || fits(value, shape) || (value.as_str().is_some_and(is_placeholder)) {
            return;
        }
        let name = path.split_last().map(|(_, last)| last).unwrap_or_default();
        let found = report.at(
            path.clone(),
            format!(
                "{name} must be {}, but it is {}. The AWS SDKs and CLI refuse it.",
                expected(shape),
                type_of(value)
            ),
        );
        if let Some(converted) = convert(value, shape) {
            found.fix(format!("Write {converted}"), Patch::replace(path.clone(), converted));
        }
    });
}

static ENUM_VALUE: Rule = Rule {
    id: "ENUM-VALUE",
    severity: Severity::Error,
    summary: "A member with a fixed set of words has one of them, in its case.",
    help: "Choose one of the allowed words; they are case-sensitive.",
    docs: docs::REGISTER_TASK_DEFINITION,
    check: Check::Shape(enum_value),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/networkMode", r#""Bridge""#)]),
        silent: (Base::Ec2, &[("/networkMode", r#""bridge""#)]),
    },
};

/// Members whose words a rule of their own checks, and one word that AWS's samples use outside its model.
const HAVE_THEIR_OWN_RULE: [(&str, &str); 7] = [
    ("PortMapping", "protocol"),
    ("PortMapping", "appProtocol"),
    ("ContainerDependency", "condition"),
    ("ContainerDefinition", "versionConsistency"),
    ("EnvironmentFile", "type"),
    ("RuntimePlatform", "operatingSystemFamily"),
    ("TaskDefinitionPlacementConstraint", "type"),
];

fn enum_value(root: &Root, report: &mut Report) {
    walk_members(root.node, &root.path, root.shape, &mut |visit| {
        let Some(member) = visit.known else { return };
        if HAVE_THEIR_OWN_RULE.contains(&(visit.owner.name, member.name)) {
            return;
        }
        match (&member.shape, visit.value) {
            (Shape::Choice(words), Value::String(word)) => {
                let sample = member.name == "networkMode" && word == "default";
                if !sample {
                    unknown_word(words, word, member, visit.path, report);
                }
            }
            (Shape::Choices(words), Value::Array(items)) => {
                for (at, item) in items.iter().enumerate() {
                    if let Value::String(word) = item {
                        unknown_word(words, word, member, &visit.path.index(at), report);
                    }
                }
            }
            _ => {}
        }
    });
}

fn unknown_word(words: &[&str], word: &str, member: &Member, path: &Pointer, report: &mut Report) {
    if word.is_empty() || is_placeholder(word) || words.contains(&word) {
        return;
    }
    let found = report.at(path.clone(), format!("\"{word}\" is no {}. Allowed: {}.", member.name, words.join(", ")));
    if let Some(meant) = words.iter().find(|known| known.eq_ignore_ascii_case(word)) {
        found.fix(format!("Write {meant}"), Patch::replace(path.clone(), *meant));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::{InputKind, check};

    #[test]
    fn every_described_element_of_a_design_is_checked() {
        let design = json!({
            "clusters": {
                "main": {"clusterNam": "shop", "bayplan": {"ownership": "existing"}},
                "shared": {"bayplan": {"ownership": "existing"}, "clusterName": "all"},
            },
            "logGroups": {"web": {"logGroupName": "/web", "logGroupClass": "cheap", "retentionInDays": 30}},
            "roles": {"execution": {"RoleName": 7, "Tags": [{"key": "a"}]}},
            "loadBalancers": {"web": {"anything": 1}},
        });
        let found = check(&design, InputKind::Design);
        let found: Vec<_> = found.iter().map(|found| (&*found.rule, found.path.as_str())).collect();
        assert_eq!(
            found,
            [
                ("TD-UNKNOWN-FIELD", "/clusters/main/clusterNam"),
                ("ENUM-VALUE", "/logGroups/web/logGroupClass"),
                ("TD-UNKNOWN-FIELD", "/logGroups/web/retentionInDays"),
                ("TD-TYPE-MISMATCH", "/roles/execution/RoleName"),
                ("TD-UNKNOWN-FIELD", "/roles/execution/Tags/0/key"),
            ]
        );
    }
}
