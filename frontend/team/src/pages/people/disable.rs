//! Takes all access from a person, after asking.

use leptos::html;
use leptos::prelude::*;
use parts::api;
use shared::api::Person;
use wasm_bindgen_futures::spawn_local;

use super::People;

pub(super) fn disable(state: People, person: Person) -> AnyView {
    let asking = RwSignal::new(false);
    let person = StoredValue::new(person);
    (move || if asking.get() { confirm(state, person, asking) } else { button(person, asking) }).into_any()
}

fn button(person: StoredValue<Person>, asking: RwSignal<bool>) -> AnyView {
    view! {
        <button
            type="button"
            class="button small"
            data-kind="quiet"
            aria-label=person.with_value(|person| format!("Disable {}", person.name))
            on:click=move |_| asking.set(true)
        >
            "Disable"
        </button>
    }
    .into_any()
}

fn confirm(state: People, person: StoredValue<Person>, asking: RwSignal<bool>) -> AnyView {
    let yes = NodeRef::<html::Button>::new();
    yes.on_load(|button| {
        // The row is on the page by now, so it can't fail.
        let _ = button.focus();
    });
    let disable = move |_| {
        spawn_local(async move {
            let Person { id, name, .. } = person.get_value();
            let disabled = api::disable_person(&id).await;
            state.after(disabled.map(|_| format!("{name} is disabled")).map_err(|error| error.to_string()));
        });
    };
    view! {
        <span class="inline-form">
            <span>"Sessions and tokens end at once, for good. What was done stays in the record."</span>
            <button type="button" class="button small" data-kind="danger" node_ref=yes on:click=disable>"Disable"</button>
            <button type="button" class="button small" data-kind="quiet" on:click=move |_| asking.set(false)>"Keep"</button>
        </span>
    }
    .into_any()
}
