//! Writes what the checks say about each case natively, for the comparison with the browser.
//!
//! `cargo run -p shared --example corpus_digests -- FILE`
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a tool of the tests, which may stop anywhere")]

#[path = "../tests/support/corpus.rs"]
#[expect(dead_code, reason = "the verdicts are the tests' matter")]
mod corpus;

use serde_json::json;
use shared::check::check;

fn main() {
    let file = std::env::args().nth(1).unwrap();
    let cases: Vec<_> = corpus::cases()
        .unwrap_or_default()
        .into_iter()
        .map(|case| {
            let diagnostics = serde_json::to_string(&check(&case.document, case.kind)).unwrap();
            json!({
                "file": case.file,
                "kind": case.kind.word(),
                "text": case.document.to_string(),
                "diagnostics": diagnostics,
            })
        })
        .collect();
    println!("{} cases", cases.len());
    std::fs::write(file, serde_json::to_string(&cases).unwrap()).unwrap();
}
