//! The gate between what a person typed and what may be planned.

use serde_json::Value;

use super::Resolved;
use crate::check::{Diagnostic, InputKind, Severity, check, check_live};
use crate::document::{Pointer, is_placeholder};
use crate::environment::Environment;
use crate::export::reference;
use crate::fingerprint::Fingerprint;
use crate::plan::Remark;

/// A design for one environment without an error. Only this can be planned.
#[derive(Clone, Debug)]
pub struct CheckedDesign {
    design: Value,
    environment: Environment,
}

/// Why a design can't be planned.
#[derive(Clone, Debug, PartialEq)]
pub struct NotChecked {
    /// The errors of the check.
    pub diagnostics: Vec<Diagnostic>,
    /// Overrides that can't be set, and texts that something was to replace.
    pub problems: Vec<Remark>,
}

impl CheckedDesign {
    pub fn new(resolved: Resolved) -> Result<Self, NotChecked> {
        let Resolved { design, environment, mut problems } = resolved;
        let is_error = |found: &Diagnostic| found.severity == Severity::Error;
        let mut diagnostics = Vec::new();
        // Trying the fixes costs as much again, and most designs that come here have no error to fix.
        if check_live(&design, InputKind::Design).iter().any(is_error) {
            diagnostics = check(&design, InputKind::Design);
            diagnostics.retain(is_error);
        }
        left_over(&design, &Pointer::root(), &mut problems);
        if diagnostics.is_empty() && problems.is_empty() {
            Ok(Self { design, environment })
        } else {
            Err(NotChecked { diagnostics, problems })
        }
    }

    pub fn design(&self) -> &Value {
        &self.design
    }

    pub fn environment(&self) -> &Environment {
        &self.environment
    }

    /// The design's name.
    pub fn name(&self) -> &str {
        self.design.get("name").and_then(Value::as_str).filter(|name| !name.is_empty()).unwrap_or("design")
    }

    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.design)
    }
}

/// Members whose texts are the person's own, in which `${...}` belongs to a shell, an application or a policy.
const FREE: [&str; 10] = [
    "command",
    "entryPoint",
    "environment",
    "dockerLabels",
    "options",
    "AssumeRolePolicyDocument",
    "PolicyDocument",
    "hookDetails",
    "Description",
    "tags",
];

/// Finds texts that a template was to replace before the design came here.
fn left_over(value: &Value, at: &Pointer, problems: &mut Vec<Remark>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                if !FREE.contains(&key.as_str()) {
                    left_over(value, &at.key(key), problems);
                }
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| left_over(item, &at.index(index), problems));
        }
        Value::String(text) if is_placeholder(text) && reference(text).is_none() => {
            let element = at.steps().take(2).collect::<Vec<_>>().join(".");
            let message = format!("{at} still holds a placeholder: {text}. Put in the value that it stands for.");
            problems.push(Remark { element, message });
        }
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
