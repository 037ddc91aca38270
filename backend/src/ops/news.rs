//! Tells those who follow an apply that it has new events.
//!
//! A hint and no more: events are read from the store, where other processes write too. Who misses it looks a little
//! later.

use std::sync::Arc;

use tokio::sync::broadcast;

/// How many hints wait for a slow follower. One that misses some looks anyway.
const WAITING: usize = 64;

/// Where new events are announced. Copies announce to the same followers.
#[derive(Clone, Debug)]
pub struct News(broadcast::Sender<Arc<str>>);

impl Default for News {
    fn default() -> Self {
        Self(broadcast::channel(WAITING).0)
    }
}

impl News {
    /// Wakes the followers of an apply, after its events were stored.
    pub fn announce(&self, apply: &str) {
        // Nobody need be listening.
        let _ = self.0.send(apply.into());
    }

    /// Hears of all that is announced from now on.
    pub(super) fn listen_to_all(&self) -> broadcast::Receiver<Arc<str>> {
        self.0.subscribe()
    }

    /// Hears of what is announced of one apply from now on.
    pub(super) fn listen(&self, apply: &str) -> Ear {
        Ear { apply: apply.into(), receiver: self.0.subscribe() }
    }
}

/// Waits for news of one apply.
#[derive(Debug)]
pub(super) struct Ear {
    apply: Arc<str>,
    receiver: broadcast::Receiver<Arc<str>>,
}

impl Ear {
    /// Returns when the apply may have new events.
    pub(super) async fn hear(&mut self) {
        loop {
            match self.receiver.recv().await {
                Ok(apply) if apply != self.apply => {}
                Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => return,
                Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;

    use super::*;

    #[tokio::test]
    async fn only_news_of_the_apply_wakes() {
        let news = News::default();
        news.announce("a");
        let mut ear = news.clone().listen("a");
        assert!(ear.hear().now_or_never().is_none(), "that was before");
        news.announce("b");
        assert!(ear.hear().now_or_never().is_none());
        news.announce("a");
        assert!(ear.hear().now_or_never().is_some());
        assert!(ear.hear().now_or_never().is_none());
        for _ in 0..=WAITING {
            news.announce("b");
        }
        assert!(ear.hear().now_or_never().is_some(), "who missed some looks");
        drop(news);
        while ear.hear().now_or_never().is_some() {}
    }
}
