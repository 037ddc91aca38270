//! What this browser remembers between visits.

use leptos::prelude::window;
use web_sys::Storage;

const ENVIRONMENT: &str = "bayplan.environment";

/// Nothing where the browser forbids it.
pub fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// The environment that was planned for last.
pub fn last_environment() -> Option<String> {
    storage()?.get_item(ENVIRONMENT).ok().flatten().filter(|name| !name.is_empty())
}

pub fn remember_environment(name: &str) {
    if let Some(storage) = storage() {
        // A full storage forgets a preference, nothing else.
        let _ = storage.set_item(ENVIRONMENT, name);
    }
}
