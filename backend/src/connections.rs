//! Which AWS an environment means: the simulated one or a real one.

use std::sync::Arc;

use async_trait::async_trait;
use shared::environment::{Environment, EnvironmentKind};

use crate::aws::SdkConnect;
use crate::ops::{self, Context, HoldAt, News, NoPoints, Points};
use crate::outgoing::{Outgoing, Reach};
use crate::ports::{Aws, Clock, Connect, PortError};
use crate::sandbox::{Pace, Simulated};
use crate::store::Store;

/// The sandbox for environments of that kind, AWS for all others.
pub struct Connections {
    simulated: Simulated,
    sdk: SdkConnect,
}

impl Connections {
    /// Simulated accounts are kept in `store`.
    pub fn new(store: Arc<dyn Store>, clock: Clock, pace: Pace) -> Self {
        Self { simulated: Simulated::new(store, clock, pace), sdk: SdkConnect::new() }
    }
}

/// What planning and applying need, over `store`, in real time. A server states its address.
pub fn context(store: Arc<dyn Store>) -> Context {
    let clock = Clock::System;
    let connect = Arc::new(Connections::new(Arc::clone(&store), clock, Pace::default()));
    let (pace, points) = for_tests();
    let (address, outgoing) = (Arc::from("http://127.0.0.1:8080"), Outgoing::new(Reach::Public));
    Context { store, connect, clock, pace, news: News::default(), points, address, outgoing }
}

/// The engine's times, and where it stops to be killed. Builds for tests take both from the environment.
fn for_tests() -> (ops::Pace, Arc<dyn Points>) {
    let variable = |name: &str| std::env::var(name).ok().filter(|_| cfg!(debug_assertions));
    let pace = match variable(ops::Pace::VARIABLE).as_deref() {
        Some("quick") => ops::Pace::quick(),
        Some(_) | None => ops::Pace::default(),
    };
    match variable(HoldAt::VARIABLE).as_deref().and_then(HoldAt::read) {
        Some(hold) => (pace, Arc::new(hold)),
        None => (pace, Arc::new(NoPoints)),
    }
}

#[async_trait]
impl Connect for Connections {
    async fn connect(&self, environment: &Environment) -> Result<Arc<dyn Aws>, PortError> {
        match environment.kind {
            EnvironmentKind::Sandbox => self.simulated.connect(environment).await,
            EnvironmentKind::Development | EnvironmentKind::Protected => self.sdk.connect(environment).await,
        }
    }
}
