//! Gives designs back as what the AWS CLI takes.

mod request;

pub use request::{ExportError, Format, candidates, request};
