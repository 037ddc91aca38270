//! Checks a text as what it says it is, or as what it looks like.

use shared::api::CheckReport;
use shared::check::{InputKind, check};
use shared::import::{Unusable, open};

/// What the check says about `text`, read as `kind` or as what it is.
pub fn check_text(text: &str, kind: Option<InputKind>) -> Result<CheckReport, Unusable> {
    let opened = open(text, kind)?;
    Ok(CheckReport { kind: opened.kind, diagnostics: check(&opened.parsed.value, opened.kind) })
}
