//! What happens where someone is no longer signed in.

use js_sys::encode_uri_component;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::address::{go, here};

/// The pages for who isn't signed in.
const DOORS: [&str; 3] = ["/sign-in", "/join", "/open"];

/// What a person types into.
const TYPED: &str = "textarea,input:not([type=checkbox],[type=radio],[type=file])";

thread_local! {
    static ENDED: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

/// Whether the page is one for who isn't signed in.
pub(crate) fn at_the_door() -> bool {
    let path = window().location().pathname().unwrap_or_default();
    DOORS.contains(&path.trim_end_matches('/'))
}

/// Takes note that the server doesn't know who asks: leads to where one signs in, and back from there. Where something
/// was typed the page stays, and says so.
pub(crate) fn ended() {
    if at_the_door() {
        return;
    }
    if typed() { ENDED.with(|ended| ended.set(true)) } else { go(&sign_in_address()) }
}

/// Takes note that the server knows who asks.
pub(crate) fn continues() {
    ENDED.with(|ended| {
        if ended.get_untracked() {
            ended.set(false);
        }
    });
}

/// Where one signs in, and comes back to this page.
pub fn sign_in_address() -> String {
    format!("/sign-in?then={}", String::from(encode_uri_component(&here())))
}

fn typed() -> bool {
    let Ok(all) = document().query_selector_all(TYPED) else { return false };
    // A text area has a value just as an input has.
    (0..all.length())
        .filter_map(|at| all.item(at))
        .any(|node| !node.unchecked_into::<HtmlInputElement>().value().is_empty())
}

/// Says above a page that its person isn't signed in any more.
pub(crate) fn notice() -> AnyView {
    let ended = ENDED.with(Clone::clone);
    view! {
        <Show when=move || ended.get()>
            <p class="notice signed-out" data-severity="warning" role="alert">
                "You are signed out. What you typed stays here: "
                <a href="/sign-in?then=/sign-in" target="_blank" rel="external">"sign in in a new tab"</a>
                ", then come back and try again."
            </p>
        </Show>
    }
    .into_any()
}
