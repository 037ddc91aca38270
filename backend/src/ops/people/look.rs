//! Looking at an invitation before it is accepted.

use shared::access::{LOCAL, Permission};
use shared::api::Invitation;

use super::{PeopleError, owner_link};
use crate::ops::secret::Secret;
use crate::ops::{Context, OpsError};
use crate::store::{StoreError, Thing};

/// What the invitation says whose secret is shown, if it can be used.
pub async fn look_at_invitation(context: &Context, shown: &str) -> Result<Invitation, OpsError> {
    let Some(secret) = Secret::read(shown) else { return Err(PeopleError::InvitationGone.into()) };
    let stored = match context.store.invitation(secret.id()).await {
        Ok(stored) => stored,
        Err(StoreError::Missing(Thing::Invitation)) => return Err(PeopleError::InvitationGone.into()),
        Err(error) => return Err(error.into()),
    };
    let counts = secret.fits(&stored.hash)
        && context.clock.now() < stored.invitation.expires_at
        && inviter_counts(context, &stored.invitation).await?;
    if counts { Ok(stored.invitation) } else { Err(PeopleError::InvitationGone.into()) }
}

/// Whoever has lost the right to invite leaves no door open.
async fn inviter_counts(context: &Context, invitation: &Invitation) -> Result<bool, OpsError> {
    let by = &invitation.by;
    if owner_link::is_servers(by) || by.id == LOCAL {
        return Ok(true);
    }
    let inviter = context.store.person(&by.id).await?;
    Ok(inviter.disabled_at.is_none() && inviter.grants.permit_everywhere(Permission::Manage))
}
