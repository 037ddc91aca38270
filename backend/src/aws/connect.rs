//! From an environment to AWS.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use aws_config::retry::RetryConfig;
use aws_config::sts::AssumeRoleProvider;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use shared::environment::{AWS, Environment, EnvironmentKind};
use tokio::sync::Mutex;

use super::{Budgets, RateLimited, SdkAws};
use crate::ports::{Aws, Connect, ErrorKind, PortError};

/// How long AWS is waited for.
#[derive(Clone, Copy, Debug)]
pub struct Timeouts {
    /// Until the connection stands.
    pub connect: Duration,
    /// Until one attempt at a call has its answer.
    pub attempt: Duration,
    /// Until a call has its answer, retries and the waits between them included.
    pub operation: Duration,
    /// About how long a read waits before its first retry.
    pub first_retry: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            attempt: Duration::from_secs(20),
            operation: Duration::from_mins(1),
            first_retry: Duration::from_millis(500),
        }
    }
}

/// Connects through the AWS SDK; each environment once, until its credentials are refused.
#[derive(Debug, Default)]
pub struct SdkConnect {
    timeouts: Timeouts,
    /// Instead of those that the SDK finds.
    credentials: Option<SharedCredentialsProvider>,
    budgets: Arc<Budgets>,
    connected: Mutex<BTreeMap<Seen, Arc<SdkAws>>>,
}

/// What of an environment makes a connection another one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Seen {
    own: bool,
    account: Option<String>,
    region: String,
    role_arn: Option<String>,
    external_id: Option<String>,
    endpoint: Option<String>,
}

impl Seen {
    fn of(environment: &Environment) -> Self {
        Self {
            own: environment.name == AWS,
            account: environment.account.clone(),
            region: environment.region.clone(),
            role_arn: environment.role_arn.clone(),
            external_id: environment.external_id.clone(),
            endpoint: environment.endpoint.clone(),
        }
    }
}

impl SdkConnect {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn with_timeouts(timeouts: Timeouts) -> Self {
        Self { timeouts, ..Self::default() }
    }

    /// With these credentials instead of those that the SDK finds.
    #[must_use]
    pub fn with_credentials(self, credentials: impl ProvideCredentials + 'static) -> Self {
        Self { credentials: Some(SharedCredentialsProvider::new(credentials)), ..self }
    }

    /// The SDK's configuration for an environment. Nothing is sent yet.
    async fn configure(&self, environment: &Environment) -> Result<SdkConfig, PortError> {
        let Timeouts { connect, attempt, operation, first_retry } = self.timeouts;
        let timeouts = TimeoutConfig::builder()
            .connect_timeout(connect)
            .read_timeout(attempt)
            .operation_attempt_timeout(attempt)
            .operation_timeout(operation);
        let retries = RetryConfig::standard().with_max_attempts(3).with_initial_backoff(first_retry);
        let mut loader =
            aws_config::defaults(BehaviorVersion::latest()).timeout_config(timeouts.build()).retry_config(retries);
        if !environment.region.is_empty() {
            loader = loader.region(Region::new(environment.region.clone()));
        }
        if let Some(endpoint) = &environment.endpoint {
            if environment.kind != EnvironmentKind::Development {
                return Err(unusable(environment, "only development environments may have an endpoint of their own"));
            }
            loader = loader.endpoint_url(endpoint);
        }
        if let Some(credentials) = &self.credentials {
            loader = loader.credentials_provider(credentials.clone());
        }
        let own = loader.load().await;
        if own.region().is_none() {
            return Err(unusable(environment, "it has no Region; set AWS_REGION or choose one in the AWS profile"));
        }
        let Some(role) = &environment.role_arn else { return Ok(own) };
        let mut assume = AssumeRoleProvider::builder(role).configure(&own).session_name(session(&environment.name));
        if let Some(id) = &environment.external_id {
            assume = assume.external_id(id);
        }
        let credentials = SharedCredentialsProvider::new(assume.build().await);
        Ok(own.into_builder().credentials_provider(credentials).build())
    }
}

#[async_trait]
impl Connect for SdkConnect {
    async fn connect(&self, environment: &Environment) -> Result<Arc<dyn Aws>, PortError> {
        if environment.kind == EnvironmentKind::Sandbox {
            return Err(unusable(environment, "it is simulated and has nothing to do with AWS"));
        }
        let seen = Seen::of(environment);
        let mut connected = self.connected.lock().await;
        let aws = match connected.get(&seen).filter(|aws| !aws.is_refused()) {
            Some(aws) => Arc::clone(aws),
            None => {
                let aws = Arc::new(SdkAws::new(&self.configure(environment).await?));
                connected.insert(seen, Arc::clone(&aws));
                aws
            }
        };
        let account = environment.account.as_deref().unwrap_or(AWS);
        Ok(Arc::new(RateLimited::new(aws, Arc::clone(&self.budgets), account, &environment.region)))
    }
}

/// The Region that the SDK's own configuration names.
pub async fn own_region() -> Option<String> {
    aws_config::defaults(BehaviorVersion::latest()).load().await.region().map(ToString::to_string)
}

fn unusable(environment: &Environment, why: &str) -> PortError {
    let name = &environment.name;
    PortError::new(ErrorKind::Invalid, "environment", format!("the environment {name} can't be used: {why}"))
}

/// The session's name, which `CloudTrail` shows: 2 to 64 of some characters, all of which an environment's name may have.
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html>
fn session(environment: &str) -> String {
    format!("bayplan-{environment}").chars().take(64).collect()
}
