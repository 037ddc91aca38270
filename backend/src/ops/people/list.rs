//! Who there is.

use shared::api::PersonList;

use crate::ops::{Context, OpsError};

/// Everybody, disabled or not, and the invitations that can be used.
pub async fn list_people(context: &Context) -> Result<PersonList, OpsError> {
    let (people, mut invitations) = (context.store.people().await?, context.store.invitations().await?);
    let now = context.clock.now();
    invitations.retain(|invitation| now < invitation.expires_at);
    Ok(PersonList { people, invitations })
}
