//! One file per page.

pub(crate) mod environments;
pub(crate) mod history;
pub(crate) mod plan;
pub(crate) mod run;
