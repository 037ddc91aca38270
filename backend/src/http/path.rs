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

/// Reads the variable parts of an address. What can't be a name names nothing.
async fn named<T, S>(parts: &mut Parts, state: &S, missing: StoreError) -> Result<T, Error>
where
    T: DeserializeOwned + Send,
    S: Send + Sync,
{
    let named = Path::from_request_parts(parts, state).await;
    named.map(|Path(named)| named).map_err(|_| OpsError::Store(missing).into())
}

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        named(parts, state, StoreError::NotFound).await.map(Self)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for VersionAt {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        named(parts, state, StoreError::Missing(Thing::Version)).await.map(|(id, number)| Self(id, number))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Name {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        named(parts, state, StoreError::Missing(Thing::Environment)).await.map(Self)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for ApplyId {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        named(parts, state, StoreError::Missing(Thing::Apply)).await.map(Self)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for PlanId {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        named(parts, state, StoreError::Missing(Thing::Plan)).await.map(Self)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for HookId {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        named(parts, state, StoreError::Missing(Thing::Hook)).await.map(Self)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for DeliveryId {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        named(parts, state, StoreError::Missing(Thing::Delivery)).await.map(Self)
    }
}
