//! Takes applies up, one or all.

use serde_json::Value;
use shared::event::Outcome;
use tokio::time::Instant;

use super::held::{Held, Lost};
use super::redact::Redactor;
use super::run::run;
use crate::ops::Context;
use crate::store::{Claim, StoreError, StoredPlan};

/// Someone who works on applies. `owner` tells people which process it is.
#[derive(Clone)]
pub struct Worker {
    context: Context,
    owner: String,
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
        Self { context, owner: owner.into() }
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
        let document = self.document(&stored).await?;
        let held = Held::new(&self.context, claim, Redactor::of(&stored.plan, document.as_ref()), asked);
        let outcome = match run(&self.context, &held, stored).await {
            // The end gives the hold up, so a sign of life that came after it finds nothing to hold.
            Err(Lost::Fenced) => self.context.store.apply(&apply).await?.outcome.ok_or(Lost::Fenced)?,
            ended => ended?,
        };
        Ok(Worked::Ended { apply, outcome: Box::new(outcome) })
    }

    /// The design's version, unless it was deleted since.
    async fn document(&self, stored: &StoredPlan) -> Result<Option<Value>, StoreError> {
        match self.context.store.version(&stored.design_id, stored.version).await {
            Ok(version) => Ok(serde_json::from_str(&version.document).ok()),
            Err(StoreError::NotFound | StoreError::Missing(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }
}
