//! Unsaved edits, kept in this browser across reloads and crashes.

use parts::storage::storage;
use serde_json::Value;
use shared::api::DesignCopy;
use shared::document::parse;

/// What the editor opens.
#[derive(Clone)]
pub(crate) struct Draft {
    pub(crate) document: Value,
    /// The save that it was made from.
    pub(crate) counter: i64,
    /// Whether it has edits that the server hasn't.
    pub(crate) unsaved: bool,
}

/// The server's copy, or the edits made from it or an earlier one that never got there.
pub(crate) fn recover(copy: &DesignCopy) -> Draft {
    let kept = storage().and_then(|storage| storage.get_item(&key(&copy.meta.id)).ok().flatten());
    let kept = kept.as_deref().and_then(read).filter(|(_, document)| *document != copy.document);
    match kept {
        Some((counter, document)) => Draft { document, counter, unsaved: true },
        None => Draft { document: copy.document.clone(), counter: copy.meta.counter, unsaved: false },
    }
}

fn read(kept: &str) -> Option<(i64, Value)> {
    let (counter, text) = kept.split_once('\n')?;
    Some((counter.parse().ok()?, parse(text).ok()?.value))
}

/// Keeps `text`, which was made from the save `counter`.
pub(super) fn keep(id: &str, counter: i64, text: &str) {
    if let Some(storage) = storage() {
        // A full or forbidden storage loses the second copy only; the page still has the first.
        let _ = storage.set_item(&key(id), &format!("{counter}\n{text}"));
    }
}

/// Drops what was kept: the server has it.
pub(super) fn forget(id: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&key(id));
    }
}

fn key(id: &str) -> String {
    format!("bayplan.draft.{id}")
}
