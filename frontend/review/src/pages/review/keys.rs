//! The keys of the page. They can be switched off, since single letters get in the way of speech input.

use leptos::ev;
use leptos::leptos_dom::helpers::document;
use leptos::prelude::*;
use parts::storage::storage;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::state::{Choice, Reviewing};
use super::{changes, viewed};

const KEY: &str = "bayplan.letters";

/// What each key does.
const KEYS: [(&str, &str); 6] = [
    ("n, p", "next, previous change"),
    ("c", "comment on the change, or on the whole"),
    ("v", "mark the change as viewed"),
    ("a", "approve"),
    ("e", "expand all"),
    ("?", "this list"),
];

pub(super) fn listen(state: Reviewing) {
    let handle = window_event_listener(ev::keydown, move |event| key(state, &event));
    on_cleanup(move || handle.remove());
}

fn key(state: Reviewing, event: &KeyboardEvent) {
    let with = event.ctrl_key() || event.meta_key() || event.alt_key();
    if with || !is_on() || writes() || state.copy.with_untracked(Option::is_none) {
        return;
    }
    let (at, last) = (state.current.get_untracked(), last(state));
    match event.key().as_str() {
        "n" if at < last => changes::go(state, at + 1),
        "p" if at > 1 => changes::go(state, at - 1),
        "n" | "p" => state.announcer.say("There are no more changes that way"),
        "c" => changes::comment(state, at),
        "v" => view(state, at),
        "a" => state.finish(Choice::Approve),
        "e" => expand(state),
        "?" => help(),
        _ => return,
    }
    event.prevent_default();
}

/// Whether a person writes something, or looks at a dialog.
fn writes() -> bool {
    let page = document();
    let dialog = page.query_selector("dialog[open]").ok().flatten().is_some();
    let inside = |element: Element| element.matches("input:not([type=checkbox],[type=radio]),textarea,select");
    dialog || page.active_element().is_some_and(|element| inside(element).unwrap_or(false))
}

fn last(state: Reviewing) -> usize {
    state.copy.with_untracked(|copy| {
        copy.as_ref().map_or(0, |copy| copy.groups.iter().map(|group| group.changes.len()).sum())
    })
}

fn view(state: Reviewing, at: usize) {
    let mark = state.copy.with_untracked(|copy| changes::numbered(copy.as_ref()?, at).map(viewed::mark));
    let Some(mark) = mark else { return state.announcer.say("Go to a change first, with n") };
    viewed::toggle(state, &mark);
    let is_viewed = state.viewed.with_untracked(|viewed| viewed.contains(&mark));
    state.announcer.say(if is_viewed { "Viewed" } else { "Not viewed" });
}

/// Opens all that is folded on the page.
pub(super) fn expand(state: Reviewing) {
    let Ok(folded) = document().query_selector_all(".review-page details:not([open])") else { return };
    let folded = (0..folded.length()).filter_map(|at| folded.item(at)?.dyn_into::<Element>().ok());
    for element in folded {
        // It is an element of ours, which takes attributes.
        let _ = element.set_attribute("open", "");
    }
    state.announcer.say("Everything is open");
}

fn help() {
    if let Some(list) = document().get_element_by_id("keys") {
        // It is an element of ours, which takes attributes.
        let _ = list.set_attribute("open", "");
        parts::dom::focus("letters");
    }
}

fn is_on() -> bool {
    storage().and_then(|storage| storage.get_item(KEY).ok().flatten()).as_deref() != Some("off")
}

fn switch(on: bool) {
    if let Some(storage) = storage() {
        // Where nothing is kept, the keys stay on.
        let _ = storage.set_item(KEY, if on { "on" } else { "off" });
    }
}

/// What the keys do, and whether they do it.
pub(super) fn list() -> AnyView {
    let row = |(key, does): (&'static str, &'static str)| view! { <div><dt><kbd>{key}</kbd></dt><dd>{does}</dd></div> };
    view! {
        <details class="fold" id="keys">
            <summary>{format!("Keys ({})", KEYS.len())}</summary>
            <dl class="pairs">{KEYS.map(row).into_iter().collect_view()}</dl>
            <label class="check">
                <input
                    type="checkbox"
                    id="letters"
                    prop:checked=is_on()
                    on:change=move |event| switch(event_target_checked(&event))
                />
                "Single letters are keys on this page"
            </label>
        </details>
    }
    .into_any()
}
