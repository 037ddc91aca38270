//! What the use cases of planning and applying share.

use std::sync::Arc;

use tokio::sync::watch;

use super::apply::Pace;
use super::apply::Points;
use crate::ports::{Clock, Connect};
use crate::store::Store;

/// The store, the way to AWS, the time, and who wants to hear news.
#[derive(Clone)]
pub struct Context {
    pub store: Arc<dyn Store>,
    pub connect: Arc<dyn Connect>,
    pub clock: Clock,
    pub pace: Pace,
    pub news: News,
    pub points: Arc<dyn Points>,
}

/// Tells within this process that something was written about applies. Whoever hears it reads the store; another
/// process's writes are not heard, so the store is looked at from time to time as well.
#[derive(Clone, Debug)]
pub struct News(Arc<watch::Sender<u64>>);

impl Default for News {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(0)))
    }
}

impl News {
    pub fn tell(&self) {
        self.0.send_modify(|count| *count = count.wrapping_add(1));
    }

    pub fn listen(&self) -> watch::Receiver<u64> {
        self.0.subscribe()
    }
}
