//! Tells what AWS would reject or do unexpectedly, and how to mend it.
//!
//! One entry, [`check`], for the browser, the server and the command line: the same document gives the same bytes.

mod arn;
#[cfg(test)]
mod cases;
mod cycle;
mod dependencies;
mod diagnostic;
mod docs;
mod fargate;
mod fixes;
mod image;
mod limits;
mod lists;
mod names;
mod port;
mod region;
mod report;
mod rule;
mod rules;
mod scope;
mod secret_source;
mod size;
mod subject;
mod text;
mod walk;

pub use diagnostic::{Diagnostic, Fix, Severity};
pub use fixes::fix_holds;
pub use limits::fargate_sizes::FargateSize;
pub use rule::{Check, Rule};
pub use rules::{all, find};
pub use size::{Amount, parse_cpu, parse_memory};
pub use subject::InputKind;

use serde_json::Value;

use report::Report;
use scope::ContainerScope;
use subject::Subject;

/// All that can be said about `document`, ordered by place, then rule. A fix that is offered has been tried: it removes
/// its diagnostic and adds no error.
pub fn check(document: &Value, kind: InputKind) -> Vec<Diagnostic> {
    let mut found = check_live(document, kind);
    fixes::keep_sound(document, kind, &mut found);
    found
}

/// [`check`] without trying the fixes, for every keystroke. [`fix_holds`] tries one before it is applied.
pub fn check_live(document: &Value, kind: InputKind) -> Vec<Diagnostic> {
    check_with(all(), document, kind)
}

/// [`check_live`] with some rules only.
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
    found.sort_by(|a, b| a.path.cmp(&b.path).then_with(|| a.rule.cmp(&b.rule)));
    found
}
