//! What the page's elements tell.

use leptos::prelude::event_target;
use web_sys::{Event, HtmlElement};

/// Whether the element that was toggled is open now.
pub(crate) fn is_open(event: &Event) -> bool {
    event_target::<HtmlElement>(event).has_attribute("open")
}
