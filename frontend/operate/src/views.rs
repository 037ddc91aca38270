//! What several pages show in the same way: plans, their calls, changes.

pub(crate) mod apply_bar;
pub(crate) mod ask_review;
pub(crate) mod changes;
mod command;
pub(crate) mod steps;
pub(crate) mod summary;
