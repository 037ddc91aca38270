//! One file per page.

pub(crate) mod designs;
pub(crate) mod editor;
pub(crate) mod home;
pub(crate) mod not_found;
