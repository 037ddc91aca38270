//! Changing one's password.

use shared::api::{Act, ChangePassword};

use super::{Passwords, PeopleError, passwords, session};
use crate::ops::entry::entry;
use crate::ops::{Actor, Context, OpsError};
use crate::store::{StoreError, Thing};

/// Changes the password of `by`, who knows the current one. All their sessions end but the one that `shown` is of.
pub async fn change_password(
    context: &Context,
    hashing: &Passwords,
    by: &Actor,
    shown: Option<&str>,
    change: &ChangePassword,
) -> Result<(), OpsError> {
    let missing = || OpsError::from(StoreError::Missing(Thing::Person));
    let id = &by.in_person().ok_or_else(missing)?.id;
    let person = context.store.person(id).await?;
    let hash = context.store.person_by_email(&person.email).await?.ok_or_else(missing)?.password;
    let Some(hash) = hash else { return Err(PeopleError::NoPassword.into()) };
    passwords::usable(&change.new, &person.email)?;
    if !hashing.fits(&change.current, Some(hash)).await? {
        return Err(PeopleError::WrongPassword.into());
    }
    let (new, kept) = (hashing.hash(&change.new).await?, session::shown(context, shown).await?);
    let kept = kept.map(|session| session.id).unwrap_or_default();
    let told = entry(by, Act::PasswordChanged, context.clock.now());
    Ok(context.store.set_password(id, &new, &kept, told).await?)
}
