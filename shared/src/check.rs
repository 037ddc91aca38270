//! Tells what AWS would reject or do unexpectedly, and how to mend it.
//!
//! One entry, [`check`], for the browser, the server and the command line: the same document gives the same bytes.

#[cfg(test)]
mod cases;
mod diagnostic;
mod docs;
mod limits;
mod lists;
mod report;
mod rule;
mod rules;
mod scope;
mod size;
mod subject;
mod text;
mod walk;

pub use diagnostic::{Diagnostic, Fix, Severity};
pub use rule::{Check, Rule};
pub use rules::{all, find};
pub use subject::InputKind;

use serde_json::Value;

use report::Report;
use scope::ContainerScope;
use subject::Subject;

/// All that can be said about `document`, ordered by place, then rule.
pub fn check(document: &Value, kind: InputKind) -> Vec<Diagnostic> {
    check_with(all(), document, kind)
}

/// [`check`] with some rules only.
pub(crate) fn check_with(
    rules: impl Iterator<Item = &'static Rule>,
    document: &Value,
    kind: InputKind,
) -> Vec<Diagnostic> {
    let subject = Subject::new(document, kind);
    let mut found = Vec::new();
    for rule in rules {
        let mut report = Report::new(rule, &mut found);
        match rule.check {
            Check::Task(check) => subject.tasks.iter().for_each(|task| check(task, &mut report)),
            Check::Container(check) => {
                for task in &subject.tasks {
                    for container in &task.containers {
                        check(&ContainerScope { task, container: container.clone() }, &mut report);
                    }
                }
            }
            Check::Service(check) => subject.services().for_each(|service| check(&service, &mut report)),
            Check::Shape(check) => subject.roots.iter().for_each(|root| check(root, &mut report)),
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path).then_with(|| a.rule.cmp(b.rule)));
    found
}
