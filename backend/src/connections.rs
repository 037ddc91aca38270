//! Which AWS an environment means: the simulated one or a real one.

use std::sync::Arc;

use async_trait::async_trait;
use shared::environment::{Environment, EnvironmentKind};

use crate::aws::SdkConnect;
use crate::ops::{self, Context, News, NoPoints};
use crate::ports::{Aws, Clock, Connect, PortError};
use crate::sandbox::{Pace, Simulated};
use crate::store::Store;

/// The sandbox for environments of that kind, AWS for all others.
pub struct Connections {
    simulated: Simulated,
    real: SdkConnect,
}

impl Connections {
    /// Simulated accounts are kept in `store`.
    pub fn new(store: Arc<dyn Store>, clock: Clock, pace: Pace) -> Self {
        Self { simulated: Simulated::new(store, clock, pace), real: SdkConnect::new() }
    }
}

/// What planning and applying need, over `store`, in real time.
pub fn context(store: Arc<dyn Store>) -> Context {
    let clock = Clock::System;
    let connect = Arc::new(Connections::new(Arc::clone(&store), clock, Pace::default()));
    Context { store, connect, clock, pace: ops::Pace::default(), news: News::default(), points: Arc::new(NoPoints) }
}

#[async_trait]
impl Connect for Connections {
    async fn connect(&self, environment: &Environment) -> Result<Arc<dyn Aws>, PortError> {
        match environment.kind {
            EnvironmentKind::Sandbox => self.simulated.connect(environment).await,
            EnvironmentKind::Development | EnvironmentKind::Protected => self.real.connect(environment).await,
        }
    }
}
