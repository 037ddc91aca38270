//! Workers that are stopped for a while, or die, at any point where they wait.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context as Waking, Poll};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, Sleep, sleep};

use super::faults::Life;
use super::kept::Kept;
use super::oracle::Oracle;
use crate::connections::context;
use crate::ops::apply::{Pace, Worked, Worker};
use crate::ops::{Context, News};
use crate::store::Applies;

/// After this many lives nothing goes wrong any more, so that every history ends.
const LIVES: u32 = 5;

/// What is the same for all workers on an apply.
pub(super) struct Place<'o> {
    pub(super) oracle: &'o Arc<Oracle>,
    pub(super) news: &'o News,
    pub(super) pace: Pace,
    /// How many of a thousand calls go wrong.
    pub(super) faults: u64,
    /// The life with another account's credentials, if one has.
    pub(super) stranger: Option<u32>,
}

impl Place<'_> {
    /// Starts the process again and again until the apply has ended.
    pub(super) async fn work(&self, apply: &str, name: &str) {
        for life in 0.. {
            let disturbed = self.disturbed(life, name);
            let crash = Arc::clone(&disturbed.crash);
            let worker = Worker::new(self.context(disturbed), name);
            let whole = Disturbed::new(self, life, worker.work(Some(apply)));
            let worked = tokio::select! {
                biased;
                () = crash.notified() => None,
                worked = whole => worked,
            };
            match worked {
                Some(Ok(Worked::Ended { outcome, .. })) => {
                    self.oracle.note(format!("{name} ended it: {outcome:?}").chars().take(200).collect::<String>());
                }
                Some(Ok(Worked::Nothing)) => {}
                Some(Err(lost)) => self.oracle.note(format!("{name} lost it: {lost:?}")),
                None => self.oracle.note(format!("{name} is gone")),
            }
            if self.oracle.store.apply(apply).await.unwrap().outcome.is_some() {
                return;
            }
            assert!(life < 2000, "the apply never ends");
            sleep(self.pace.idle).await;
        }
    }

    fn disturbed(&self, life: u32, name: &str) -> Life {
        let random = &self.oracle.random;
        let faults = if life < LIVES { self.faults } else { 0 };
        let from = Instant::now() + Duration::from_millis(random.below(8000));
        let lasts = Duration::from_millis(500 + random.below(120_000));
        Life {
            oracle: Arc::clone(self.oracle),
            worker: format!("{name}.{life}"),
            faults,
            stranger: self.stranger == Some(life),
            expired: random.chance(faults / 4).then_some((from, from + lasts)),
            crash: Arc::new(Notify::new()),
            pace: self.pace,
        }
    }

    fn context(&self, life: Life) -> Context {
        Context {
            connect: Arc::new(life.clone()),
            clock: self.oracle.clock,
            pace: self.pace,
            news: self.news.clone(),
            points: Arc::new(life.clone()),
            ..context(Arc::new(Kept(life)))
        }
    }
}

/// A future that isn't polled for a while, or any more, from one of its polls on.
struct Disturbed<F> {
    inner: Pin<Box<F>>,
    polls: u64,
    stops_at: u64,
    stops_for: Duration,
    dies_at: u64,
    asleep: Option<Pin<Box<Sleep>>>,
    oracle: Arc<Oracle>,
}

impl<F> Disturbed<F> {
    fn new(place: &Place<'_>, life: u32, inner: F) -> Self {
        let random = &place.oracle.random;
        let at = |faults: u64| {
            let may = life < LIVES && random.chance(faults);
            if may { 1 + random.below(1 << (2 + random.below(8))) } else { u64::MAX }
        };
        let least = u64::try_from((place.pace.lease + place.pace.call).as_millis()).unwrap();
        Self {
            inner: Box::pin(inner),
            polls: 0,
            stops_at: at(place.faults * 2),
            stops_for: Duration::from_millis(least + random.below(20_000)),
            dies_at: at(place.faults * 2),
            asleep: None,
            oracle: Arc::clone(place.oracle),
        }
    }
}

impl<F: Future> Future for Disturbed<F> {
    type Output = Option<F::Output>;

    fn poll(self: Pin<&mut Self>, waking: &mut Waking<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        this.polls += 1;
        if this.polls == this.dies_at {
            this.oracle.note("a worker is killed");
            return Poll::Ready(None);
        }
        if this.polls == this.stops_at {
            this.oracle.note(format!("a worker is stopped for {:?}", this.stops_for));
            this.asleep = Some(Box::pin(sleep(this.stops_for)));
        }
        if let Some(asleep) = &mut this.asleep {
            if asleep.as_mut().poll(waking).is_pending() {
                return Poll::Pending;
            }
            this.oracle.note("the worker goes on");
            this.asleep = None;
        }
        this.inner.as_mut().poll(waking).map(Some)
    }
}
