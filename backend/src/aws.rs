//! AWS itself, through its SDK for Rust: the ports' other side.
//!
//! The calls of ECS, CloudWatch Logs and Application Auto Scaling are sent with the given JSON as the request's body,
//! and their answers come back as AWS wrote them, so that members which the SDK does not know pass both ways. IAM,
//! Elastic Load Balancing and STS take forms and answer in XML: there the SDK's builders and types stand in between.

mod calls;
mod clients;
mod connect;
mod elbv2;
mod error;
mod iam;
mod limits;
mod members;
mod sts;
#[cfg(test)]
mod tests;
mod wire;

pub use clients::SdkAws;
pub use connect::{SdkConnect, Timeouts, own_region};
pub use limits::{Budgets, RateLimited};
