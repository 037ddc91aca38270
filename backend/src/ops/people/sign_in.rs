//! Signing in with a password.

use serde_json::json;
use shared::api::{Act, Doer, Person, SignIn};

use super::{Passwords, PeopleError, session, start_session, words};
use crate::ops::entry::entry_by;
use crate::ops::secret::Secret;
use crate::ops::{Context, OpsError};
use crate::store::{StoreError, Thing};

/// Starts a session. The session that the same browser had before, by `older`, ends: what someone planted there before
/// the sign-in is worth nothing after it.
pub async fn sign_in(
    context: &Context,
    passwords: &Passwords,
    given: &SignIn,
    older: Option<&str>,
) -> Result<Secret, OpsError> {
    let Some(person) = known(context, passwords, given).await? else { return Err(PeopleError::WrongPair.into()) };
    if let Some(older) = session::shown(context, older).await? {
        session::end(context, older).await?;
    }
    match start_session(context, &person, "password").await {
        // Disabled a moment ago.
        Err(OpsError::Store(StoreError::Missing(Thing::Person))) => Err(PeopleError::WrongPair.into()),
        started => started,
    }
}

/// The person, if there is one with the address and the password who may sign in. Else it is told in the record, without
/// what was typed.
async fn known(context: &Context, passwords: &Passwords, given: &SignIn) -> Result<Option<Person>, OpsError> {
    let found = match words::email(&given.email) {
        Ok(email) => context.store.person_by_email(&email).await?,
        Err(_) => None,
    };
    let (person, hash) = found.map_or((None, None), |found| (Some(found.person), found.password));
    let fits = passwords.fits(&given.password, hash).await?;
    let enabled = person.as_ref().is_some_and(|person| person.disabled_at.is_none());
    if !(fits && enabled) {
        let detail = person.as_ref().map_or_else(|| json!({}), |person| json!({ "person": person.id }));
        context.store.add_entry(entry_by(Doer::Server, Act::SignInFailed, context.clock.now()).detail(detail)).await?;
    }
    Ok(person.filter(|_| fits && enabled))
}
