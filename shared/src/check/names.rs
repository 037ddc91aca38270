//! Names in a document: which there are, which occur twice, and how to take items out of lists.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::document::{Patch, Pointer, is_absent, is_placeholder};

/// The names that a document gives to things of one sort.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    known: BTreeSet<&'a str>,
    /// By their lower case.
    folded: BTreeMap<String, &'a str>,
    /// Whether some are placeholders still, so that any name could turn out to be there.
    open: bool,
}

impl<'a> Names<'a> {
    pub(super) fn add(&mut self, name: Option<&'a Value>) {
        match name.and_then(Value::as_str) {
            Some(name) if is_placeholder(name) => self.open = true,
            Some(name) => {
                self.known.insert(name);
                self.folded.insert(name.to_ascii_lowercase(), name);
            }
            None => {}
        }
    }

    /// Takes in the list that holds the named things: it is a placeholder as a whole where it is a text.
    pub(super) fn add_list(&mut self, list: Option<&Value>) {
        self.open |= list.is_some_and(|list| list.is_string() && !is_absent(list));
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.known.contains(name)
    }

    pub(super) fn may_have(&self, name: &str) -> bool {
        self.open || self.has(name)
    }

    /// The name that differs from `name` in case only.
    pub(super) fn like(&self, name: &str) -> Option<&'a str> {
        self.folded.get(&name.to_ascii_lowercase()).copied()
    }
}

/// The names that occur more than once, each with what stands at its occurrences, in order.
pub(super) fn repeated<'t, T>(named: impl Iterator<Item = (&'t str, T)>) -> impl Iterator<Item = (&'t str, Vec<T>)> {
    let mut all: BTreeMap<&str, Vec<T>> = BTreeMap::new();
    for (name, item) in named {
        all.entry(name).or_default().push(item);
    }
    all.into_iter().filter(|(_, items)| items.len() > 1)
}

/// The place in its list of what stands at `path`.
pub(super) fn place(path: &Pointer) -> usize {
    path.split_last().and_then(|(_, last)| last.parse().ok()).unwrap_or_default()
}

/// A patch that takes the items at the places `gone`, in rising order, out of the list `items` at `list`; the whole
/// list where nothing would stay in it.
pub(super) fn without(list: &Pointer, items: Option<&Value>, gone: &[usize]) -> Patch {
    if items.and_then(Value::as_array).is_some_and(|items| items.len() == gone.len()) {
        return Patch::remove(list.clone());
    }
    let removals = gone.iter().rev().map(|at| Patch::remove(list.index(*at)));
    removals.fold(Patch::default(), Patch::then)
}

/// Names as a sentence lists them: `a, b and c`; the first few of many.
pub(super) fn listed(names: &BTreeSet<&str>) -> String {
    const SHOWN: usize = 5;
    let more = names.len().saturating_sub(SHOWN);
    let mut shown: Vec<String> = names.iter().take(SHOWN).map(|name| (*name).to_owned()).collect();
    if more > 0 {
        shown.push(format!("{more} more"));
    }
    match shown.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => shown.concat(),
    }
}
