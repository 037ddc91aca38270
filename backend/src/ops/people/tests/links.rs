//! Review links, from the holder's side.

use shared::access::{LinkScope, PersonRef};
use shared::api::{Link, ReviewMeta};

use super::*;
use crate::ops::Secret;
use crate::ops::entry::entry_by;
use crate::store::StoredLink;

/// A link to a review for the sandbox that is valid for an hour.
async fn link(context: &Context, scope: LinkScope) -> Secret {
    let (secret, now) = (Secret::random().unwrap(), context.clock.now());
    let told = |act| entry_by(Doer::Server, act, now);
    let review = ReviewMeta {
        id: secret.id().to_owned(),
        design_id: "d".to_owned(),
        design_name: "shop".to_owned(),
        version: 1,
        environment: "sandbox".to_owned(),
        title: String::new(),
        plan_id: "p".to_owned(),
        by: PersonRef::local(),
        created_at: now,
        refreshed_at: now,
    };
    context.store.open_review(review, told(Act::ReviewOpened)).await.unwrap();
    let link = Link {
        id: secret.id().to_owned(),
        review_id: secret.id().to_owned(),
        scope,
        title: String::new(),
        by: PersonRef::local(),
        created_at: now,
        expires_at: now + 3_600_000,
        revoked_at: None,
        used_at: None,
        uses: 0,
    };
    context.store.make_link(StoredLink { link, hash: secret.hash() }, told(Act::LinkMade)).await.unwrap();
    secret
}

async fn by_link(context: &Context, text: &str) -> Actor {
    let shown = Credentials { link: Some(text.to_owned()), ..Credentials::default() };
    identify(context, &shown).await.unwrap()
}

fn gone<T>(answer: &Result<T, OpsError>) -> bool {
    matches!(answer, Err(OpsError::People(PeopleError::LinkGone)))
}

#[tokio::test(start_paused = true)]
async fn a_link_opens_its_review_and_no_other() {
    let context = team();
    let (one, other) = (link(&context, LinkScope::Comment).await, link(&context, LinkScope::View).await);
    let opened = open_link(&context, &Actor::nobody(), &one.text()).await.unwrap();
    assert_eq!((opened.link.review_id.as_str(), opened.link.scope), (one.id(), LinkScope::Comment));
    assert_eq!(opened.expires_at, context.clock.now() + 3_600_000);
    let holder = by_link(&context, &one.text()).await;
    assert!(holder.link_permits(Permission::Comment, one.id()) && !holder.link_permits(Permission::Approve, one.id()));
    assert!(!holder.link_permits(Permission::View, other.id()));
    assert!(!holder.may(Permission::View, "sandbox") && holder.as_person().is_none());
    let kept = context.store.link(one.id()).await.unwrap().unwrap().link;
    assert_eq!((kept.uses, kept.used_at), (1, Some(context.clock.now())));
    let told = context.store.entries(0, 100).await.unwrap().pop().unwrap();
    assert!(told.act == Act::LinkOpened && told.environment.as_deref() == Some("sandbox"));
    assert_eq!(told.by, Doer::Link { link: one.id().to_owned(), name: String::new() });

    // Someone who is signed in stays who they are.
    let (joined, by) = owner(&context).await;
    open_link(&context, &by, &one.text()).await.unwrap();
    let both = Credentials { session: Some(joined.session.text()), link: Some(one.text()), bearer: None };
    let both = identify(&context, &both).await.unwrap();
    assert!(both.in_person().is_some() && both.link().is_some());
    assert!(!record(&context).await.contains(one.text().split_once('.').unwrap().1));
}

#[tokio::test(start_paused = true)]
async fn a_link_ends_at_once_when_revoked_and_when_it_expires() {
    let context = team();
    let (one, other) = (link(&context, LinkScope::View).await, link(&context, LinkScope::View).await);
    let told = entry_by(Doer::Server, Act::LinkRevoked, context.clock.now());
    context.store.revoke_link(one.id(), context.clock.now(), told).await.unwrap();
    assert!(by_link(&context, &one.text()).await.is_nobody());
    assert!(gone(&open_link(&context, &Actor::nobody(), &one.text()).await));
    tokio::time::advance(just_under(HOUR)).await;
    assert!(by_link(&context, &other.text()).await.link().is_some());
    tokio::time::advance(Duration::from_millis(1)).await;
    assert!(by_link(&context, &other.text()).await.is_nobody());
    assert!(gone(&open_link(&context, &Actor::nobody(), &other.text()).await));
    let mixed = format!("{}.{}", other.id(), one.text().split_once('.').unwrap().1);
    for wrong in ["", "x", other.id(), &mixed] {
        assert!(gone(&open_link(&context, &Actor::nobody(), wrong).await), "{wrong}");
    }
}
