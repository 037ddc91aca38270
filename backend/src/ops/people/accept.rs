//! Joining by an invitation.

use serde_json::json;
use shared::api::{Act, Doer, Join, Person};

use super::{Passwords, PeopleError, look_at_invitation, passwords, start_session, words};
use crate::ops::entry::entry_by;
use crate::ops::fresh::random_id;
use crate::ops::secret::Secret;
use crate::ops::{Context, OpsError};
use crate::store::{Identity, NewPerson, StoreError, Thing};

/// Someone new, and the session that they have at once.
pub struct Joined {
    pub person: Person,
    pub session: Secret,
}

/// Makes an account with a password. The invitation is used up.
pub async fn accept_invitation(context: &Context, hashing: &Passwords, join: &Join) -> Result<Joined, OpsError> {
    // First, so that nobody without an invitation has the server hash anything.
    look_at_invitation(context, &join.token).await?;
    let email = words::email(&join.email)?;
    passwords::usable(&join.password, &email)?;
    let name = words::name(&join.name)?;
    let password = hashing.hash(&join.password).await?;
    accept(context, &join.token, name, email, Some(password), None).await
}

/// Makes an account of someone whom an OpenID Connect issuer knows. The invitation is used up.
pub async fn join_with_identity(
    context: &Context,
    token: &str,
    identity: Identity,
    name: &str,
    email: &str,
) -> Result<Joined, OpsError> {
    accept(context, token, words::name(name)?, words::email(email)?, None, Some(identity)).await
}

async fn accept(
    context: &Context,
    token: &str,
    name: String,
    email: String,
    password: Option<String>,
    identity: Option<Identity>,
) -> Result<Joined, OpsError> {
    let invitation = look_at_invitation(context, token).await?;
    let means = if identity.is_some() { "openid-connect" } else { "password" };
    let person = Person {
        id: random_id()?,
        name,
        email,
        grants: invitation.grants,
        created_at: context.clock.now(),
        disabled_at: None,
    };
    let detail = json!({ "invitation": invitation.id, "invitedBy": invitation.by.id, "grants": person.grants });
    let told = entry_by(Doer::Person { person: person.reference() }, Act::Joined, context.clock.now()).detail(detail);
    let person = match context.store.join(NewPerson { person, password, identity }, &invitation.id, told).await {
        Ok(person) => person,
        Err(StoreError::Missing(Thing::Invitation)) => return Err(PeopleError::InvitationGone.into()),
        Err(error) => return Err(error.into()),
    };
    let session = start_session(context, &person, means).await?;
    Ok(Joined { person, session })
}
