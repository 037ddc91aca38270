//! What a rule says about a document.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::document::{Patch, Pointer};

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// AWS rejects it, or it can't work. A design with an error can't be planned.
    Error,
    /// AWS accepts it, but it is likely wrong.
    Warning,
    /// It works; something else usually works better.
    Advice,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The rule's id, such as `TD-CPU-MEM-FARGATE`.
    pub rule: Cow<'static, str>,
    pub severity: Severity,
    /// Where in the checked document.
    pub path: Pointer,
    /// What is wrong, and why.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// Where AWS says so.
    pub docs: Cow<'static, str>,
    /// The change that mends it, where there is one to offer.
    pub fix: Option<Fix>,
}

/// A change that removes a diagnostic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fix {
    /// What it does, as a button would say it: "Set networkMode to awsvpc".
    pub title: String,
    pub patch: Patch,
}

impl Severity {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}

impl Diagnostic {
    /// Says what to do in this case, instead of the rule's general advice.
    pub(crate) fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = help.into();
        self
    }

    /// Offers a change that mends it.
    pub(crate) fn fix(&mut self, title: impl Into<String>, patch: Patch) -> &mut Self {
        self.fix = Some(Fix { title: title.into(), patch });
        self
    }

    /// Weighs this part of the rule's range differently from the rest.
    pub(crate) fn severity(&mut self, severity: Severity) -> &mut Self {
        self.severity = severity;
        self
    }
}
