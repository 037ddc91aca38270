//! Several of a few words: a check box each.

use leptos::prelude::*;
use serde_json::Value;

use super::Slot;
use crate::state::edit;

pub(super) fn control(slot: Slot, words: &'static [&'static str]) -> AnyView {
    let present = Memo::new(move |_| slot.read(|value| value.and_then(Value::as_array).cloned().unwrap_or_default()));
    let all = Memo::new(move |_| {
        let mut all: Vec<Value> = words.iter().map(|word| Value::from(*word)).collect();
        present.with(|present| {
            for value in present {
                if !all.contains(value) {
                    all.push(value.clone());
                }
            }
        });
        all
    });
    let draw = move |value: Value| {
        let word = match &value {
            Value::String(word) if words.contains(&word.as_str()) => word.clone(),
            Value::String(word) => format!("{word} (unknown)"),
            other => format!("{other} (unknown)"),
        };
        let mine = value.clone();
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || present.with(|present| present.contains(&mine))
                    on:change=move |event| choose(slot, &value, event_target_checked(&event))
                />
                <span>{word}</span>
            </label>
        }
    };
    let id = slot.id();
    view! {
        <div
            class="checks"
            role="group"
            id=id.clone()
            aria-labelledby=id.clone() + "-label"
            aria-describedby=slot.messages_id()
        >
            {move || all.get().into_iter().map(draw).collect_view()}
        </div>
    }
    .into_any()
}

fn choose(slot: Slot, value: &Value, chosen: bool) {
    if chosen {
        slot.append(vec![value.clone()]);
        return;
    }
    let at = slot.read_untracked(|present| {
        present.and_then(Value::as_array).and_then(|present| present.iter().position(|item| item == value))
    });
    let Some(at) = at else { return };
    let patch = slot
        .store
        .with_untracked(|document| edit::remove(document, &slot.path().index(at), |parent| slot.ui.made(parent)));
    if let Some(patch) = patch {
        slot.store.apply(&patch);
    }
}
