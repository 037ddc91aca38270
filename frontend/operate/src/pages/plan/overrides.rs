//! What the environment has of its own. It stands in the design, so a change makes a new version.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use parts::api::{self, ApiError};
use serde_json::Value;
use wasm_bindgen_futures::spawn_local;

use super::override_places::{overrides_of, suggestions, with_override};
use super::override_row::row;
use super::state::Planning;
use parts::dom::is_open;
use parts::values::{label, place, read, typed};

pub(super) fn overrides(planning: Planning) -> AnyView {
    let opened = RwSignal::new(false);
    let content = move || {
        planning.copy.with(|copy| {
            let document = &copy.as_ref()?.document;
            let environment = planning.environment.get();
            let all = overrides_of(document, &environment);
            let title = format!("Overrides for {environment} ({})", all.len());
            let rows = all.into_iter().map(|(path, value)| row(planning, document, path, &value)).collect_view();
            Some(view! {
                <details
                    class="fold"
                    open=opened.get_untracked()
                    on:toggle=move |event| opened.set(is_open(&event))
                >
                    <summary>{title}</summary>
                    <p class="quiet-text">
                        "Values that only this environment has. They are part of the design: a change saves a new version and plans it."
                    </p>
                    <ul class="override-list">{rows}</ul>
                    {add(planning, document, &environment)}
                </details>
            })
        })
    };
    view! { {content} }.into_any()
}

/// Adds one of the places that usually differ, starting from the value that the design has.
fn add(planning: Planning, document: &Value, environment: &str) -> AnyView {
    let places = suggestions(document, environment);
    if places.is_empty() {
        return ().into_any();
    }
    let chosen = RwSignal::new(String::new());
    let text = RwSignal::new(String::new());
    let choose = move |path: String| {
        text.set(base(planning, &path).as_ref().map(typed).unwrap_or_default());
        chosen.set(path);
    };
    choose(places.first().map_or_else(String::new, |place| place.as_str().to_owned()));
    let options = places.into_iter().map(|place| {
        view! { <option value=place.as_str().to_owned()>{label(document, &place)}</option> }
    });
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        let path = chosen.get_untracked();
        let value = text.with_untracked(|text| read(text, base(planning, &path).is_some_and(|base| base.is_string())));
        change(planning, path, Some(value));
    };
    view! {
        <form class="override-add" on:submit=add>
            <label>
                <span>"Override another value"</span>
                <select class="input" on:change=move |event| choose(event_target_value(&event))>
                    {options.collect_view()}
                </select>
            </label>
            <label>
                <span>"Value in this environment"</span>
                <input
                    class="input"
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=text
                    on:input=move |event| text.set(event_target_value(&event))
                />
            </label>
            <button type="submit" class="button">"Add override"</button>
        </form>
    }
    .into_any()
}

/// What the design itself has at a path.
fn base(planning: Planning, path: &str) -> Option<Value> {
    planning.copy.with_untracked(|copy| place(path).get(&copy.as_ref()?.document).cloned())
}

/// Sets or removes an override, saves the design as a version, and plans that.
pub(super) fn change(planning: Planning, path: String, value: Option<Value>) {
    spawn_local(async move {
        if let Err(error) = save(planning, &path, value).await {
            let words = match error {
                ApiError::Conflict(theirs) => {
                    planning.copy.set(Some(*theirs));
                    "The design was saved elsewhere meanwhile. It is shown as it is now; change the override again."
                        .to_owned()
                }
                ApiError::Unreachable | ApiError::Refused { .. } | ApiError::NotPlanned(_) | ApiError::Garbled => {
                    error.to_string()
                }
            };
            planning.announcer.fail(words.clone());
            planning.problem.set(words);
        }
    });
}

async fn save(planning: Planning, path: &str, value: Option<Value>) -> Result<(), ApiError> {
    let Some(mut copy) = planning.copy.get_untracked() else { return Ok(()) };
    let environment = planning.environment.get_untracked();
    copy.document = with_override(&copy.document, &environment, path, value);
    copy.meta = api::save_design(&copy.meta.id, copy.meta.counter, copy.document.to_string()).await?;
    let note = format!("Overrides for {environment}");
    let version = api::save_version(&copy.meta.id, copy.meta.counter, &note).await?;
    let id = copy.meta.id.clone();
    planning.copy.set(Some(copy));
    planning.problem.set(String::new());
    planning.version.set(Some(version.number));
    planning.versions.set(api::versions(&id).await?);
    planning.make();
    Ok(())
}
