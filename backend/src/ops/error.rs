//! Why the product did not do what it was asked.

use shared::import::Unusable;

use super::design_text::MAX_NAME;
use super::environments::EnvironmentError;
use super::hooks::HookError;
use super::people::PeopleError;
use super::reviews::ReviewError;
use super::versions::MAX_NOTE;
use crate::store::StoreError;

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum OpsError {
    #[error("the text can't be used")]
    Unusable(#[source] Unusable),
    #[error("a design's name can't be empty; write one")]
    NameEmpty,
    #[error("a design's name may have {MAX_NAME} characters; this one has {0}, so shorten it")]
    NameTooLong(usize),
    #[error("a version's note may have {MAX_NOTE} characters; this one has {0}, so shorten it")]
    NoteTooLong(usize),
    #[error(transparent)]
    Environment(#[from] EnvironmentError),
    #[error(transparent)]
    Hook(#[from] HookError),
    #[error(transparent)]
    People(#[from] PeopleError),
    #[error(transparent)]
    Review(#[from] ReviewError),
    #[error("the source's {0} can't be one")]
    Source(&'static str),
    #[error("a computation stopped")]
    Stopped(#[source] tokio::task::JoinError),
    #[error("the store did not do it")]
    Store(#[source] StoreError),
    #[error("the operating system gave no random bytes for an id")]
    Random(#[source] getrandom::Error),
}

impl From<Unusable> for OpsError {
    fn from(reason: Unusable) -> Self {
        Self::Unusable(reason)
    }
}

impl From<StoreError> for OpsError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
