//! Inviting people.

use serde_json::json;
use shared::access::{Grants, PersonRef};
use shared::api::{Act, Doer, Invitation, Invite};

use super::{grants, words};
use crate::ops::entry::{entry, entry_by};
use crate::ops::secret::Secret;
use crate::ops::{Actor, Context, OpsError};
use crate::store::StoredInvitation;

/// How long an invitation may be used.
const VALID_MS: i64 = 7 * 24 * 3_600_000;

/// Makes an invitation, and the secret that is to be sent.
pub async fn invite(context: &Context, by: &Actor, asked: Invite) -> Result<(Invitation, Secret), OpsError> {
    let (note, grants) = (words::note(&asked.note)?, grants::usable(context, asked.grants).await?);
    make(context, by.author(), by.doer(""), note, grants, VALID_MS).await
}

/// Makes an invitation void.
pub async fn revoke_invitation(context: &Context, by: &Actor, id: &str) -> Result<(), OpsError> {
    let told = entry(by, Act::InvitationRevoked, context.clock.now()).detail(json!({ "invitation": id }));
    Ok(context.store.revoke_invitation(id, told).await?)
}

pub(super) async fn make(
    context: &Context,
    by: PersonRef,
    doer: Doer,
    note: String,
    grants: Grants,
    valid_ms: i64,
) -> Result<(Invitation, Secret), OpsError> {
    let (secret, now) = (Secret::random()?, context.clock.now());
    let (id, expires_at) = (secret.id().to_owned(), now.saturating_add(valid_ms));
    let told = entry_by(doer, Act::Invited, context.clock.now()).detail(json!({ "invitation": id, "grants": grants }));
    let invitation = Invitation { id, note, grants, by, created_at: now, expires_at };
    let stored = StoredInvitation { invitation: invitation.clone(), hash: secret.hash() };
    context.store.invite(stored, told).await?;
    Ok((invitation, secret))
}
