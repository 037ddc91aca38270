//! The AWS adapter against the local AWS.

mod engine;
mod every_call;
mod faults;
mod program;
mod stricter;
