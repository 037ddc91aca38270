//! One of a few values: buttons side by side where they are few, a drop-down otherwise.

use leptos::prelude::*;
use serde_json::Value;

use super::Slot;

/// More words than this, besides "not set", go into a drop-down.
pub(super) const MOST_SEGMENTS: usize = 3;

/// What can be chosen: a value, or nothing for "not set", and the word for it.
pub(super) type Options = Vec<(Option<Value>, String)>;

pub(super) fn control(slot: Slot, words: &'static [&'static str]) -> AnyView {
    let mut options = vec![not_set(slot)];
    options.extend(words.iter().map(|word| (Some(Value::from(*word)), (*word).to_owned())));
    if slot.cell || words.len() > MOST_SEGMENTS { drop_down(slot, options) } else { segments(slot, options) }
}

/// The choice to leave the decision to AWS.
pub(super) fn not_set(slot: Slot) -> (Option<Value>, String) {
    let word = match slot.member.default {
        Some(default) => format!("Default ({default})"),
        None => "Not set".to_owned(),
    };
    (None, word)
}

/// The options, with the value that is there if it is none of them.
fn with_present(slot: Slot, options: Options) -> Memo<Options> {
    let present = slot.scalar();
    Memo::new(move |_| {
        let mut all = options.clone();
        let present = present.get();
        if present.is_some() && !all.iter().any(|(value, _)| *value == present) {
            let text = match &present {
                Some(Value::String(text)) => text.clone(),
                Some(other) => other.to_string(),
                None => String::new(),
            };
            all.push((present, format!("{text} (unknown)")));
        }
        all
    })
}

fn choose(slot: Slot, value: Option<Value>) {
    match value {
        Some(value) => slot.set(value),
        None => slot.remove(),
    }
}

pub(super) fn segments(slot: Slot, options: Options) -> AnyView {
    let present = slot.scalar();
    let options = with_present(slot, options);
    let id = slot.id();
    let group = id.clone();
    let draw = move |(value, word): (Option<Value>, String)| {
        let mine = value.clone();
        view! {
            <label class="choice-word">
                <input
                    type="radio"
                    name=group.clone()
                    prop:checked=move || present.with(|present| *present == mine)
                    on:change=move |_| choose(slot, value.clone())
                />
                <span>{word}</span>
            </label>
        }
    };
    view! {
        <div
            class="choice"
            role="radiogroup"
            id=id.clone()
            aria-labelledby=id.clone() + "-label"
            aria-describedby=slot.messages_id()
            aria-invalid=move || slot.invalid()
        >
            {move || options.get().into_iter().map(draw.clone()).collect_view()}
        </div>
    }
    .into_any()
}

pub(super) fn drop_down(slot: Slot, options: Options) -> AnyView {
    let present = slot.scalar();
    let options = with_present(slot, options);
    let draw = move |(at, (value, word)): (usize, (Option<Value>, String))| {
        view! {
            <option value=at.to_string() prop:selected=move || present.with(|present| *present == value)>
                {word}
            </option>
        }
    };
    let pick = move |text: String| {
        let chosen = text.parse().ok().and_then(|at: usize| options.with_untracked(|all| all.get(at).cloned()));
        if let Some((value, _)) = chosen {
            choose(slot, value);
        }
    };
    view! {
        <select
            class="input"
            id=slot.id()
            aria-label=slot.cell_label()
            aria-describedby=slot.messages_id()
            aria-invalid=move || slot.invalid()
            on:change=move |event| pick(event_target_value(&event))
        >
            {move || options.get().into_iter().enumerate().map(draw).collect_view()}
        </select>
    }
    .into_any()
}
