//! The checks as the browser calls them: a module beside the form's, so that neither waits for the other.
//!
//! Documents and diagnostics cross the border as JSON text.

use shared::check::{InputKind, check_live, fix_holds};
use shared::document::parse;
use wasm_bindgen::prelude::wasm_bindgen;

/// The diagnostics of a document of the kind `kind` (`design`, `service`, ...), as a JSON list. Fixes are not tried.
#[wasm_bindgen(js_name = checkLive)]
pub fn check_text(document: &str, kind: &str) -> String {
    let (Ok(parsed), Some(kind)) = (parse(document), kind_of(kind)) else { return "[]".to_owned() };
    serde_json::to_string(&check_live(&parsed.value, kind)).unwrap_or_default()
}

/// Whether the fix of the diagnostic number `at` of [`check_text`] for a design removes it and adds no error.
#[wasm_bindgen(js_name = fixHolds)]
pub fn does_fix_hold(document: &str, at: usize) -> bool {
    let Ok(parsed) = parse(document) else { return false };
    let found = check_live(&parsed.value, InputKind::Design);
    found.get(at).is_some_and(|diagnostic| fix_holds(&parsed.value, InputKind::Design, &found, diagnostic))
}

fn kind_of(word: &str) -> Option<InputKind> {
    InputKind::ALL.into_iter().find(|kind| kind.word() == word)
}
