//! What a route is about, and where that belongs.

use std::collections::BTreeMap;

use shared::access::Permission;

use crate::http::error::Error;
use crate::ops::{Actor, OpsError};
use crate::store::{Store, StoreError, Thing};

/// The kind of thing that the address names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Object {
    Design,
    Environment,
    Plan,
    Apply,
    Review,
    Thread,
    Decision,
    Link,
}

/// Where a thing belongs.
#[derive(Debug)]
pub(super) enum Scope {
    /// To no environment: designs.
    Designs,
    Environment(String),
    /// To a review of something for an environment.
    Review {
        environment: String,
        review: String,
    },
}

impl Scope {
    pub(super) fn permits(&self, actor: &Actor, permission: Permission) -> bool {
        match self {
            Self::Designs => actor.may_somewhere(permission),
            Self::Environment(environment) => actor.may(permission, environment),
            Self::Review { environment, review } => {
                actor.may(permission, environment) || actor.link_permits(permission, review)
            }
        }
    }
}

impl Object {
    /// The answer where there is none, or none that whoever asks may see.
    pub(super) fn missing(self) -> Error {
        let thing = match self {
            Self::Design => return OpsError::Store(StoreError::NotFound).into(),
            Self::Environment => Thing::Environment,
            Self::Plan => Thing::Plan,
            Self::Apply => Thing::Apply,
            Self::Review => Thing::Review,
            Self::Thread => Thing::Thread,
            Self::Decision => Thing::Decision,
            Self::Link => Thing::Link,
        };
        OpsError::Store(StoreError::Missing(thing)).into()
    }
}

/// Where the thing that the address names belongs.
pub(super) async fn scope(store: &dyn Store, object: Object, named: &BTreeMap<String, String>) -> Result<Scope, Error> {
    let name = |key: &str| named.get(key).ok_or_else(|| object.missing());
    let of_review = async |id: &str| {
        let review = store.review(id).await.map_err(OpsError::from)?;
        Ok::<_, Error>(Scope::Review { environment: review.environment, review: review.id })
    };
    match object {
        // Whether it is there is the handler's to find out: whoever sees designs sees all.
        Object::Design => Ok(Scope::Designs),
        Object::Environment => Ok(Scope::Environment(name("name")?.clone())),
        Object::Plan => {
            let plan = store.plan(name("id")?).await.map_err(OpsError::from)?;
            Ok(Scope::Environment(plan.environment.name))
        }
        Object::Apply => {
            let apply = store.apply(name("id")?).await.map_err(OpsError::from)?;
            Ok(Scope::Environment(apply.environment))
        }
        Object::Review => of_review(name("id")?).await,
        Object::Thread => of_review(&store.thread(name("id")?).await.map_err(OpsError::from)?.review_id).await,
        Object::Decision => of_review(&store.decision(name("id")?).await.map_err(OpsError::from)?.review_id).await,
        Object::Link => {
            let link = store.link(name("id")?).await.map_err(OpsError::from)?;
            of_review(&link.ok_or_else(|| object.missing())?.link.review_id).await
        }
    }
}
