//! The browser's address bar.

use leptos::prelude::window;
use wasm_bindgen::JsValue;
use web_sys::UrlSearchParams;

/// A value from the address behind the `?`; nothing where it is absent or empty.
pub fn query(name: &str) -> Option<String> {
    let search = window().location().search().ok()?;
    UrlSearchParams::new_with_str(&search).ok()?.get(name).filter(|value| !value.is_empty())
}

/// Writes another address into the bar, and into the history in the place of this one, without leaving the page.
pub fn show(address: &str) {
    if let Ok(history) = window().history() {
        // Refused only where pages do it hundreds of times a minute.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// The address of this page, without the server's.
pub fn here() -> String {
    let location = window().location();
    [location.pathname(), location.search(), location.hash()].into_iter().filter_map(Result::ok).collect()
}

/// Leaves for another page.
pub fn go(address: &str) {
    // Refused only while the page is being closed.
    let _ = window().location().assign(address);
}

/// Leaves for another page, which takes the place of this one in the history.
pub fn replace(address: &str) {
    let _ = window().location().replace(address);
}
