//! The name of a reader without an account. It is asked for once and kept in this browser.

use leptos::prelude::*;
use parts::storage::storage;

use super::state::Reviewing;

const KEY: &str = "bayplan.guest";

/// The name that was given; nothing where none was.
pub(super) fn name() -> Option<String> {
    storage()?.get_item(KEY).ok().flatten().filter(|name| !name.trim().is_empty())
}

fn remember(name: &str) {
    if let Some(storage) = storage() {
        // Where nothing is kept, the name is asked for again.
        let _ = storage.set_item(KEY, name.trim());
    }
}

/// Asks a reader without an account for a name; nothing for people. `id` is the input's.
pub(super) fn ask(state: Reviewing, id: String) -> AnyView {
    (move || {
        state.is_guest().then(|| {
            view! {
                <div class="field">
                    <label for=id.clone()>"Your name, for the others"</label>
                    <input
                        class="input"
                        id=id.clone()
                        autocomplete="name"
                        maxlength="80"
                        prop:value=name().unwrap_or_default()
                        on:input=move |event| remember(&event_target_value(&event))
                    />
                </div>
            }
        })
    })
    .into_any()
}
