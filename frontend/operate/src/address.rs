//! What the browser's address asks for.

use leptos::prelude::window;
use wasm_bindgen::JsValue;
use web_sys::UrlSearchParams;

/// The pages of this module. The server sends its page for the same addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Address {
    History { design: String },
    Plan { design: String },
    Environments,
    Reviews,
    Review { review: String },
    Run { apply: String },
    Unknown,
}

impl Address {
    /// What is in the browser's address bar.
    pub(crate) fn here() -> Self {
        Self::of(&window().location().pathname().unwrap_or_default())
    }

    fn of(path: &str) -> Self {
        let steps: Vec<&str> = path.split('/').filter(|step| !step.is_empty()).collect();
        match steps.as_slice() {
            ["designs", design, "history"] => Self::History { design: (*design).to_owned() },
            ["designs", design, "plan"] => Self::Plan { design: (*design).to_owned() },
            ["environments"] => Self::Environments,
            ["reviews"] => Self::Reviews,
            ["reviews", review] => Self::Review { review: (*review).to_owned() },
            ["applies", apply] => Self::Run { apply: (*apply).to_owned() },
            _ => Self::Unknown,
        }
    }
}

/// A value from the address behind the `?`; nothing where it is absent or empty.
pub(crate) fn query(name: &str) -> Option<String> {
    let search = window().location().search().ok()?;
    UrlSearchParams::new_with_str(&search).ok()?.get(name).filter(|value| !value.is_empty())
}

/// Writes another address into the bar without leaving the page.
pub(crate) fn show(address: &str) {
    if let Ok(history) = window().history() {
        // Refused only where pages do it hundreds of times a minute.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// Leaves for another page.
pub(crate) fn go(address: &str) {
    // Refused only while the page is being closed.
    let _ = window().location().assign(address);
}
