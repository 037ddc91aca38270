//! What the use cases of planning and applying share.

use std::sync::Arc;

use super::News;
use super::apply::{Pace, Points};
use crate::outgoing::Outgoing;
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
    /// Where people open this server: `https://bayplan.example.com`, without a slash at the end.
    pub address: Arc<str>,
    /// The way to addresses that people state.
    pub outgoing: Outgoing,
}
