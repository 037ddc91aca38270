//! `bayplan check`

mod json;
mod text;

use std::io::{self, IsTerminal, Write};

use clap::{Args, ValueEnum};
use shared::api::CheckReport;
use shared::check::{InputKind, Severity};

use super::input::{InputError, read};
use super::{Exit, output};
use crate::ops::check_text;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What the files are; `auto` tells it from their members
    #[arg(long, value_enum, default_value_t = Kind::Auto)]
    kind: Kind,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Files to check; - is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    Auto,
    TaskDefinition,
    Service,
    Bundle,
    Design,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// A file and what was found in it.
struct Checked<'a> {
    file: &'a str,
    result: Result<CheckReport, InputError>,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Exit> {
    let kind = match arguments.kind {
        Kind::Auto => None,
        Kind::TaskDefinition => Some(InputKind::TaskDefinition),
        Kind::Service => Some(InputKind::Service),
        Kind::Bundle => Some(InputKind::Bundle),
        Kind::Design => Some(InputKind::Design),
    };
    let check = |file| read(file).and_then(|text| Ok(check_text(&text, kind)?));
    let checked: Vec<_> = arguments.files.iter().map(|file| Checked { file, result: check(file) }).collect();

    let mut out = io::BufWriter::new(io::stdout().lock());
    match arguments.format {
        Format::Text => {
            let coloured = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            text::write(&mut out, &checked, coloured)?;
        }
        Format::Json => json::write(&mut out, &checked)?,
    }
    out.flush()?;
    for one in &checked {
        if let Err(error) = &one.result {
            error.lines(one.file).iter().for_each(|line| output::complain(line));
        }
    }
    Ok(checked.iter().map(exit).max().unwrap_or(Exit::Fine))
}

fn exit(checked: &Checked<'_>) -> Exit {
    match &checked.result {
        Err(_) => Exit::Unusable,
        Ok(report) if report.diagnostics.iter().any(|found| found.severity == Severity::Error) => Exit::Errors,
        Ok(_) => Exit::Fine,
    }
}
