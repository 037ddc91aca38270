//! Taking all access from a person.

use serde_json::json;
use shared::api::{Act, Person};

use crate::ops::entry::entry;
use crate::ops::{Actor, Context, OpsError};

/// Ends a person's sessions and tokens, and lets them in no more. What they did stays under their name.
pub async fn disable_person(context: &Context, by: &Actor, id: &str) -> Result<Person, OpsError> {
    let told = entry(by, Act::PersonDisabled, context.clock.now()).detail(json!({ "person": id }));
    let at = told.at;
    Ok(context.store.disable_person(id, at, told).await?)
}
