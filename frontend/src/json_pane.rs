//! The design as JSON, beside the form.

mod code_editor;
mod offsets;

use leptos::prelude::*;

use crate::state::DesignStore;

/// The pane's content.
pub(crate) fn json_pane() -> AnyView {
    let store = DesignStore::here();
    let text = Memo::new(move |_| store.with(|document| serde_json::to_string_pretty(document).unwrap_or_default()));
    view! { <pre class="json" tabindex="0">{text}</pre> }.into_any()
}
