//! Why a text is not opened, and where.

use std::fmt;

use super::{MAX_BYTES, MAX_DEPTH};

/// A place in a text. Lines and columns count from 1, columns in characters; the offset is in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub line: usize,
    pub column: usize,
    pub offset: usize,
}

/// Why a text is not opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {}, column {}: {kind}", position.line, position.column)]
pub struct ParseError {
    pub position: Position,
    pub kind: ParseErrorKind,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseErrorKind {
    #[error("the text has {bytes} bytes; at most {MAX_BYTES} (1 MiB) can be opened")]
    TooLong { bytes: usize },
    #[error("nested more than {MAX_DEPTH} levels deep")]
    TooDeep,
    #[error("the text is empty; a JSON object was expected")]
    Empty,
    #[error("the text ends here, but {expected} was expected")]
    Ends { expected: &'static str },
    #[error("{found} was found, but {expected} was expected")]
    Unexpected { found: Found, expected: &'static str },
    #[error("the key \"{key}\" was already given on line {first_line}; only one of the two can count, so remove one")]
    DuplicateKey { key: String, first_line: usize },
    #[error("the escape \\{escape} is half of a character (a lone surrogate); write both halves or the character")]
    LoneSurrogate { escape: String },
    #[error("\\{escape} is not a JSON escape; a backslash itself is written \\\\")]
    BadEscape { escape: String },
    #[error("the character {0} can't stand in a JSON text as it is; write it as \\u and four hex digits")]
    ControlCharacter(Found),
    #[error("the number {text} can't be kept exactly; write it as a string if it is an id")]
    NumberLost { text: String },
}

/// A character as it is named to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found(pub char);

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_control() { write!(f, "U+{:04X}", u32::from(self.0)) } else { write!(f, "`{}`", self.0) }
    }
}
