//! One text, on one line or several.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlInputElement};

use super::Slot;
use crate::dom;

/// A text control. It has several lines where the text has, or where `long` says that it usually does.
pub(super) fn control(slot: Slot, long: bool) -> AnyView {
    let text = slot.text();
    let several = Memo::new(move |_| long || text.with(|text| text.contains('\n')));
    (move || if several.get() { area(slot, text) } else { line(slot, text) }).into_any()
}

fn line(slot: Slot, text: Memo<String>) -> AnyView {
    let id = slot.id();
    let list = slot.member.refers_to.map(|_| format!("{id}-known"));
    view! {
        <input
            type="text"
            class="input"
            id=id
            list=list
            prop:value=text
            placeholder=slot.placeholder()
            autocomplete="off"
            spellcheck="false"
            aria-label=slot.cell_label()
            aria-describedby=slot.messages_id()
            aria-invalid=move || slot.invalid()
            aria-required=slot.member.required.then_some("true")
            on:input=move |event| slot.set_typed_text(event_target_value(&event))
            on:paste=move |event| paste_lines(slot, &event)
        />
        {known(slot)}
    }
    .into_any()
}

fn area(slot: Slot, text: Memo<String>) -> AnyView {
    view! {
        <textarea
            class="input mono"
            id=slot.id()
            rows="3"
            prop:value=text
            placeholder=slot.placeholder()
            spellcheck="false"
            aria-label=slot.cell_label()
            aria-describedby=slot.messages_id()
            aria-invalid=move || slot.invalid()
            aria-required=slot.member.required.then_some("true")
            on:input=move |event| slot.set_typed_text(event_target_value(&event))
        ></textarea>
    }
    .into_any()
}

/// A text of several lines pasted into one line would lose its line breaks: the control becomes a long one instead.
///
/// Lists and tables take such a paste apart before it comes here.
fn paste_lines(slot: Slot, event: &ClipboardEvent) {
    if event.default_prevented() {
        return;
    }
    let Some(pasted) = pasted(event).filter(|text| text.trim_end_matches(['\r', '\n']).contains('\n')) else { return };
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return };
    event.prevent_default();
    let before: Vec<u16> = input.value().encode_utf16().collect();
    let length = before.len();
    let offset = |place: Result<Option<u32>, _>| {
        place.ok().flatten().and_then(|at| usize::try_from(at).ok()).unwrap_or(length).min(length)
    };
    let (from, to) = (offset(input.selection_start()), offset(input.selection_end()));
    let (head, tail) = (before.get(..from).unwrap_or_default(), before.get(to..).unwrap_or_default());
    slot.set_typed_text(format!("{}{pasted}{}", String::from_utf16_lossy(head), String::from_utf16_lossy(tail)));
    dom::focus_soon(vec![slot.id()]);
}

/// The text on its way in, with line breaks as `\n`.
pub(super) fn pasted(event: &ClipboardEvent) -> Option<String> {
    let text = event.clipboard_data()?.get_data("text").ok()?;
    Some(text.replace("\r\n", "\n"))
}

/// The elements of the design that can stand here, as suggestions.
fn known(slot: Slot) -> AnyView {
    let Some(collection) = slot.member.refers_to else { return ().into_any() };
    let names = Memo::new(move |_| {
        slot.store.with(|document| {
            let elements = document.get(collection).and_then(serde_json::Value::as_object);
            elements.into_iter().flatten().map(|(name, _)| format!("${{{collection}.{name}}}")).collect::<Vec<_>>()
        })
    });
    view! {
        <datalist id=slot.id() + "-known">
            {move || names.get().into_iter().map(|name| view! { <option value=name></option> }).collect_view()}
        </datalist>
    }
    .into_any()
}
