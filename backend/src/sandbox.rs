//! A simulated AWS account: what a newcomer applies to first, and what simulations of the engine run on.
//!
//! [`Account`] is pure: calls and the time go in, AWS's answers come out, and the same calls at the same times give the
//! same bytes. [`Sandbox`] keeps accounts in the store. Nothing ever runs: what becomes of a task is told by a word in
//! its image's tag ([`Fate`]). What a design names as existing (target groups, roles by ARN, subnets, secrets) is taken
//! as being there.

mod account;
mod clusters;
mod deployments;
mod digest;
mod fate;
mod fault;
mod home;
mod ids;
mod input;
mod logs;
mod pace;
mod roles;
mod scaling;
mod scheduler;
mod services;
mod shell;
mod tags;
mod target_groups;
mod task_definitions;
mod tasks;

#[cfg(test)]
pub mod simulation;
#[cfg(test)]
mod tests;

pub use account::Account;
pub use fate::Fate;
pub use pace::Pace;
pub use shell::{Sandbox, Simulated};
