//! One file per page.

pub(crate) mod review;
pub(crate) mod reviews;
