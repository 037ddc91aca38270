//! Opening a review link.

use serde_json::json;
use shared::api::{Act, Doer, LinkOpened};

use super::PeopleError;
use crate::ops::actor::OpenedLink;
use crate::ops::secret::Secret;
use crate::ops::{Actor, Context, OpsError};
use crate::store::{NewEntry, StoreError, Thing};

/// What a link opened, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    pub link: LinkOpened,
    /// Milliseconds since 1970.
    pub expires_at: i64,
}

/// Notes that `by` opened the link whose secret is shown.
pub async fn open_link(context: &Context, by: &Actor, shown: &str) -> Result<Opened, OpsError> {
    let Some((link, expires_at)) = find(context, Some(shown)).await? else { return Err(PeopleError::LinkGone.into()) };
    let guest = Doer::Link { link: link.id.clone(), name: String::new() };
    let told = NewEntry {
        at: context.clock.now(),
        by: by.as_person().map_or(guest, |_| by.doer("")),
        act: Act::LinkOpened,
        environment: Some(link.environment),
        design_id: Some(link.design_id),
        detail: json!({ "link": link.id, "review": link.review_id }),
    };
    let at = told.at;
    context.store.use_link(&link.id, at, told).await?;
    Ok(Opened { link: LinkOpened { review_id: link.review_id, scope: link.scope }, expires_at })
}

/// The link of what is shown and when it expires, if it counts.
pub(super) async fn find(context: &Context, shown: Option<&str>) -> Result<Option<(OpenedLink, i64)>, OpsError> {
    let Some(secret) = shown.and_then(Secret::read) else { return Ok(None) };
    let stored = context.store.link(secret.id()).await?.filter(|stored| secret.fits(&stored.hash));
    let now = context.clock.now();
    let counts = |link: &shared::api::Link| link.revoked_at.is_none() && now < link.expires_at;
    let Some(link) = stored.map(|stored| stored.link).filter(counts) else { return Ok(None) };
    let review = match context.store.review(&link.review_id).await {
        Ok(review) => review,
        Err(StoreError::Missing(Thing::Review)) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let opened = OpenedLink {
        id: link.id,
        scope: link.scope,
        review_id: review.id,
        design_id: review.design_id,
        environment: review.environment,
    };
    Ok(Some((opened, link.expires_at)))
}
