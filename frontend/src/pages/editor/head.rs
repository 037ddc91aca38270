//! What stands above a form: the element's name, and what can be done with it as a whole.

use leptos::prelude::*;
use serde_json::Value;
use shared::document::Pointer;
use shared::model::Collection;

use super::outline;
use crate::dom;
use crate::fields::{icon_button, messages, shown};
use crate::state::{DesignStore, EditorUi, place, rename};

pub(super) fn head(element: &Pointer) -> AnyView {
    let (store, ui) = (DesignStore::here(), EditorUi::here());
    let place = StoredValue::new(element.clone());
    let name = Memo::new(move |_| store.with(|document| place.with_value(|at| place::name_of(document, at))));
    let found = Memo::new(move |_| place.with_value(|at| shown(store, ui, at, false)));
    let in_collection = element.steps().count() == 2;
    let renaming = RwSignal::new(false);
    let start = move || {
        renaming.set(true);
        dom::focus_soon(vec!["local-name".to_owned()]);
    };
    let id = place::id(element);
    let rename = in_collection.then(|| icon_button("edit", "Rename (local name and references)".into(), start));
    view! {
        <header class="head">
            <p class="kind">{kind(element)}</p>
            <div class="head-line">
                <h1 id=id.clone() tabindex="-1">
                    {name}
                </h1>
                {rename}
                {icon_button("copy", "Duplicate".into(), move || outline::duplicate(store, ui, &place.get_value()))}
                {icon_button("bin", "Delete".into(), move || outline::delete(store, ui, &place.get_value()))}
            </div>
            {move || renaming.get().then(|| rename_form(store, ui, place, renaming))}
            {messages(id.clone() + "-messages", found)}
        </header>
    }
    .into_any()
}

/// What kind of thing it is, and of which element it is a part.
fn kind(element: &Pointer) -> String {
    let steps: Vec<String> = element.steps().collect();
    match steps.as_slice() {
        [collection, of, _, ..] if steps.len() > 2 => {
            let one = Collection::named(collection).map_or("", |collection| collection.label);
            format!("Container · {one} · {of}")
        }
        [collection, ..] => Collection::named(collection).map_or("Design", |collection| collection.label).to_owned(),
        [] => String::new(),
    }
}

fn rename_form(store: DesignStore, ui: EditorUi, element: StoredValue<Pointer>, renaming: RwSignal<bool>) -> AnyView {
    let refused = RwSignal::new("");
    let text =
        RwSignal::new(element.with_value(|element| store.with_untracked(|document| place::name_of(document, element))));
    let done = move || {
        let (from, to) = (element.get_value(), text.get_untracked());
        match store.with_untracked(|document: &Value| rename::rename(document, &from, to.trim())) {
            Err(why) => {
                refused.set(why.words());
                return;
            }
            Ok(Some(patch)) => {
                if let Some((collection, _)) = from.split_last()
                    && store.apply(&patch)
                {
                    ui.selected.set(collection.key(to.trim()));
                }
            }
            Ok(None) => {}
        }
        renaming.set(false);
        dom::focus_soon(vec![place::id(&ui.selected.get_untracked())]);
    };
    view! {
        <form
            class="rename"
            on:submit=move |event| {
                event.prevent_default();
                done();
            }
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    renaming.set(false);
                }
            }
        >
            <label for="local-name">"Local name"</label>
            <input
                class="input"
                id="local-name"
                autocomplete="off"
                spellcheck="false"
                aria-describedby="local-name-refused"
                aria-invalid=move || refused.with(|why| !why.is_empty()).then_some("true")
                prop:value=text
                on:input=move |event| text.set(event_target_value(&event))
            />
            <button type="submit" class="button">
                "Rename"
            </button>
            <button type="button" class="button quiet" on:click=move |_| renaming.set(false)>
                "Cancel"
            </button>
            <p class="refused" id="local-name-refused" role="alert">
                {refused}
            </p>
        </form>
    }
    .into_any()
}
