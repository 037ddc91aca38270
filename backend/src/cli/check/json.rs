//! The check's findings for programs.

use std::io::{self, Write};

use serde::Serialize;
use shared::check::{Diagnostic, InputKind};

use super::Checked;

#[derive(Serialize)]
struct Report<'a> {
    files: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    file: &'a str,
    kind: Option<InputKind>,
    diagnostics: &'a [Diagnostic],
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Problem>,
}

/// Why a file can't be used; without a place where it could not be read at all.
#[derive(Serialize)]
struct Problem {
    message: String,
    line: Option<usize>,
    column: Option<usize>,
}

pub(super) fn write(out: &mut impl Write, checked: &[Checked<'_>]) -> io::Result<()> {
    let files = checked.iter().map(|one| match &one.result {
        Ok(report) => Entry { file: one.file, kind: Some(report.kind), diagnostics: &report.diagnostics, error: None },
        Err(error) => {
            let (line, column) = error.place().unzip();
            let problem = Problem { message: error.to_string(), line, column };
            Entry { file: one.file, kind: None, diagnostics: &[], error: Some(problem) }
        }
    });
    serde_json::to_writer(&mut *out, &Report { files: files.collect() })?;
    writeln!(out)
}
