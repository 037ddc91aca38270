//! The AWS adapter against the local AWS.

mod every_call;
mod faults;
