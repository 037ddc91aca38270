//! API tokens: what a person's programs are known by.

use serde_json::json;
use shared::access::{EVERYWHERE, Permission, PersonRef};
use shared::api::{Act, MakeToken, Token};

use super::{PeopleError, TOKEN_PREFIX, words};
use crate::ops::entry::entry;
use crate::ops::environments::load_environment;
use crate::ops::secret::Secret;
use crate::ops::{Actor, Context, OpsError};
use crate::store::{NewEntry, StoreError, StoredToken, Thing};

/// The longest that a token is valid, in days: a leap year.
pub(super) const MAX_DAYS: u32 = 366;
const DAY_MS: i64 = 24 * 3_600_000;

/// Makes a token of `by`, and the text that their program is to show.
pub async fn make_token(context: &Context, by: &Actor, asked: MakeToken) -> Result<(Token, String), OpsError> {
    let owner = person(by)?.clone();
    let name = words::name(&asked.name)?;
    if !(1..=MAX_DAYS).contains(&asked.expires_in_days) {
        return Err(PeopleError::Days.into());
    }
    if asked.environment != EVERYWHERE {
        if !by.may(Permission::View, &asked.environment) {
            return Err(StoreError::Missing(Thing::Environment).into());
        }
        load_environment(&*context.store, &asked.environment).await?;
    }
    let (secret, now) = (Secret::random()?, context.clock.now());
    let token = Token {
        id: secret.id().to_owned(),
        name,
        scope: asked.scope,
        environment: asked.environment,
        owner,
        created_at: now,
        expires_at: now.saturating_add(i64::from(asked.expires_in_days).saturating_mul(DAY_MS)),
        used_at: None,
    };
    let detail = json!({ "token": token.id, "scope": token.scope, "expiresAt": token.expires_at });
    let told = about(&token, entry(by, Act::TokenMade, now).detail(detail));
    context.store.make_token(StoredToken { token: token.clone(), hash: secret.hash() }, told).await?;
    Ok((token, format!("{TOKEN_PREFIX}{}", secret.text())))
}

/// One's own; an owner sees everybody's.
pub async fn list_tokens(context: &Context, by: &Actor) -> Result<Vec<Token>, OpsError> {
    let mut tokens = context.store.tokens().await?;
    tokens.retain(|token| reaches(by, token));
    Ok(tokens)
}

/// Makes a token void. Someone else's is missing, except for an owner.
pub async fn revoke_token(context: &Context, by: &Actor, id: &str) -> Result<(), OpsError> {
    let found = context.store.token(id).await?.filter(|stored| reaches(by, &stored.token));
    let token = found.ok_or(StoreError::Missing(Thing::Token))?.token;
    let detail = json!({ "token": id, "owner": token.owner.id });
    let told = about(&token, entry(by, Act::TokenRevoked, context.clock.now()).detail(detail));
    Ok(context.store.revoke_token(id, told).await?)
}

fn person(by: &Actor) -> Result<&PersonRef, StoreError> {
    by.in_person().ok_or(StoreError::Missing(Thing::Person))
}

fn reaches(by: &Actor, token: &Token) -> bool {
    by.may_everywhere(Permission::Manage) || by.in_person().is_some_and(|person| person.id == token.owner.id)
}

/// About the one environment that the token is bound to, if so.
fn about(token: &Token, told: NewEntry) -> NewEntry {
    if token.environment == EVERYWHERE { told } else { told.environment(&token.environment) }
}
