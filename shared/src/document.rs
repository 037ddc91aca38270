//! The ordered JSON tree: reading it from text, naming places in it, changing it and seeing it as AWS structures.

mod parse;
mod patch;
mod pointer;
mod view;

pub use parse::{Caps, MAX_BYTES, MAX_DEPTH, ParseError, ParseErrorKind, Parsed, Position, Span, parse, parse_within};
pub use patch::{Inverse, Op, Patch, PatchError};
pub use pointer::{Pointer, PointerError};
pub use view::{Rows, View, is_absent, is_placeholder};

/// One JSON node. Object members keep the order in which they were written.
pub use serde_json::{Map, Value};
