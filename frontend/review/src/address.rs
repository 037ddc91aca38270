//! What the browser's address asks for.

use leptos::prelude::window;

/// The pages of this module. The server sends its page for the same addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Address {
    Reviews,
    Review { review: String },
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
            ["reviews"] => Self::Reviews,
            ["reviews", review] => Self::Review { review: (*review).to_owned() },
            _ => Self::Unknown,
        }
    }
}
