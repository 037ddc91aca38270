//! Saves the design as a version, with a note.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use parts::api;
use parts::me::only_looks;
use wasm_bindgen_futures::spawn_local;

use super::History;
use parts::load::Load;

pub(super) fn save(history: History) -> AnyView {
    let note = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Load::Ready(copy) = history.copy.get_untracked() else { return };
        spawn_local(async move {
            let words = note.get_untracked();
            match api::save_version(&copy.meta.id, copy.meta.counter, words.trim()).await {
                Ok(version) => {
                    history.problem.set(String::new());
                    history.announcer.say(format!("The design is version {}", version.number));
                    note.set(String::new());
                }
                Err(error) => history.problem.set(error.to_string()),
            }
            history.reload();
        });
    };
    let looks = only_looks();
    let plan = history.design.with_value(|id| format!("/designs/{id}/plan"));
    view! {
        <form class="inline-form" on:submit=submit>
            <Show when=move || !looks.get()>
            <input
                class="input note-input"
                aria-label="Note"
                placeholder="What changed, for others"
                maxlength="500"
                autocomplete="off"
                prop:value=note
                on:input=move |event| note.set(event_target_value(&event))
            />
            <button type="submit" class="button">"Save a version"</button>
            </Show>
            <a class="button" data-kind="primary" href=plan>"Plan"</a>
        </form>
    }
    .into_any()
}
