//! What the product needs of the world outside: AWS as one environment sees it, and the time.
//!
//! AWS is one trait with two verbs over closed sets of calls, in AWS's own words and JSON shapes, rather than a method
//! per call: what is said of every call (recording, rate limits, faults in tests) is then said once.

mod clock;
mod error;
mod read;

pub use clock::Clock;
pub use error::{ErrorKind, PortError};
pub use read::Read;

use std::sync::Arc;

use async_trait::async_trait;
use serde_json::Value;
use shared::environment::Environment;
use shared::plan::Action;

/// AWS, to be asked. Whoever only has this changes nothing.
#[async_trait]
pub trait Reads: Send + Sync {
    /// Makes the call with `input` as AWS's request shape and gives AWS's answer in its own shape.
    async fn read(&self, read: Read, input: &Value) -> Result<Value, PortError>;
}

/// AWS, to be asked and changed.
#[async_trait]
pub trait Aws: Reads {
    /// Makes the call once, with exactly `input`. Where the error says that the outcome is unknown, the call may have
    /// taken effect.
    async fn change(&self, action: Action, input: &Value) -> Result<Reply, PortError>;
}

/// AWS's answer to a change.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// In AWS's response shape.
    pub body: Value,
    pub request_id: Option<String>,
}

/// Leads to AWS as an environment sees it.
#[async_trait]
pub trait Connect: Send + Sync {
    async fn connect(&self, environment: &Environment) -> Result<Arc<dyn Aws>, PortError>;
}
