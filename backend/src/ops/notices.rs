//! Tells the world outside what the team does: webhooks, Slack, GitHub.
//!
//! Nothing is told by who does it. The record says what was done; from its entries messages are made, once each and
//! whoever crashes, and sent until they arrive or are given up.

mod form;
mod github;
mod news;
mod send;
mod slack;
mod tell;
#[cfg(test)]
mod tests;
mod webhook;

pub(super) use form::{parcel_for, trial};
pub(super) use github::API as GITHUB_API;
pub use webhook::SIGNATURE;

use std::time::Duration;

use super::Context;

/// How long the teller waits before it looks again, where nothing happens.
const PAUSE: Duration = Duration::from_secs(1);

/// Makes messages and sends them, for ever.
pub async fn tell_forever(context: Context) {
    loop {
        let told = tell::tell(&context).await.inspect_err(|error| tracing::warn!(%error, "no messages were made"));
        let sent = send::send_due(&context).await.inspect_err(|error| tracing::warn!(%error, "no messages were sent"));
        let idle = !told.unwrap_or(false) && sent.unwrap_or(0) == 0;
        if idle {
            tokio::time::sleep(PAUSE).await;
        }
    }
}
