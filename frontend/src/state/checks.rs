//! The checks, a module that is loaded while the form is used already.

use leptos::prelude::*;
use serde_json::Value;
use shared::check::{Diagnostic, InputKind};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;

use super::Announcer;
use crate::modules::module;

#[wasm_bindgen]
extern "C" {
    type Module;
    #[wasm_bindgen(method, js_name = checkLive)]
    fn check_live(this: &Module, document: &str, kind: &str) -> String;
    #[wasm_bindgen(method, js_name = fixHolds)]
    fn fix_holds(this: &Module, document: &str, at: usize) -> bool;
}

/// A handle to the checks.
#[derive(Clone, Copy)]
pub(crate) struct Checks {
    module: StoredValue<Option<Module>, LocalStorage>,
    /// Fires when the module is there.
    loaded: RwSignal<bool>,
}

impl Checks {
    /// Starts loading them.
    pub(crate) fn load(announcer: Announcer) -> Self {
        let checks = Self { module: StoredValue::new_local(None), loaded: RwSignal::new(false) };
        spawn_local(async move {
            match module("checks").await {
                Ok(module) => {
                    checks.module.set_value(Some(module.unchecked_into()));
                    checks.loaded.set(true);
                }
                Err(_) => announcer.fail("The checks could not be loaded. Reload the page to see problems."),
            }
        });
        checks
    }

    /// The application's checks.
    pub(crate) fn here() -> Self {
        expect_context()
    }

    /// Whether they are there; fires when they come.
    pub(crate) fn ready(self) -> bool {
        self.loaded.get()
    }

    /// What they say about a document; nothing as long as they are loading. A reactive caller runs again then.
    pub(crate) fn check(self, document: &Value, kind: InputKind) -> Vec<Diagnostic> {
        if !self.ready() {
            return Vec::new();
        }
        let found = self.module.with_value(|module| {
            module.as_ref().map(|module| module.check_live(&document.to_string(), kind.word())).unwrap_or_default()
        });
        serde_json::from_str(&found).unwrap_or_default()
    }

    /// Whether the fix of the diagnostic number `at` of a design mends it and breaks nothing else.
    pub(crate) fn fix_holds(self, design: &Value, at: usize) -> bool {
        self.module.with_value(|module| module.as_ref().is_some_and(|module| module.fix_holds(&design.to_string(), at)))
    }
}
