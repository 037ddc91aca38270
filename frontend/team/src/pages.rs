//! One file per page.

pub(crate) mod account;
pub(crate) mod audit;
mod door;
pub(crate) mod hooks;
pub(crate) mod join;
mod no_accounts;
pub(crate) mod open;
pub(crate) mod people;
pub(crate) mod sign_in;
pub(crate) mod tokens;
