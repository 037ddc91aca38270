//! How the first owner comes in.

use serde_json::json;
use shared::access::{Grants, Permission, PersonRef, Role};
use shared::api::{Act, Doer};

use super::invite;
use crate::ops::entry::entry_by;
use crate::ops::secret::Secret;
use crate::ops::{Context, OpsError};

/// Who the server is where it invites.
const SERVER: &str = "server";
/// How long the invitation may be used; a server that is started again makes another one.
const VALID_MS: i64 = 24 * 3_600_000;

/// Where nobody is owner everywhere, an invitation to become it. Those that the server made before are void then.
pub async fn owner_link(context: &Context) -> Result<Option<Secret>, OpsError> {
    let people = context.store.people().await?;
    let mut enabled = people.iter().filter(|person| person.disabled_at.is_none());
    if enabled.any(|person| person.grants.permit_everywhere(Permission::Manage)) {
        return Ok(None);
    }
    for older in context.store.invitations().await?.iter().filter(|invitation| is_servers(&invitation.by)) {
        let told = entry_by(Doer::Server, Act::InvitationRevoked, context.clock.now())
            .detail(json!({ "invitation": older.id }));
        context.store.revoke_invitation(&older.id, told).await?;
    }
    let server = PersonRef { id: SERVER.to_owned(), name: "The server".to_owned() };
    let (note, grants) = ("The first owner".to_owned(), Grants::everywhere(Role::Owner));
    let (_, secret) = invite::make(context, server, Doer::Server, note, grants, VALID_MS).await?;
    Ok(Some(secret))
}

/// Ids of people have 32 digits, so nobody else has this one.
pub(super) fn is_servers(by: &PersonRef) -> bool {
    by.id == SERVER
}
