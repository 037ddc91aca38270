//! In the browser: the same document gives the same diagnostics, byte for byte, as natively.
#![cfg(target_arch = "wasm32")]

use serde_json::Value;
use shared::check::{InputKind, check};
use shared::document::parse;
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// What `examples/corpus_digests` wrote: the cases, and what the checks say natively.
const NATIVE: &str = include_str!(env!("BAYPLAN_CORPUS_DIGESTS"));

#[wasm_bindgen_test]
fn the_same_bytes_as_natively() {
    let cases: Vec<Value> = serde_json::from_str(NATIVE).unwrap();
    assert!(!cases.is_empty(), "there is nothing to compare");
    let mut bytes = 0;
    for case in &cases {
        let text = |key: &str| case[key].as_str().unwrap();
        let kind = InputKind::ALL.into_iter().find(|kind| kind.word() == text("kind")).unwrap();
        let found = check(&parse(text("text")).unwrap().value, kind);
        let ours = serde_json::to_string(&found).unwrap();
        bytes += ours.len();
        assert_eq!(ours, text("diagnostics"), "{}", text("file"));
    }
    console_log!("{} cases, {bytes} equal bytes of diagnostics", cases.len());
}
