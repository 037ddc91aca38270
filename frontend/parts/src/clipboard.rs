//! The clipboard.

use leptos::prelude::window;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::announcer::Announcer;

/// Puts `text` into the clipboard and says what came of it.
pub fn copy(text: String, announcer: Announcer) {
    spawn_local(async move {
        match JsFuture::from(window().navigator().clipboard().write_text(&text)).await {
            Ok(_) => announcer.say("Copied"),
            Err(_) => announcer.fail("The browser refused the clipboard. Select the text and copy it by hand."),
        }
    });
}
