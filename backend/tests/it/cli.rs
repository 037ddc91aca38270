//! The commands as a terminal or a pipeline sees them.

mod check;
mod explain;
mod export;
mod pipeline;
