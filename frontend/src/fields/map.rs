//! Free names and their values, as a table of two columns.

use leptos::prelude::*;
use serde_json::{Map, Value};
use shared::check::Diagnostic;
use shared::document::{Op, Patch, Pointer};

use super::slot::{scalar_text, shown};
use super::{Slot, icon_button, messages};
use crate::dom;
use crate::icon::icon;
use crate::state::{edit, place};

/// What the values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Values {
    Texts,
    /// Text, or any JSON written as such.
    Json,
}

pub(super) fn control(slot: Slot, values: Values) -> AnyView {
    let len = slot.len();
    let id = slot.id();
    let row_id = id.clone();
    let add = move || {
        let key = slot.read_untracked(|value| free_key(value.and_then(Value::as_object)));
        let path = slot.path();
        let made = !slot.store.exists(&path);
        let (patch, parents) =
            slot.store.with_untracked(|document| edit::set(document, &path.key(&key), Value::from("")));
        slot.ui.note_made(&parents);
        if slot.store.apply(&patch) && made {
            slot.ui.note_made(&[path]);
        }
        dom::focus_soon(vec![format!("{}-key-{}", slot.id(), len.get_untracked().saturating_sub(1))]);
    };
    view! {
        <div
            class="map"
            role="group"
            id=id.clone()
            aria-labelledby=id.clone() + "-label"
            aria-describedby=slot.messages_id()
        >
            <For
                each=move || 0..len.get()
                key=|at| *at
                children=move |at| Entry { slot, values, at, id: StoredValue::new(row_id.clone()) }.draw()
            />
            <button type="button" class="button small add" id=id.clone() + "-add" on:click=move |_| add()>
                {icon("plus")}
                "Add"
            </button>
        </div>
    }
    .into_any()
}

/// A key that no member has: empty, or numbered.
fn free_key(members: Option<&Map<String, Value>>) -> String {
    let taken = |key: &str| members.is_some_and(|members| members.contains_key(key));
    let mut key = String::new();
    let mut number = 1u32;
    while taken(&key) {
        number += 1;
        key = format!("key-{number}");
    }
    key
}

/// One row. It is named by its number, so that a key can change while it is typed.
#[derive(Clone, Copy)]
struct Entry {
    slot: Slot,
    values: Values,
    at: usize,
    id: StoredValue<String>,
}

impl Entry {
    fn draw(self) -> AnyView {
        let Self { slot, at, .. } = self;
        let key = Memo::new(move |_| self.key());
        let refused = RwSignal::new(None::<String>);
        let found = Memo::new(move |_| shown(slot.store, slot.ui, &slot.path().key(&key.get()), true));
        let id = self.id.get_value();
        let messages_id = format!("{id}-{at}-messages");
        let number = at + 1;
        let label = slot.member.label;
        view! {
            <div class="map-row" on:focusout=move |_| {
                if let Some(key) = key.try_get_untracked() {
                    slot.ui.touch(&slot.path().key(&key));
                }
            }>
                <input
                    type="text"
                    class="input mono"
                    id=format!("{id}-key-{at}")
                    aria-label=format!("{label}: name {number}")
                    aria-describedby=messages_id.clone()
                    aria-invalid=move || refused.with(Option::is_some).then_some("true")
                    placeholder="Name"
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=key
                    on:input=move |event| self.rename(&event_target_value(&event), refused)
                    on:change=move |event| {
                        if refused.with_untracked(Option::is_some) {
                            set_value(&event, &key.get_untracked());
                        }
                    }
                />
                {self.value(key, found, messages_id.clone())}
                <span class="row-actions">
                    {icon_button("close", format!("Remove {label} {number}"), move || self.remove(&key.get_untracked()))}
                </span>
                <p class="refused" role="alert">{refused}</p>
                {messages(messages_id, found)}
            </div>
        }
        .into_any()
    }

    fn key(self) -> String {
        self.slot.read(|value| {
            let member = value.and_then(Value::as_object).and_then(|members| members.keys().nth(self.at));
            member.cloned().unwrap_or_default()
        })
    }

    fn value(self, key: Memo<String>, found: Memo<Vec<Diagnostic>>, messages_id: String) -> AnyView {
        let Self { slot, at, .. } = self;
        let stored =
            Memo::new(move |_| slot.read(|value| value.and_then(|value| value.as_object()?.values().nth(at)).cloned()));
        // What was typed is shown as it was typed while it means the stored value.
        let typed = RwSignal::new(String::new());
        let text = move || {
            let stored = stored.get();
            let typed = typed.get();
            let means = stored.as_ref() == Some(&self.parse(&typed));
            if means { typed } else { self.print(stored.as_ref()) }
        };
        let id = self.id.get_value();
        view! {
            <textarea
                class="input mono one-line"
                rows="1"
                id=format!("{id}-value-{at}")
                aria-label=format!("{}: value {}", slot.member.label, at + 1)
                aria-describedby=messages_id
                aria-invalid=move || found.with(|found| !found.is_empty()).then_some("true")
                placeholder=if self.values == Values::Json { "Text or JSON" } else { "Value" }
                spellcheck="false"
                prop:value=text
                on:input=move |event| {
                    let text = event_target_value(&event);
                    let path = slot.path().key(&key.get_untracked());
                    typed.set(text.clone());
                    slot.store.apply_in_burst(&Patch::replace(path.clone(), self.parse(&text)), path.as_str());
                }
            ></textarea>
        }
        .into_any()
    }

    fn parse(self, text: &str) -> Value {
        match self.values {
            Values::Texts => Value::from(text),
            Values::Json => serde_json::from_str(text).unwrap_or_else(|_| Value::from(text)),
        }
    }

    fn print(self, value: Option<&Value>) -> String {
        match (self.values, value) {
            (_, None) => String::new(),
            // A text that would read as JSON is shown in quotes.
            (Values::Json, Some(Value::String(text))) if serde_json::from_str::<Value>(text).is_err() => text.clone(),
            (Values::Texts, Some(Value::Array(_) | Value::Object(_) | Value::Null)) | (Values::Json, _) => {
                value.map(ToString::to_string).unwrap_or_default()
            }
            (Values::Texts, value) => scalar_text(value),
        }
    }

    /// Renames the member where it stands; a name that another one has is refused, and said so.
    fn rename(self, wanted: &str, refused: RwSignal<Option<String>>) {
        let path = self.slot.path();
        let key = untrack(|| self.key());
        let taken = wanted != key && self.slot.store.exists(&path.key(wanted));
        if taken {
            refused.set(Some(format!("There is already a \"{wanted}\": each name can stand here once.")));
            return;
        }
        refused.set(None);
        if wanted == key {
            return;
        }
        let rename = Patch(vec![Op::Move { from: path.key(&key), path: path.key(wanted) }]);
        self.slot.store.apply_in_burst(&rename, &format!("{path} key {}", self.at));
    }

    fn remove(self, key: &str) {
        let slot = self.slot;
        let path: Pointer = slot.path().key(key);
        let patch = slot.store.with_untracked(|document| edit::remove(document, &path, |parent| slot.ui.made(parent)));
        if let Some(patch) = patch {
            slot.store.apply(&patch);
        }
        let id = place::id(&slot.path());
        let mut ids = vec![format!("{id}-key-{}", self.at)];
        ids.extend(self.at.checked_sub(1).map(|before| format!("{id}-key-{before}")));
        ids.push(id.clone() + "-add");
        dom::focus_soon(ids);
    }
}

fn set_value(event: &web_sys::Event, text: &str) {
    use wasm_bindgen::JsCast;
    if let Some(input) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        input.set_value(text);
    }
}
