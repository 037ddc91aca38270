//! `bayplan export`

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use shared::export::{self, ExportError};
use shared::import::{open, to_design};

use super::input::{InputError, read};
use super::{Exit, output};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A design, or a task definition or service as AWS prints it; - is standard input
    file: String,
    /// What to print: input for `register-task-definition` or for `create-service`
    #[arg(long, value_enum)]
    format: Format,
    /// Which one, by its local name in the design; needed where there are several
    #[arg(long, value_name = "LOCAL")]
    name: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    TaskDefinition,
    Service,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Exit> {
    let format = match arguments.format {
        Format::TaskDefinition => export::Format::TaskDefinition,
        Format::Service => export::Format::Service,
    };
    let file = &arguments.file;
    let opened = match read(file).and_then(|text| open(&text, None).map_err(InputError::from)) {
        Ok(opened) => opened,
        Err(error) => {
            error.lines(file).iter().for_each(|line| output::complain(line));
            return Ok(Exit::Unusable);
        }
    };
    let imported = to_design(&opened.parsed.value, opened.kind);
    imported.notes.iter().for_each(|note| output::complain(&format!("{file}: note: {note}")));
    match export::request(&imported.design, format, arguments.name.as_deref()) {
        Ok(request) => {
            let mut out = io::BufWriter::new(io::stdout().lock());
            serde_json::to_writer_pretty(&mut out, &request)?;
            writeln!(out)?;
            out.flush()?;
            Ok(Exit::Fine)
        }
        Err(error) => {
            output::complain(&format!("{file}: {error}"));
            Ok(match error {
                ExportError::Unresolved(_) => Exit::Errors,
                ExportError::Nothing(_) | ExportError::Several(_) | ExportError::Unknown { .. } => Exit::Unusable,
            })
        }
    }
}
