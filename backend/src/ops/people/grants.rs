//! What people are granted.

use serde_json::json;
use shared::access::{EVERYWHERE, Grants};
use shared::api::{Act, Person};

use super::PeopleError;
use crate::ops::entry::entry;
use crate::ops::environments::load_environment;
use crate::ops::{Actor, Context, OpsError};
use crate::store::{StoreError, Thing};

/// More than a person has roles, in more environments than a team has.
const MAX_GRANTS: usize = 300;

/// Replaces what a person was granted. It counts from their next request on.
pub async fn set_grants(context: &Context, by: &Actor, id: &str, grants: Grants) -> Result<Person, OpsError> {
    let before = context.store.person(id).await?.grants;
    let grants = usable(context, grants).await?;
    let detail = json!({ "person": id, "from": before, "to": grants });
    let told = entry(by, Act::GrantsChanged, context.clock.now()).detail(detail);
    Ok(context.store.set_grants(id, grants, told).await?)
}

/// Each once, in order. An environment has to be there: else whoever makes one of that name later would let people in
/// without knowing.
pub(super) async fn usable(context: &Context, Grants(mut grants): Grants) -> Result<Grants, OpsError> {
    if grants.len() > MAX_GRANTS {
        return Err(PeopleError::TooManyGrants(MAX_GRANTS).into());
    }
    grants.sort();
    grants.dedup();
    let mut named: Vec<_> = grants.iter().map(|grant| grant.environment.as_str()).collect();
    named.dedup();
    for name in named.into_iter().filter(|name| *name != EVERYWHERE) {
        match load_environment(&*context.store, name).await {
            Ok(_) => {}
            Err(OpsError::Store(StoreError::Missing(Thing::Environment))) => {
                return Err(PeopleError::NoEnvironment(name.chars().take(100).collect()).into());
            }
            Err(error) => return Err(error),
        }
    }
    Ok(Grants(grants))
}
