//! Who asks, by what they show.

use super::{open_link, session};
use crate::ops::secret::Secret;
use crate::ops::{Actor, Context, OpsError};

/// What the text of an API token begins with, so that scanners for leaked secrets know it.
pub const TOKEN_PREFIX: &str = "bpt_";

/// What a request shows. It has no `Debug`, so that it gets into no log.
#[derive(Default)]
pub struct Credentials {
    /// Of a session: `ID.SECRET`.
    pub session: Option<String>,
    /// Of a review link: `ID.SECRET`.
    pub link: Option<String>,
    /// An API token: `bpt_ID.SECRET`.
    pub bearer: Option<String>,
}

/// Who shows this. Roles are read anew each time, so that a change of them counts at once. A program that shows a token
/// is known by nothing else.
pub async fn identify(context: &Context, shown: &Credentials) -> Result<Actor, OpsError> {
    if let Some(bearer) = &shown.bearer {
        return by_token(context, bearer).await;
    }
    let person = by_session(context, shown.session.as_deref()).await?;
    let link = open_link::find(context, shown.link.as_deref()).await?.map(|(link, _)| link);
    Ok(person.with_link(link))
}

async fn by_session(context: &Context, shown: Option<&str>) -> Result<Actor, OpsError> {
    let now = context.clock.now();
    let found = session::shown(context, shown).await?.filter(|found| session::is_current(found, now));
    let Some(session) = found else { return Ok(Actor::nobody()) };
    let person = context.store.person(&session.person.id).await?;
    if person.disabled_at.is_some() {
        return Ok(Actor::nobody());
    }
    if now.saturating_sub(session.used_at) >= session::NOTED_MS {
        context.store.touch_session(&session.id, now).await?;
    }
    Ok(Actor::person(person.reference(), person.grants))
}

async fn by_token(context: &Context, bearer: &str) -> Result<Actor, OpsError> {
    let Some(secret) = bearer.strip_prefix(TOKEN_PREFIX).and_then(Secret::read) else { return Ok(Actor::nobody()) };
    let now = context.clock.now();
    let stored = context.store.token(secret.id()).await?.filter(|stored| secret.fits(&stored.hash));
    let Some(token) = stored.map(|stored| stored.token).filter(|token| now < token.expires_at) else {
        return Ok(Actor::nobody());
    };
    let owner = context.store.person(&token.owner.id).await?;
    if owner.disabled_at.is_some() {
        return Ok(Actor::nobody());
    }
    if token.used_at.is_none_or(|used| now.saturating_sub(used) >= session::NOTED_MS) {
        context.store.touch_token(&token.id, now).await?;
    }
    Ok(Actor::token(owner.reference(), owner.grants, token.id, token.scope, token.environment))
}
