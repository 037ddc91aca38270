//! One override: its place, the design's own value, and the one that takes its place.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use serde_json::Value;

use super::overrides::change;
use super::state::Planning;
use parts::values::{label, place, read, typed};

pub(super) fn row(planning: Planning, document: &Value, path: String, value: &Value) -> AnyView {
    let place = place(&path);
    let words = label(document, &place);
    let base = place.get(document).cloned();
    let shown = base.as_ref().map_or_else(|| "not in the design".to_owned(), typed);
    let text = RwSignal::new(typed(value));
    let stored = StoredValue::new((path, base));
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let (path, base) = stored.get_value();
        change(
            planning,
            path,
            Some(text.with_untracked(|text| read(text, base.as_ref().is_some_and(Value::is_string)))),
        );
    };
    view! {
        <li>
            <form class="override" on:submit=save>
                <span class="override-place">{words.clone()}</span>
                <span class="quiet-text">"instead of "<code>{shown}</code></span>
                <input
                    class="input"
                    aria-label=format!("Value of {words}")
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=text
                    on:input=move |event| text.set(event_target_value(&event))
                />
                <button type="submit" class="button small" aria-label=format!("Save {words}")>"Save"</button>
                <button
                    type="button"
                    class="button small"
                    data-kind="quiet"
                    aria-label=format!("Remove {words}")
                    on:click=move |_| change(planning, stored.get_value().0, None)
                >
                    "Remove"
                </button>
            </form>
        </li>
    }
    .into_any()
}
