//! JSON text that can't be read yet, kept in this browser so that a reload doesn't lose it.

use parts::storage::storage;
use shared::document::Pointer;

pub(super) fn load(id: &str, scope: &Pointer) -> Option<String> {
    storage()?.get_item(&key(id, scope)).ok().flatten()
}

pub(super) fn keep(id: &str, scope: &Pointer, text: &str) {
    if let Some(storage) = storage() {
        // A full or forbidden storage loses the second copy only; the editor still shows the first.
        let _ = storage.set_item(&key(id, scope), text);
    }
}

pub(super) fn forget(id: &str, scope: &Pointer) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&key(id, scope));
    }
}

fn key(id: &str, scope: &Pointer) -> String {
    format!("bayplan.json.{id}{scope}")
}
