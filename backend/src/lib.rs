//! The Bayplan server: HTTP over what the product does, over where it is kept.
#![forbid(unsafe_code)]

pub mod store;
