//! The diagnostics of the design as it stands, found by place.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value;
use shared::check::{Diagnostic, InputKind, Severity};
use shared::document::Pointer;

use super::Checks;

/// All diagnostics of a design.
#[derive(Clone, Debug, Default)]
pub(crate) struct Findings(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    all: Vec<Diagnostic>,
    /// Places in `all` by the text of their path.
    by_path: HashMap<String, Vec<usize>>,
}

/// How many diagnostics of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) advice: usize,
}

impl Findings {
    pub(crate) fn of(document: &Value, checks: Checks) -> Self {
        let all = checks.check(document, InputKind::Design);
        let mut by_path: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, diagnostic) in all.iter().enumerate() {
            by_path.entry(diagnostic.path.as_str().to_owned()).or_default().push(at);
        }
        Self(Arc::new(Inner { all, by_path }))
    }

    /// All, in the order of their places.
    pub(crate) fn all(&self) -> &[Diagnostic] {
        &self.0.all
    }

    /// Those at exactly this place.
    pub(crate) fn at(&self, path: &Pointer) -> impl Iterator<Item = &Diagnostic> {
        let found = self.0.by_path.get(path.as_str());
        found.into_iter().flatten().filter_map(|at| self.0.all.get(*at))
    }

    /// Those at this place and inside it.
    pub(crate) fn inside(&self, path: &Pointer) -> impl Iterator<Item = &Diagnostic> {
        // Paths are sorted, and what is inside a place follows it.
        let from = self.0.all.partition_point(|diagnostic| diagnostic.path < *path);
        self.0.all.iter().skip(from).take_while(|diagnostic| path.contains(&diagnostic.path))
    }

    /// Counts those at this place and inside it.
    pub(crate) fn counts_in(&self, path: &Pointer) -> Counts {
        let mut counts = Counts::default();
        self.inside(path).for_each(|diagnostic| counts.add(diagnostic.severity));
        counts
    }

    /// Counts all.
    pub(crate) fn counts(&self) -> Counts {
        self.counts_in(&Pointer::root())
    }
}

impl PartialEq for Findings {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.all == other.0.all
    }
}

impl Counts {
    fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Advice => self.advice += 1,
        }
    }

    /// These and `other` together.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            errors: self.errors + other.errors,
            warnings: self.warnings + other.warnings,
            advice: self.advice + other.advice,
        }
    }

    /// `2 errors, 1 warning`; empty where there is nothing.
    pub(crate) fn words(self) -> String {
        let mut parts = Vec::new();
        for (count, one, many) in [
            (self.errors, "error", "errors"),
            (self.warnings, "warning", "warnings"),
            (self.advice, "advice", "advice"),
        ] {
            if count > 0 {
                parts.push(format!("{count} {}", if count == 1 { one } else { many }));
            }
        }
        parts.join(", ")
    }
}
