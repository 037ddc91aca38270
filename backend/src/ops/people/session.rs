//! Sessions: a browser that someone signed in with.

use serde_json::json;
use shared::api::{Act, Doer, Person};

use crate::ops::entry::entry_by;
use crate::ops::secret::Secret;
use crate::ops::{Context, OpsError};
use crate::store::Session;

const HOUR_MS: i64 = 3_600_000;
/// A session that isn't used ends after this long.
const IDLE_MS: i64 = 8 * HOUR_MS;
/// Every session ends after this long.
pub const SESSION_MS: i64 = 7 * 24 * HOUR_MS;
/// Its use is noted no more often than this: not every request has to write.
pub(super) const NOTED_MS: i64 = 60_000;

/// Starts one for someone who has shown who they are, by `means`, such as `password`. Gives what their browser is to
/// show from now on.
pub async fn start_session(context: &Context, person: &Person, means: &str) -> Result<Secret, OpsError> {
    let (secret, now, by) = (Secret::random()?, context.clock.now(), person.reference());
    let session =
        Session { id: secret.id().to_owned(), hash: secret.hash(), person: by.clone(), created_at: now, used_at: now };
    let told = entry_by(Doer::Person { person: by }, Act::SignedIn, context.clock.now()).detail(json!({ "by": means }));
    context.store.start_session(session, told).await?;
    Ok(secret)
}

/// The session of what a browser shows, if it has not ended; it may be too old.
pub(super) async fn shown(context: &Context, text: Option<&str>) -> Result<Option<Session>, OpsError> {
    let Some(secret) = text.and_then(Secret::read) else { return Ok(None) };
    Ok(context.store.session(secret.id()).await?.filter(|session| secret.fits(&session.hash)))
}

/// Whether it still counts.
pub(super) fn is_current(session: &Session, now: i64) -> bool {
    now < session.created_at.saturating_add(SESSION_MS) && now < session.used_at.saturating_add(IDLE_MS)
}

pub(super) async fn end(context: &Context, session: Session) -> Result<(), OpsError> {
    let told = entry_by(Doer::Person { person: session.person }, Act::SignedOut, context.clock.now());
    Ok(context.store.end_session(&session.id, told).await?)
}
