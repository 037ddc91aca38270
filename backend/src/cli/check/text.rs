//! The check's findings for people.

use std::io::{self, Write};

use shared::check::{Diagnostic, Severity};

use super::super::output::Plain;
use super::Checked;

pub(super) fn write(out: &mut impl Write, checked: &[Checked<'_>], coloured: bool) -> io::Result<()> {
    let reports = || checked.iter().filter_map(|one| one.result.as_ref().ok().map(|report| (one.file, report)));
    for (file, report) in reports().filter(|(_, report)| !report.diagnostics.is_empty()) {
        for found in &report.diagnostics {
            finding(out, file, found, coloured)?;
        }
        writeln!(out)?;
    }
    let count = |severity| {
        reports().flat_map(|(_, report)| &report.diagnostics).filter(|found| found.severity == severity).count()
    };
    let errors = counted(count(Severity::Error), "error");
    let warnings = counted(count(Severity::Warning), "warning");
    let files = counted(reports().count(), "file");
    let unusable = match checked.len() - reports().count() {
        0 => String::new(),
        number => format!("; {} could not be used", counted(number, "file")),
    };
    writeln!(out, "{errors}, {warnings}, {} advice in {files}{unusable}", count(Severity::Advice))
}

fn finding(out: &mut impl Write, file: &str, found: &Diagnostic, coloured: bool) -> io::Result<()> {
    let severity = found.severity.word();
    let (start, end) = if coloured { (colour(found.severity), "\u{1b}[0m") } else { ("", "") };
    let (file, path, message) = (Plain(file), Plain(found.path.as_str()), Plain(&found.message));
    writeln!(out, "{file}:{path} {start}{severity}{end} {} {message}", found.rule)?;
    if !found.help.is_empty() {
        writeln!(out, "    help: {}", Plain(&found.help))?;
    }
    Ok(())
}

const fn colour(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "\u{1b}[31m",
        Severity::Warning => "\u{1b}[33m",
        Severity::Advice => "\u{1b}[36m",
    }
}

fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
