//! Takes applies up, one or all.

use std::time::Duration;

use shared::event::Outcome;
use tokio::time::Instant;

use super::held::{Held, Lost};
use super::redact::Redactor;
use super::run::run;
use crate::ops::Context;
use crate::store::{Claim, StoreError};

/// Someone who works on applies. `owner` tells people which process it is.
#[derive(Clone)]
pub struct Worker {
    context: Context,
    owner: String,
    looked: Option<Looked>,
}

/// A plan that this process has made itself, and when it began to ask AWS for it.
#[derive(Clone, Debug)]
struct Looked {
    plan: String,
    from: Instant,
}

/// How old the look that a plan was made on may be to count as the one before the first change. It is about as long as
/// a look itself may take, after which the first change would come too.
const STILL_FRESH: Duration = Duration::from_secs(2);

impl Looked {
    fn is_fresh(&self) -> bool {
        self.from.elapsed() <= STILL_FRESH
    }
}

/// What came of working.
#[derive(Debug)]
pub enum Worked {
    /// The apply has ended.
    Ended { apply: String, outcome: Box<Outcome> },
    /// There is nothing to take up now.
    Nothing,
}

impl Worker {
    pub fn new(context: Context, owner: impl Into<String>) -> Self {
        Self { context, owner: owner.into(), looked: None }
    }

    /// For who has made `plan` in this process, beginning at `from`: if that was just now, what it relies on is not
    /// read a second time.
    #[must_use]
    pub fn having_planned(self, plan: &str, from: Instant) -> Self {
        Self { looked: Some(Looked { plan: plan.to_owned(), from }), ..self }
    }

    /// Takes up an apply, `only` that one if it is said, and works on it until it has ended.
    pub async fn work(&self, only: Option<&str>) -> Result<Worked, Lost> {
        let Some((claim, asked)) = self.claim(only).await? else { return Ok(Worked::Nothing) };
        self.finish(claim, asked).await
    }

    /// Takes up whatever comes, side by side, for as long as the process lives.
    pub async fn work_forever(&self) {
        let mut news = self.context.news.listen_to_all();
        loop {
            match self.claim(None).await {
                Ok(Some((claim, asked))) => {
                    let worker = self.clone();
                    tokio::spawn(async move {
                        let apply = claim.apply.clone();
                        match worker.finish(claim, asked).await {
                            Ok(_) => tracing::info!(apply, "apply ended"),
                            Err(error) => tracing::warn!(apply, %error, "apply left to another worker"),
                        }
                    });
                    continue;
                }
                Ok(None) => {}
                Err(error) => tracing::warn!(%error, "no apply can be taken up"),
            }
            tokio::select! {
                () = tokio::time::sleep(self.context.pace.idle) => {}
                _ = news.recv() => {}
            }
        }
    }

    async fn claim(&self, only: Option<&str>) -> Result<Option<(Claim, Instant)>, StoreError> {
        let asked = Instant::now();
        let claim = self.context.store.claim(&self.owner, self.context.pace.lease_ms(), only).await?;
        Ok(claim.map(|claim| (claim, asked)))
    }

    async fn finish(&self, claim: Claim, asked: Instant) -> Result<Worked, Lost> {
        let apply = claim.apply.clone();
        let meta = self.context.store.apply(&apply).await?;
        let stored = self.context.store.plan(&meta.plan_id).await?;
        let held = Held::new(&self.context, claim, Redactor::of(&stored.plan), asked);
        let looked = self.looked.as_ref().is_some_and(|looked| looked.plan == stored.id && looked.is_fresh());
        let outcome = run(&self.context, &held, stored, looked).await?;
        Ok(Worked::Ended { apply, outcome: Box::new(outcome) })
    }
}
