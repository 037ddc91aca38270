//! A value of a JSON type that its control can't show: shown as it is, to be removed or mended in the JSON.

use leptos::prelude::*;

use super::Slot;
use crate::state::place::cut;

/// The most characters of a value that are shown.
const MOST: usize = 400;

pub(super) fn other(slot: Slot) -> AnyView {
    let text =
        Memo::new(move |_| slot.read(|value| value.map(|value| cut(&value.to_string(), MOST)).unwrap_or_default()));
    view! {
        <div class="other" id=slot.id() role="group" aria-label=slot.member.label aria-describedby=slot.messages_id()>
            <pre>{text}</pre>
            <p>"This value has another type than AWS takes here. Mend it in the JSON, or remove it and start again."</p>
            <button type="button" class="button small" on:click=move |_| slot.remove()>
                "Remove this value"
            </button>
        </div>
    }
    .into_any()
}
