//! Reading the files that a command is given.

use std::fs::File;
use std::io::{self, Read};

use shared::document::MAX_BYTES;
use shared::import::Unusable;

/// Why a file can't be used. There is a place for it where the file could be read that far.
#[derive(Debug, thiserror::Error)]
pub(super) enum InputError {
    #[error("can't be read: {0}")]
    Unreadable(#[source] io::Error),
    #[error("the text has more than {MAX_BYTES} bytes (1 MiB), the most that can be opened")]
    TooLong { line: usize, column: usize },
    #[error("the text is not UTF-8; save it as UTF-8")]
    NotUtf8 { line: usize, column: usize },
    #[error("{}", .0.message())]
    Unusable(#[from] Unusable),
}

/// The text of a file, or of standard input for `-`.
pub(super) fn read(file: &str) -> Result<String, InputError> {
    if file == "-" { limited(io::stdin().lock()) } else { limited(File::open(file).map_err(InputError::Unreadable)?) }
}

/// Reads no further than what can be opened: a device or a pipe may never end.
fn limited(from: impl Read) -> Result<String, InputError> {
    let mut bytes = Vec::new();
    let most = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    from.take(most).read_to_end(&mut bytes).map_err(InputError::Unreadable)?;
    if bytes.len() > MAX_BYTES {
        let (line, column) = place(&bytes);
        return Err(InputError::TooLong { line, column });
    }
    String::from_utf8(bytes).map_err(|error| {
        let (line, column) = place(&error.as_bytes()[..error.utf8_error().valid_up_to()]);
        InputError::NotUtf8 { line, column }
    })
}

/// The line and column after `before`, from 1.
fn place(before: &[u8]) -> (usize, usize) {
    let text = String::from_utf8_lossy(before);
    let last = text.rsplit('\n').next().unwrap_or_default();
    (text.matches('\n').count() + 1, last.chars().count() + 1)
}

impl InputError {
    /// Line and column, from 1.
    pub(super) fn place(&self) -> Option<(usize, usize)> {
        match self {
            Self::Unreadable(_) => None,
            Self::TooLong { line, column } | Self::NotUtf8 { line, column } => Some((*line, *column)),
            Self::Unusable(reason) => Some(reason.place()),
        }
    }

    /// One line per problem, as compilers print them: `FILE:LINE:COLUMN: message`.
    pub(super) fn lines(&self, file: &str) -> Vec<String> {
        if let Self::Unusable(Unusable::Text(problems)) = self {
            let line = |problem: &shared::document::ParseError| {
                let at = problem.position;
                format!("{file}:{}:{}: {}", at.line, at.column, problem.kind)
            };
            return problems.iter().map(line).collect();
        }
        vec![match self.place() {
            Some((line, column)) => format!("{file}:{line}:{column}: {self}"),
            None => format!("{file}: {self}"),
        }]
    }
}
