//! What was seen, and the lines that tell it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{MutexGuard, PoisonError};

use shared::event::ApplyEvent;

use super::oracle::{Oracle, Which};
use crate::store::StoredPlan;

/// Something that happened. Its text is made only when somebody wants to read it.
pub(super) struct Line {
    /// Milliseconds since the beginning.
    after: i64,
    text: String,
    event: Option<ApplyEvent>,
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:>9} {}", self.after, self.text)?;
        let Some(event) = &self.event else { return Ok(()) };
        write!(f, " {}", format!("{event:?}").chars().take(300).collect::<String>())
    }
}

#[derive(Default)]
pub(super) struct Seen {
    pub(super) trace: Vec<Line>,
    pub(super) violations: Vec<String>,
    pub(super) applies: Vec<(String, StoredPlan)>,
    pub(super) effects: BTreeMap<Which, u32>,
    pub(super) calls: u64,
    /// How often what came about.
    pub(super) counts: BTreeMap<String, u64>,
    /// Applies whose plan was overtaken before they were started: they may change nothing.
    pub(super) stale: BTreeSet<String>,
    /// Applies during which others changed what they work on.
    pub(super) disturbed: BTreeSet<String>,
    /// Applies before which others changed what their plan doesn't rely on: it is left as it is then.
    pub(super) left: BTreeSet<String>,
    pub(super) fences: BTreeMap<String, i64>,
    pub(super) admitted: BTreeSet<String>,
    /// How often an apply may have been announced, and how often it was.
    pub(super) announced: BTreeMap<String, (i64, i64)>,
}

impl Oracle {
    pub(super) fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn note(&self, line: impl Into<String>) {
        self.push(line.into(), None);
    }

    pub(super) fn push(&self, text: String, event: Option<ApplyEvent>) {
        let after = self.clock.now() - self.started;
        self.seen().trace.push(Line { after, text, event });
    }

    pub(super) fn violation(&self, what: impl Into<String>) {
        let what = what.into();
        self.note(format!("VIOLATION {what}"));
        self.seen().violations.push(what);
    }

    pub(super) fn count(&self, what: &str) {
        *self.seen().counts.entry(what.to_owned()).or_default() += 1;
    }
}
