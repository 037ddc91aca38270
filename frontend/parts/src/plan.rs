//! What a plan does, how what it is made of differs, and the button that applies it.

pub mod apply_bar;
pub mod changes;
mod command;
pub mod steps;
pub mod summary;
