//! Which changes a person has looked at. This browser knows; the others don't.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use leptos::prelude::*;
use parts::storage::storage;
use shared::diff::Change;

use super::state::Reviewing;

/// What tells a change with its values from others: another value has not been looked at.
pub(super) fn mark(change: &Change) -> String {
    let mut hasher = DefaultHasher::new();
    let text = |value: &Option<serde_json::Value>| value.as_ref().map(ToString::to_string);
    (change.path.as_str(), text(&change.before), text(&change.after)).hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

pub(super) fn kept(review: &str) -> BTreeSet<String> {
    let text = storage().and_then(|storage| storage.get_item(&key(review)).ok().flatten()).unwrap_or_default();
    text.split_whitespace().map(str::to_owned).collect()
}

pub(super) fn toggle(state: Reviewing, mark: &str) {
    state.viewed.update(|viewed| {
        if !viewed.remove(mark) {
            viewed.insert(mark.to_owned());
        }
    });
    let all: Vec<String> = state.viewed.with_untracked(|viewed| viewed.iter().cloned().collect());
    if let Some(storage) = storage() {
        // Where nothing is kept, the marks last as long as the page.
        let _ = storage.set_item(&state.id.with_value(|id| key(id)), &all.join(" "));
    }
}

fn key(review: &str) -> String {
    format!("bayplan.viewed.{review}")
}
