//! What the environment has of its own. It stands in the design, so a change makes a new version.

use leptos::prelude::*;
use parts::api::{self, ApiError};
use serde_json::Value;
use shared::document::Pointer;
use wasm_bindgen_futures::spawn_local;

use super::override_places::{label, overrides_of, suggestions, with_override};
use super::override_row::row;
use super::state::Planning;

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

/// Whether the element that was toggled is open now.
fn is_open(event: &web_sys::Event) -> bool {
    event_target::<web_sys::HtmlElement>(event).has_attribute("open")
}

/// Adds one of the places that usually differ, with the value that the design has.
fn add(planning: Planning, document: &Value, environment: &str) -> AnyView {
    let places = suggestions(document, environment);
    if places.is_empty() {
        return ().into_any();
    }
    let chosen = RwSignal::new(places.first().map_or_else(String::new, |place| place.as_str().to_owned()));
    let options = places.into_iter().map(|place| {
        view! { <option value=place.as_str().to_owned()>{label(document, &place)}</option> }
    });
    let add = move |_| {
        let path = chosen.get_untracked();
        let base = planning.copy.with_untracked(|copy| {
            let place: Option<Pointer> = serde_json::from_value(Value::from(path.clone())).ok();
            place?.get(&copy.as_ref()?.document).cloned()
        });
        change(planning, path, base);
    };
    view! {
        <div class="override-add">
            <label>
                <span>"Override another value"</span>
                <select class="input" on:change=move |event| chosen.set(event_target_value(&event))>
                    {options.collect_view()}
                </select>
            </label>
            <button type="button" class="button" on:click=add>"Add"</button>
        </div>
    }
    .into_any()
}

/// Sets or removes an override, saves the design as a version, and plans that.
pub(super) fn change(planning: Planning, path: String, value: Option<Value>) {
    spawn_local(async move {
        if let Err(error) = save(planning, &path, value).await {
            let words = match error {
                ApiError::Conflict(theirs) => {
                    planning.copy.set(Some(*theirs));
                    "The design was saved elsewhere meanwhile. It is shown as it is now; change the override again.".to_owned()
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
