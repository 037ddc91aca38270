//! Tries fixes before they are offered.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use super::{Diagnostic, InputKind, Severity, check_live};

/// How many fixes of one document are tried; the rest is offered once the first are applied. Each costs a check.
const MOST: usize = 100;
/// How many nodes these checks may visit together: a task definition of 64 kB has some 5,000, so its fixes are tried up
/// to [`MOST`], but a text that is all mistakes must not take minutes.
const NODES: usize = 500_000;

/// Takes away the fixes that would not help: the value that a rule puts right can be wrong in another way, which only
/// shows once the first is mended.
pub(super) fn keep_sound(document: &Value, kind: InputKind, found: &mut [Diagnostic]) {
    let before = counts(found);
    let most = (NODES / nodes(document)).min(MOST);
    let mut tried = 0;
    for diagnostic in found.iter_mut().filter(|diagnostic| diagnostic.fix.is_some()) {
        tried += 1;
        if tried > most || !holds(document, kind, &before, diagnostic) {
            diagnostic.fix = None;
        }
    }
}

/// Whether the fix of `diagnostic`, one of `found`, removes it and adds no error.
pub fn fix_holds(document: &Value, kind: InputKind, found: &[Diagnostic], diagnostic: &Diagnostic) -> bool {
    holds(document, kind, &counts(found), diagnostic)
}

fn nodes(node: &Value) -> usize {
    let below: usize = match node {
        Value::Array(items) => items.iter().map(nodes).sum(),
        Value::Object(members) => members.values().map(nodes).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    };
    below + 1
}

/// How often a rule reports, errors and others apart.
type Counts = BTreeMap<Key, usize>;
type Key = (Cow<'static, str>, bool);

fn counts(found: &[Diagnostic]) -> Counts {
    let mut counts = Counts::new();
    for diagnostic in found {
        *counts.entry(key(diagnostic)).or_default() += 1;
    }
    counts
}

fn key(diagnostic: &Diagnostic) -> Key {
    (diagnostic.rule.clone(), diagnostic.severity == Severity::Error)
}

fn holds(document: &Value, kind: InputKind, before: &Counts, diagnostic: &Diagnostic) -> bool {
    let Some(fix) = &diagnostic.fix else { return false };
    let mut fixed = document.clone();
    if fix.patch.apply(&mut fixed).is_err() {
        return false;
    }
    let after = counts(&check_live(&fixed, kind));
    let count = |counts: &Counts, key: &Key| counts.get(key).copied().unwrap_or(0);
    let mended = key(diagnostic);
    count(&after, &mended) < count(before, &mended)
        && after.iter().all(|(key, number)| !key.1 || *number <= count(before, key))
}
