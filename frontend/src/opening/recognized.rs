//! What a pasted text turns out to be, in words.

use leptos::prelude::*;
use serde_json::Value;
use shared::check::{InputKind, Severity};
use shared::import::{Unusable, open, to_design};

use crate::state::Checks;

/// The verdict on a text.
#[derive(Clone, PartialEq)]
pub(super) enum Recognized {
    /// Nothing to look at yet.
    Empty,
    /// It can't be opened.
    Unusable {
        line: usize,
        column: usize,
        message: String,
        more: usize,
    },
    Usable(Usable),
}

/// A text that can be opened.
#[derive(Clone, PartialEq)]
pub(super) struct Usable {
    pub(super) kind: InputKind,
    pub(super) document: Value,
    summary: String,
    notes: Vec<String>,
}

pub(super) fn recognize(text: &str, checks: Checks) -> Recognized {
    if text.trim().is_empty() {
        return Recognized::Empty;
    }
    match open(text, None) {
        Err(unusable) => {
            let (line, column) = unusable.place();
            let more = match &unusable {
                Unusable::Text(problems) => problems.len().saturating_sub(1),
                Unusable::NoObject { .. } | Unusable::UnknownKind => 0,
            };
            Recognized::Unusable { line, column, message: unusable.message(), more }
        }
        Ok(opened) => {
            let document = opened.parsed.value;
            let found = checks.check(&document, opened.kind);
            let count = |severity| found.iter().filter(|found| found.severity == severity).count();
            let summary = format!(
                "{}. {}, {}.",
                what(opened.kind),
                counted(count(Severity::Error), "error"),
                counted(count(Severity::Warning), "warning"),
            );
            let notes = to_design(&document, opened.kind).notes;
            Recognized::Usable(Usable { kind: opened.kind, document, summary, notes })
        }
    }
}

fn what(kind: InputKind) -> &'static str {
    match kind {
        InputKind::TaskDefinition => "This is a task definition",
        InputKind::Service => "This is a service",
        InputKind::Bundle => "This is a service with its task definition",
        InputKind::Design => "This is a design",
    }
}

fn counted(number: usize, word: &str) -> String {
    match number {
        0 => format!("no {word}s"),
        1 => format!("1 {word}"),
        _ => format!("{number} {word}s"),
    }
}

impl Recognized {
    pub(super) fn is_usable(&self) -> bool {
        match self {
            Self::Usable(_) => true,
            Self::Empty | Self::Unusable { .. } => false,
        }
    }

    pub(super) fn usable(self) -> Option<Usable> {
        match self {
            Self::Usable(usable) => Some(usable),
            Self::Empty | Self::Unusable { .. } => None,
        }
    }

    pub(super) fn view(&self) -> AnyView {
        match self {
            Self::Empty => ().into_any(),
            Self::Unusable { line, column, message, more } => {
                let rest = match more {
                    0 => String::new(),
                    more => format!(" ({})", counted(*more, "more problem")),
                };
                view! {
                    <p class="notice" data-severity="error">{format!("Line {line}, column {column}: {message}.{rest}")}</p>
                }
                .into_any()
            }
            Self::Usable(usable) => {
                let notes = usable.notes.clone();
                view! {
                    <p class="notice" data-severity="ok">{usable.summary.clone()}</p>
                    {notes.into_iter().map(|note| view! { <p class="notice" data-severity="advice">{note}</p> }).collect_view()}
                }
                .into_any()
            }
        }
    }
}
