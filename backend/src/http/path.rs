//! What an address names.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::error::Error;
use crate::ops::OpsError;
use crate::store::{StoreError, Thing};

/// A design's id.
pub(super) struct Id(pub(super) String);
/// A design's id and the number of a version of it.
pub(super) struct VersionAt(pub(super) String, pub(super) i64);
/// An environment's name.
pub(super) struct Name(pub(super) String);
/// A hook's id.
pub(super) struct HookId(pub(super) String);
/// The id of a message to a hook.
pub(super) struct DeliveryId(pub(super) String);
/// A plan's id.
pub(super) struct PlanId(pub(super) String);
/// An apply's id.
pub(super) struct ApplyId(pub(super) String);
/// A person's id.
pub(super) struct PersonId(pub(super) String);
/// An invitation's id.
pub(super) struct InvitationId(pub(super) String);
/// An API token's id.
pub(super) struct TokenId(pub(super) String);

/// A review's id.
pub(super) struct ReviewId(pub(super) String);
/// A thread's id.
pub(super) struct ThreadId(pub(super) String);
/// A decision's id.
pub(super) struct DecisionId(pub(super) String);
/// A review link's id.
pub(super) struct LinkId(pub(super) String);

/// Reads the variable parts of an address. What can't be a name names nothing.
async fn named<T, S>(parts: &mut Parts, state: &S, missing: StoreError) -> Result<T, Error>
where
    T: DeserializeOwned + Send,
    S: Send + Sync,
{
    let named = Path::from_request_parts(parts, state).await;
    named.map(|Path(named)| named).map_err(|_| OpsError::Store(missing).into())
}

/// What an address names by one part of it, and what is missing where there is no such thing.
macro_rules! named_by {
    ($($name:ident => $missing:expr;)*) => {
        $(impl<S: Send + Sync> FromRequestParts<S> for $name {
            type Rejection = Error;

            async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
                named(parts, state, $missing).await.map(Self)
            }
        })*
    };
}

named_by! {
    Id => StoreError::NotFound;
    Name => StoreError::Missing(Thing::Environment);
    PlanId => StoreError::Missing(Thing::Plan);
    ApplyId => StoreError::Missing(Thing::Apply);
    PersonId => StoreError::Missing(Thing::Person);
    InvitationId => StoreError::Missing(Thing::Invitation);
    TokenId => StoreError::Missing(Thing::Token);
    HookId => StoreError::Missing(Thing::Hook);
    DeliveryId => StoreError::Missing(Thing::Delivery);
    ReviewId => StoreError::Missing(Thing::Review);
    ThreadId => StoreError::Missing(Thing::Thread);
    DecisionId => StoreError::Missing(Thing::Decision);
    LinkId => StoreError::Missing(Thing::Link);
}

impl<S: Send + Sync> FromRequestParts<S> for VersionAt {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        named(parts, state, StoreError::Missing(Thing::Version)).await.map(|(id, number)| Self(id, number))
    }
}
