//! Gives designs back as what the AWS CLI takes.

mod request;

pub(crate) use request::reference;
pub use request::{ExportError, Format, candidates, request};
