//! Hooks: made, listed, tried, removed; their messages looked at and sent again.

use serde_json::json;
use shared::api::{Act, Delivery, DeliveryState, Hook, HookKind, MadeHook, MakeHook};

use super::entry::entry;
use super::fresh::random_id;
use super::notices::{GITHUB_API, parcel_for, trial};
use super::{Actor, Context, OpsError};
use crate::outgoing::OutgoingError;
use crate::store::StoredHook;

/// The longest name, in characters.
const MAX_NAME: usize = 100;
/// The longest address and secret, in bytes.
const MAX_TEXT: usize = 2000;
/// How many messages are shown.
const SHOWN: i64 = 100;

/// Why a hook can't be as it is stated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HookError {
    #[error("A hook's name has 1 to {MAX_NAME} characters. Write one.")]
    Name,
    #[error("Nothing can be sent there: {0}. Nothing was changed.")]
    Address(#[from] OutgoingError),
    #[error("The address or the secret is longer than {MAX_TEXT} bytes. Nothing was changed.")]
    TooLong,
    #[error("GitHub needs a token that may write commit statuses and comments. Make one and state it as the secret.")]
    SecretMissing,
}

impl HookError {
    /// A JSON pointer to what is to blame.
    pub const fn path(&self) -> &'static str {
        match self {
            Self::Name => "/name",
            Self::Address(_) | Self::TooLong => "/url",
            Self::SecretMissing => "/secret",
        }
    }
}

/// All hooks, by name.
pub async fn list_hooks(context: &Context) -> Result<Vec<Hook>, OpsError> {
    Ok(context.store.hooks().await?.into_iter().map(|stored| stored.hook).collect())
}

/// Keeps a new hook. The answer has the secret that its messages are signed with, for the only time.
pub async fn make_hook(context: &Context, by: &Actor, request: MakeHook) -> Result<MadeHook, OpsError> {
    let MakeHook { kind, name, url, secret, acts } = request;
    let name = name.trim().to_owned();
    if !(1..=MAX_NAME).contains(&name.chars().count()) {
        return Err(HookError::Name.into());
    }
    let url =
        if url.trim().is_empty() && kind == HookKind::Github { GITHUB_API.to_owned() } else { url.trim().to_owned() };
    if url.len() > MAX_TEXT || secret.as_ref().is_some_and(|secret| secret.len() > MAX_TEXT) {
        return Err(HookError::TooLong.into());
    }
    let address = context.outgoing.check(&url).map_err(HookError::Address)?;
    // Slack's path is a secret, and any other may be one.
    let shown = format!("{}/…", address.origin().ascii_serialization());
    let (secret, told) = match kind {
        HookKind::Webhook => {
            let made = format!("{}{}", random_id()?, random_id()?);
            (made.clone(), Some(made))
        }
        HookKind::Slack => (String::new(), None),
        HookKind::Github => {
            let stated = secret.filter(|secret| !secret.trim().is_empty()).ok_or(HookError::SecretMissing)?;
            (stated.trim().to_owned(), None)
        }
    };
    let now = context.clock.now();
    let hook = Hook { id: random_id()?, kind, name, url: shown, acts, created_at: now };
    let since = context.store.last_entry().await?;
    let stored = StoredHook { hook: hook.clone(), url, secret, since };
    let entry = entry(by, Act::HookMade, now).detail(json!({ "hook": hook.id, "name": hook.name }));
    context.store.make_hook(stored, entry).await?;
    Ok(MadeHook { hook, secret: told })
}

/// Removes a hook, with its messages.
pub async fn remove_hook(context: &Context, by: &Actor, id: &str) -> Result<(), OpsError> {
    let hook = context.store.hook(id).await?.hook;
    let entry = entry(by, Act::HookRemoved, context.clock.now());
    context.store.remove_hook(id, entry.detail(json!({ "hook": hook.id, "name": hook.name }))).await?;
    Ok(())
}

/// Sends a hook a message that tells nothing but that it works.
pub async fn try_hook(context: &Context, id: &str) -> Result<Delivery, OpsError> {
    let hook = context.store.hook(id).await?.hook;
    let body = trial(hook.kind, &context.address);
    let delivery = parcel_for(&hook, Act::HookMade, None, body, context.clock.now())?;
    context.store.deliver(delivery.clone()).await?;
    Ok(delivery)
}

/// A hook's messages, newest first.
pub async fn list_deliveries(context: &Context, hook: &str) -> Result<Vec<Delivery>, OpsError> {
    context.store.hook(hook).await?;
    Ok(context.store.deliveries(hook, SHOWN).await?)
}

/// Has a message sent again, as if it were new.
pub async fn redeliver(context: &Context, id: &str) -> Result<Delivery, OpsError> {
    let delivery = context.store.delivery(id).await?;
    let waiting = Delivery { state: DeliveryState::Waiting, attempts: 0, at: context.clock.now(), ..delivery };
    context.store.attempted(&waiting).await?;
    Ok(waiting)
}
