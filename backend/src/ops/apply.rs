//! Applies a plan: makes its calls, once each, whatever happens to the process.
//!
//! For every step: the intent is stored; where an earlier attempt may have taken effect, AWS is asked whether it has;
//! then the call is made; then its outcome is stored. A worker that takes up an apply begins where the journal ends.

mod admission;
mod call;
mod cause;
mod diagnosis;
mod held;
mod pace;
mod points;
mod redact;
mod run;
mod start;
#[cfg(test)]
mod tests;
mod wait;
mod worker;

pub use admission::ApprovedPlan;
pub(super) use cause::{cause, of_read};
pub use held::Lost;
pub use pace::Pace;
pub use points::{HoldAt, NoPoints, Point, Points};
pub(super) use start::refusal;
pub use start::{StartError, start_apply};
pub use worker::{Worked, Worker};
