//! Focus and scrolling, and what the page's elements tell.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement};

const FOCUSABLE: &str = "input,select,textarea,button,[tabindex]";

/// What is looked for inside an element that can't be focused itself: inputs before buttons.
const INSIDE: [&str; 3] = ["input,select,textarea", ".button", FOCUSABLE];

/// Focuses the element with this id once the page is drawn, and shows it if it is out of sight.
///
/// False where there is no such element; see [`focus_soon`] for one that is still to be drawn.
pub fn focus(id: &str) -> bool {
    let Some(element) = document().get_element_by_id(id) else { return false };
    let target = if element.matches(FOCUSABLE).unwrap_or(false) {
        Some(element.clone())
    } else {
        INSIDE.iter().find_map(|inner| element.query_selector(inner).ok().flatten())
    };
    let Some(target) = target.and_then(|target| target.dyn_into::<HtmlElement>().ok()) else { return false };
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
    target.focus().is_ok()
}

/// Focuses the first of these ids that exists after the next drawing.
pub fn focus_soon(ids: Vec<String>) {
    request_animation_frame(move || {
        request_animation_frame(move || {
            let _ = ids.iter().any(|id| focus(id));
        });
    });
}

/// Whether the element that was toggled is open now.
pub fn is_open(event: &Event) -> bool {
    event_target::<HtmlElement>(event).has_attribute("open")
}
