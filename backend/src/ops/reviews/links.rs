//! Links that show one review without an account.

use serde_json::json;
use shared::api::{Act, Link, MakeLink};

use super::{ReviewError, entry, words};
use crate::ops::{Actor, Context, OpsError, Secret};
use crate::store::{Store, StoreError, StoredLink, Thing};

/// How long a link is valid at least and at most, in hours: an hour to 30 days.
pub(super) const MIN_HOURS: u32 = 1;
pub(super) const MAX_HOURS: u32 = 720;
/// A week.
const USUAL_HOURS: u32 = 168;
const HOUR_MS: i64 = 60 * 60 * 1000;

/// Makes a link to a review, and the secret that opens it, which is not kept.
pub async fn make_link(
    context: &Context,
    by: &Actor,
    review: &str,
    request: &MakeLink,
) -> Result<(Link, Secret), OpsError> {
    let hours = request.expires_in_hours.unwrap_or(USUAL_HOURS);
    if !(MIN_HOURS..=MAX_HOURS).contains(&hours) {
        return Err(ReviewError::Hours { hours }.into());
    }
    let title = words::title(&request.title)?;
    let review = context.store.review(review).await?;
    let (secret, at) = (Secret::random()?, context.clock.now());
    let link = Link {
        id: secret.id().to_owned(),
        review_id: review.id.clone(),
        scope: request.scope,
        title,
        by: by.author(),
        created_at: at,
        expires_at: at.saturating_add(i64::from(hours) * HOUR_MS),
        revoked_at: None,
        used_at: None,
        uses: 0,
    };
    let detail = json!({ "expiresAt": link.expires_at, "link": link.id, "review": review.id, "scope": link.scope });
    let told = entry(context, by, "", Act::LinkMade, &review, detail);
    context.store.make_link(StoredLink { link: link.clone(), hash: secret.hash() }, told).await?;
    Ok((link, secret))
}

/// The links to a review, newest first, revoked and expired ones too.
pub async fn list_links(store: &dyn Store, review: &str) -> Result<Vec<Link>, OpsError> {
    Ok(store.links(review).await?)
}

/// Makes a link void at once. Changes nothing where it was before.
pub async fn revoke_link(context: &Context, by: &Actor, id: &str) -> Result<(), OpsError> {
    let link = context.store.link(id).await?.ok_or(StoreError::Missing(Thing::Link))?.link;
    let review = context.store.review(&link.review_id).await?;
    let told = entry(context, by, "", Act::LinkRevoked, &review, json!({ "link": link.id, "review": review.id }));
    Ok(context.store.revoke_link(id, context.clock.now(), told).await?)
}
