//! What screen readers are told beside what has focus.

use leptos::prelude::*;

/// The texts of the two live regions.
#[derive(Clone, Copy)]
pub struct Announcer {
    pub polite: RwSignal<String>,
    pub assertive: RwSignal<String>,
}

impl Default for Announcer {
    fn default() -> Self {
        Self::new()
    }
}

impl Announcer {
    pub fn new() -> Self {
        Self { polite: RwSignal::new(String::new()), assertive: RwSignal::new(String::new()) }
    }

    /// The application's announcer.
    pub fn here() -> Self {
        use_context().unwrap_or_else(Self::new)
    }

    /// Says something when there is a pause.
    pub fn say(self, text: impl Into<String>) {
        self.polite.set(text.into());
    }

    /// Says at once that something failed.
    pub fn fail(self, text: impl Into<String>) {
        self.assertive.set(text.into());
    }
}
