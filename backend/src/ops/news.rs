//! Tells those who follow an apply that it has new events.
//!
//! A hint and no more: events are read from the store, where other processes write too. Who misses it looks a little
//! later.

use std::sync::Arc;

use tokio::sync::{broadcast, watch};

/// How many hints wait for a slow follower. One that misses some looks anyway.
const WAITING: usize = 64;

/// Where new events are announced. Copies announce to the same followers.
#[derive(Clone, Debug)]
pub struct News {
    hints: broadcast::Sender<Arc<str>>,
    over: watch::Sender<bool>,
}

impl Default for News {
    fn default() -> Self {
        Self { hints: broadcast::channel(WAITING).0, over: watch::Sender::new(false) }
    }
}

impl News {
    /// Wakes the followers of an apply, after its events were stored.
    pub fn announce(&self, apply: &str) {
        // Nobody need be listening.
        let _ = self.hints.send(apply.into());
    }

    /// Ends all following, so that a server that was told to stop doesn't wait for applies to end.
    pub fn end(&self) {
        self.over.send_replace(true);
    }

    /// Hears of all that is announced from now on.
    pub(super) fn listen_to_all(&self) -> broadcast::Receiver<Arc<str>> {
        self.hints.subscribe()
    }

    /// Hears of what is announced of one apply from now on.
    pub(super) fn listen(&self, apply: &str) -> Ear {
        Ear { apply: apply.into(), hints: self.hints.subscribe(), over: self.over.subscribe() }
    }
}

/// What a follower heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// The apply may have new events.
    News,
    /// There will be nothing to hear.
    Over,
}

/// Waits for news of one apply.
#[derive(Debug)]
pub(super) struct Ear {
    apply: Arc<str>,
    hints: broadcast::Receiver<Arc<str>>,
    over: watch::Receiver<bool>,
}

impl Ear {
    pub(super) async fn hear(&mut self) -> Heard {
        loop {
            let hint = tokio::select! {
                // Nothing could be announced any more, either.
                _ = self.over.wait_for(|over| *over) => return Heard::Over,
                hint = self.hints.recv() => hint,
            };
            match hint {
                Ok(apply) if apply != self.apply => {}
                Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => return Heard::News,
                Err(broadcast::error::RecvError::Closed) => return Heard::Over,
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
        assert_eq!(ear.hear().now_or_never(), None, "that was before");
        news.announce("b");
        assert_eq!(ear.hear().now_or_never(), None);
        news.announce("a");
        assert_eq!(ear.hear().now_or_never(), Some(Heard::News));
        assert_eq!(ear.hear().now_or_never(), None);
        for _ in 0..=WAITING {
            news.announce("b");
        }
        assert_eq!(ear.hear().now_or_never(), Some(Heard::News), "who missed some looks");
        news.end();
        assert_eq!(ear.hear().now_or_never(), Some(Heard::Over));
        assert_eq!(news.listen("a").hear().now_or_never(), Some(Heard::Over), "late comers too");
    }
}
