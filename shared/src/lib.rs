//! What Bayplan knows about Amazon ECS: the document and its typed views, the checks, the formats.
//!
//! Everything here is pure and deterministic: no input or output, no clock, no randomness, no async. The browser and
//! the server compile the same code and get the same bytes from it.
#![forbid(unsafe_code)]

pub mod access;
pub mod api;
pub mod check;
pub mod diff;
pub mod document;
pub mod editor;
pub mod environment;
pub mod event;
pub mod export;
pub mod fingerprint;
pub mod import;
pub mod model;
pub mod normal;
pub mod plan;
pub mod record;
pub mod resolve;
pub mod review;
pub mod secrecy;
