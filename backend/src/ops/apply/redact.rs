//! Keeps what a design keeps secret out of events: AWS's messages and container logs may repeat it.

use std::collections::BTreeSet;

use serde_json::Value;
use shared::event::{ApplyEvent, Cause, Outcome};
use shared::plan::Plan;

const MASK: &str = "\u{2022}\u{2022}\u{2022}\u{2022}";
/// Shorter values would mask ordinary words.
const SHORTEST: usize = 6;

/// Replaces the values of a plan's environment variables wherever they stand in a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Redactor {
    /// Longest first, so that a value within another doesn't leave the rest of it.
    values: Vec<String>,
}

impl Redactor {
    /// `document` is the design's version: a plan that registers nothing doesn't have the values of what runs already.
    pub(super) fn of(plan: &Plan, document: Option<&Value>) -> Self {
        let mut values = BTreeSet::new();
        document.into_iter().for_each(|document| collect(document, false, &mut values));
        for step in &plan.steps {
            collect(&step.input, false, &mut values);
        }
        let mut values: Vec<_> = values.into_iter().filter(|value| value.chars().count() >= SHORTEST).collect();
        values.sort_by_key(|value| std::cmp::Reverse(value.len()));
        Self { values }
    }

    pub(super) fn text(&self, text: &str) -> String {
        self.values.iter().fold(text.to_owned(), |text, value| text.replace(value, MASK))
    }

    /// An event whose texts that came from AWS or a container are redacted.
    pub(super) fn event(&self, event: ApplyEvent) -> ApplyEvent {
        match event {
            ApplyEvent::StepDelayed { step, attempt, reason, again_in_ms } => {
                ApplyEvent::StepDelayed { step, attempt, reason: self.text(&reason), again_in_ms }
            }
            ApplyEvent::Deployment { step, mut status } => {
                status.events.iter_mut().for_each(|event| event.message = self.text(&event.message));
                ApplyEvent::Deployment { step, status }
            }
            ApplyEvent::StepFailed { step, cause } => ApplyEvent::StepFailed { step, cause: self.cause(cause) },
            ApplyEvent::Ended { outcome } => ApplyEvent::Ended { outcome: self.outcome(outcome) },
            ApplyEvent::Queued
            | ApplyEvent::Started { .. }
            | ApplyEvent::Admitted { .. }
            | ApplyEvent::StepStarted { .. }
            | ApplyEvent::StepAdopted { .. }
            | ApplyEvent::StepCalled { .. }
            | ApplyEvent::StepDone { .. }
            | ApplyEvent::StepSkipped { .. }
            | ApplyEvent::CancelRequested => event,
        }
    }

    pub(super) fn outcome(&self, outcome: Outcome) -> Outcome {
        match outcome {
            Outcome::Failed { cause } => Outcome::Failed { cause: self.cause(cause) },
            Outcome::Done | Outcome::RolledBack | Outcome::Cancelled => outcome,
        }
    }

    fn cause(&self, cause: Cause) -> Cause {
        let Cause { code, summary, next, stopped_reason, container, exit_code, log_lines, request_id } = cause;
        Cause {
            code,
            summary: self.text(&summary),
            next: self.text(&next),
            stopped_reason: stopped_reason.map(|reason| self.text(&reason)),
            container,
            exit_code,
            log_lines: log_lines.iter().map(|line| self.text(line)).collect(),
            request_id,
        }
    }
}

/// Finds the values of `environment` lists; `inside` says whether `node` is in one.
fn collect(node: &Value, inside: bool, values: &mut BTreeSet<String>) {
    match node {
        Value::Array(items) => items.iter().for_each(|item| collect(item, inside, values)),
        Value::Object(members) => {
            for (key, value) in members {
                match value {
                    Value::String(text) if inside && key == "value" => drop(values.insert(text.clone())),
                    other => collect(other, inside || key == "environment", values),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_the_environment_are_masked() {
        let redactor = Redactor { values: vec!["hunter2hunter2".to_owned(), "hunter2".to_owned()] };
        let cause = Cause {
            code: "x".to_owned(),
            summary: "hunter2hunter2 failed".to_owned(),
            log_lines: vec!["password=hunter2".to_owned()],
            ..Cause::default()
        };
        let masked = redactor.cause(cause);
        assert_eq!(
            (masked.summary.as_str(), masked.log_lines[0].as_str()),
            ("\u{2022}\u{2022}\u{2022}\u{2022} failed", "password=\u{2022}\u{2022}\u{2022}\u{2022}")
        );
    }
}
