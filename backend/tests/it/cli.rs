//! The commands as a terminal or a pipeline sees them.

mod audit;
mod check;
mod explain;
mod export;
mod pipeline;
