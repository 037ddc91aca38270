//! The Bayplan server and command line: HTTP and commands over what the product does, over where it is kept.
#![forbid(unsafe_code)]

pub mod aws;
pub mod cli;
pub mod connections;
pub mod http;
pub mod oidc;
pub mod ops;
pub mod outgoing;
pub mod ports;
pub mod sandbox;
pub mod store;
