//! The SDK's clients for one environment.

use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use aws_config::SdkConfig;
use aws_config::retry::RetryConfig;
use serde_json::Value;
use shared::plan::Action;

use crate::ports::{Aws, ErrorKind, PortError, Read, Reads, Reply};

/// AWS as one environment sees it.
#[derive(Debug)]
pub struct SdkAws {
    reads: Clients,
    changes: Clients,
    /// Whether AWS or the SDK has refused the credentials.
    refused: AtomicBool,
}

/// One client for each API.
#[derive(Debug)]
pub(super) struct Clients {
    pub(super) ecs: aws_sdk_ecs::Client,
    pub(super) logs: aws_sdk_cloudwatchlogs::Client,
    pub(super) scaling: aws_sdk_applicationautoscaling::Client,
    pub(super) elbv2: aws_sdk_elasticloadbalancingv2::Client,
    pub(super) iam: aws_sdk_iam::Client,
    pub(super) sts: aws_sdk_sts::Client,
}

impl Clients {
    fn new(config: &SdkConfig) -> Self {
        Self {
            ecs: aws_sdk_ecs::Client::new(config),
            logs: aws_sdk_cloudwatchlogs::Client::new(config),
            scaling: aws_sdk_applicationautoscaling::Client::new(config),
            elbv2: aws_sdk_elasticloadbalancingv2::Client::new(config),
            iam: aws_sdk_iam::Client::new(config),
            sts: aws_sdk_sts::Client::new(config),
        }
    }
}

impl SdkAws {
    /// Clients that read as `config` says, its retries included, and make each change once: a repeated
    /// `RegisterTaskDefinition` after a lost answer would make a second revision.
    pub fn new(config: &SdkConfig) -> Self {
        let once = config.to_builder().retry_config(RetryConfig::disabled()).build();
        Self { reads: Clients::new(config), changes: Clients::new(&once), refused: AtomicBool::new(false) }
    }

    /// Whether its credentials were refused, so that new ones have to be got.
    pub(super) fn is_refused(&self) -> bool {
        self.refused.load(Ordering::Relaxed)
    }

    fn note<T>(&self, outcome: Result<T, PortError>) -> Result<T, PortError> {
        if outcome.as_ref().is_err_and(|error| error.kind == ErrorKind::Credentials) {
            self.refused.store(true, Ordering::Relaxed);
        }
        outcome
    }
}

#[async_trait]
impl Reads for SdkAws {
    async fn read(&self, read: Read, input: &Value) -> Result<Value, PortError> {
        self.note(self.reads.read(read, input).await.map(|reply| reply.body))
    }
}

#[async_trait]
impl Aws for SdkAws {
    async fn change(&self, action: Action, input: &Value) -> Result<Reply, PortError> {
        self.note(self.changes.change(action, input).await)
    }
}
