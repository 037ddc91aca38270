//! Reviews: comments, decisions and links.

use serde_json::json;
use shared::access::{LinkScope, PersonRef};
use shared::api::{Act, ApplyKind, Comment, Commenter, Link, ReviewMeta, Thread, ThreadPlace};
use shared::document::Pointer;
use shared::review::{Content, Decision, DecisionKind};

use super::on_each_store;
use super::record::{acts, entry, head};
use crate::store::{Store, StoreError, StoredLink, Thing};

fn somebody() -> PersonRef {
    PersonRef { id: "ann".to_owned(), name: "Ann".to_owned() }
}

/// A review of plan `plan-ID`.
pub(super) fn review(id: &str, design: &str) -> ReviewMeta {
    ReviewMeta {
        id: id.to_owned(),
        design_id: design.to_owned(),
        design_name: "shop".to_owned(),
        version: 1,
        environment: "test".to_owned(),
        title: "a title".to_owned(),
        plan_id: format!("plan-{id}"),
        by: somebody(),
        created_at: 5,
        refreshed_at: 5,
    }
}

fn comment(text: &str) -> Comment {
    Comment { by: Commenter::Guest("J\u{fc}rgen".to_owned()), text: text.to_owned(), at: 8 }
}

pub(super) fn thread(id: &str, design: &str) -> Thread {
    Thread {
        id: id.to_owned(),
        design_id: design.to_owned(),
        review_id: "r".to_owned(),
        version: 1,
        path: Some(Pointer::root().key("services").key("w/e~b")),
        text: Some(json!(null)),
        suggestion: Some(json!({ "z": 1, "a": [1.5] })),
        applied_as: None,
        comments: vec![comment("why?")],
        resolved_by: None,
        place: ThreadPlace::Whole,
    }
}

pub(super) fn decision(id: &str, review: &ReviewMeta) -> Decision {
    let content = Content {
        design_id: review.design_id.clone(),
        version: 1,
        kind: ApplyKind::Apply,
        design_fingerprint: "d".to_owned(),
        environment: review.environment.clone(),
        environment_id: Some("e".to_owned()),
        environment_counter: 3,
        account: "123456789012".to_owned(),
        region: "eu-central-1".to_owned(),
        plan_fingerprint: "p".to_owned(),
    };
    Decision {
        id: id.to_owned(),
        review_id: review.id.clone(),
        kind: DecisionKind::Approve,
        content,
        by: somebody(),
        note: "fine".to_owned(),
        at: 9,
        withdrawn_at: None,
    }
}

pub(super) fn link(id: &str, review: &str) -> StoredLink {
    let link = Link {
        id: id.to_owned(),
        review_id: review.to_owned(),
        scope: LinkScope::Comment,
        title: "for Jo".to_owned(),
        by: somebody(),
        created_at: 6,
        expires_at: 100,
        revoked_at: None,
        used_at: None,
        uses: 0,
    };
    StoredLink { link, hash: [5; 32] }
}

async fn reviews_are_listed_and_move_on(store: &dyn Store) {
    for (id, design) in [("r", "one"), ("s", "two"), ("t", "one")] {
        store.open_review(review(id, design), entry(Act::ReviewOpened)).await.unwrap();
    }
    let ids = |reviews: Vec<ReviewMeta>| reviews.into_iter().map(|review| review.id).collect::<Vec<_>>();
    assert_eq!(ids(store.reviews(None).await.unwrap()), ["t", "s", "r"], "newest first");
    assert_eq!(ids(store.reviews(Some("one")).await.unwrap()), ["t", "r"]);
    assert_eq!(ids(store.reviews(Some("no")).await.unwrap()), Vec::<String>::new());
    let moved = store.refresh_review("r", 2, "plan-x", 50, entry(Act::ReviewRefreshed)).await.unwrap();
    let expected = ReviewMeta { version: 2, plan_id: "plan-x".to_owned(), refreshed_at: 50, ..review("r", "one") };
    assert_eq!((&moved, &store.review("r").await.unwrap()), (&expected, &expected));
    assert_eq!(store.review("s").await.unwrap(), review("s", "two"));
    assert_eq!(acts(store).await[2..], [Act::ReviewOpened, Act::ReviewRefreshed]);
}

async fn comments_and_a_decision_come_together(store: &dyn Store) {
    let (here, there) = (review("r", "one"), review("s", "one"));
    for opened in [&here, &there] {
        store.open_review(opened.clone(), entry(Act::ReviewOpened)).await.unwrap();
    }
    let threads = vec![thread("a", "one"), thread("b", "one")];
    let told = vec![entry(Act::Commented), entry(Act::Commented), entry(Act::Approved)];
    let made = decision("x", &here);
    store.submit(threads.clone(), Some((made.clone(), "plan-r".to_owned())), told).await.unwrap();
    store.submit(vec![thread("c", "two")], None, vec![entry(Act::Commented)]).await.unwrap();
    assert_eq!(store.threads("one").await.unwrap(), threads, "oldest first");
    assert_eq!(store.threads("no").await.unwrap(), []);
    assert_eq!(store.thread("c").await.unwrap(), thread("c", "two"));
    let elsewhere = Decision {
        content: Content { environment: "prod".to_owned(), ..made.content.clone() },
        ..decision("y", &there)
    };
    let again = decision("z", &here);
    for later in [elsewhere, again.clone()] {
        let plan = format!("plan-{}", later.review_id);
        store.submit(vec![], Some((later, plan)), vec![entry(Act::Approved)]).await.unwrap();
    }
    assert_eq!(store.decisions("one", "test").await.unwrap(), [made.clone(), again], "oldest first");
    assert_eq!(store.decisions("two", "test").await.unwrap(), []);
    assert_eq!(store.decision("x").await.unwrap(), made);
    assert_eq!(acts(store).await.len(), 8);
    head(store).await;
}

async fn a_decision_about_another_plan_keeps_nothing(store: &dyn Store) {
    let opened = review("r", "one");
    store.open_review(opened.clone(), entry(Act::ReviewOpened)).await.unwrap();
    let submit = |id: &str, plan: &str| {
        let decision = Some((decision(id, &opened), plan.to_owned()));
        store.submit(vec![thread(id, "one")], decision, vec![entry(Act::Commented), entry(Act::Approved)])
    };
    assert!(matches!(submit("a", "plan-x").await, Err(StoreError::ReviewMoved)));
    let (refreshed, submitted) =
        tokio::join!(store.refresh_review("r", 2, "plan-x", 50, entry(Act::ReviewRefreshed)), submit("b", "plan-r"),);
    refreshed.unwrap();
    let kept = match submitted {
        Ok(()) => 1,
        Err(StoreError::ReviewMoved) => 0,
        Err(other) => panic!("{other:?}"),
    };
    assert!(matches!(submit("c", "plan-r").await, Err(StoreError::ReviewMoved)));
    let unknown = Decision { review_id: "no".to_owned(), ..decision("d", &opened) };
    let unknown = store.submit(vec![thread("d", "one")], Some((unknown, "p".to_owned())), vec![entry(Act::Approved)]);
    assert!(matches!(unknown.await, Err(StoreError::Missing(Thing::Review))));
    assert_eq!(store.threads("one").await.unwrap().len(), kept);
    assert_eq!(store.decisions("one", "test").await.unwrap().len(), kept);
    assert_eq!(acts(store).await.len(), 2 + 2 * kept);
}

async fn a_thread_goes_on(store: &dyn Store) {
    store.submit(vec![thread("a", "one")], None, vec![entry(Act::Commented)]).await.unwrap();
    let mut expected = thread("a", "one");
    expected.comments.push(comment("because"));
    assert_eq!(store.reply("a", comment("because"), entry(Act::Commented)).await.unwrap(), expected);
    expected.resolved_by = Some(somebody());
    let resolve = |by| store.resolve_thread("a", by, entry(Act::ThreadResolved));
    assert_eq!(resolve(Some(somebody())).await.unwrap(), expected);
    let other = PersonRef { id: "bob".to_owned(), name: "Bob".to_owned() };
    assert_eq!(resolve(Some(other)).await.unwrap(), expected, "it was resolved before");
    store.suggestion_applied("a", 4, entry(Act::SuggestionApplied)).await.unwrap();
    store.suggestion_applied("a", 4, entry(Act::SuggestionApplied)).await.unwrap();
    expected.applied_as = Some(4);
    assert_eq!(store.thread("a").await.unwrap(), expected);
    expected.resolved_by = None;
    let reopen = || store.resolve_thread("a", None, entry(Act::ThreadReopened));
    assert_eq!((reopen().await.unwrap(), reopen().await.unwrap()), (expected.clone(), expected));
    let told = [Act::Commented, Act::Commented, Act::ThreadResolved, Act::SuggestionApplied, Act::ThreadReopened];
    assert_eq!(acts(store).await, told, "each that changed something");
}

async fn of_many_replies_none_is_lost(store: &dyn Store) {
    store.submit(vec![thread("a", "one")], None, vec![]).await.unwrap();
    let reply = |text| store.reply("a", comment(text), entry(Act::Commented));
    let (a, b, c, d) = tokio::join!(reply("a"), reply("b"), reply("c"), reply("d"));
    assert!([a, b, c, d].iter().all(Result::is_ok));
    assert_eq!(store.thread("a").await.unwrap().comments.len(), 5);
    assert_eq!(acts(store).await.len(), 4);
}

async fn a_decision_is_withdrawn_once(store: &dyn Store) {
    let opened = review("r", "one");
    store.open_review(opened.clone(), entry(Act::ReviewOpened)).await.unwrap();
    let made = decision("x", &opened);
    store.submit(vec![], Some((made.clone(), "plan-r".to_owned())), vec![entry(Act::Approved)]).await.unwrap();
    for at in [20, 30] {
        store.withdraw("x", at, entry(Act::DecisionWithdrawn)).await.unwrap();
    }
    let withdrawn = Decision { withdrawn_at: Some(20), ..made };
    assert_eq!(store.decision("x").await.unwrap(), withdrawn);
    assert_eq!(store.decisions("one", "test").await.unwrap(), [withdrawn]);
    assert_eq!(acts(store).await, [Act::ReviewOpened, Act::Approved, Act::DecisionWithdrawn]);
}

async fn links_are_counted_until_they_end(store: &dyn Store) {
    for (id, review) in [("k", "r"), ("l", "r"), ("m", "s")] {
        store.make_link(link(id, review), entry(Act::LinkMade)).await.unwrap();
    }
    let ids = store.links("r").await.unwrap().into_iter().map(|link| link.id).collect::<Vec<_>>();
    assert_eq!(ids, ["l", "k"], "newest first");
    for at in [20, 99] {
        store.use_link("k", at, entry(Act::LinkOpened)).await.unwrap();
    }
    let late = store.use_link("k", 100, entry(Act::LinkOpened)).await;
    assert!(matches!(late, Err(StoreError::Missing(Thing::Link))), "it has expired");
    for at in [30, 40] {
        store.revoke_link("k", at, entry(Act::LinkRevoked)).await.unwrap();
    }
    let revoked = store.use_link("k", 35, entry(Act::LinkOpened)).await;
    assert!(matches!(revoked, Err(StoreError::Missing(Thing::Link))));
    let ended = Link { used_at: Some(99), uses: 2, revoked_at: Some(30), ..link("k", "r").link };
    assert_eq!(store.link("k").await.unwrap(), Some(StoredLink { link: ended.clone(), ..link("k", "r") }));
    assert_eq!(store.links("r").await.unwrap(), [link("l", "r").link, ended]);
    assert_eq!(store.link("no").await.unwrap(), None);
    assert_eq!(acts(store).await[3..], [Act::LinkOpened, Act::LinkOpened, Act::LinkRevoked]);
}

async fn what_is_not_there_is_not_told(store: &dyn Store) {
    let missing = |refused: Result<(), StoreError>, thing: Thing| {
        assert!(matches!(refused, Err(StoreError::Missing(found)) if found == thing), "{thing:?}: {refused:?}");
    };
    missing(store.review("no").await.map(drop), Thing::Review);
    let refreshed = store.refresh_review("no", 1, "p", 1, entry(Act::ReviewRefreshed)).await;
    missing(refreshed.map(drop), Thing::Review);
    missing(store.thread("no").await.map(drop), Thing::Thread);
    missing(store.reply("no", comment("x"), entry(Act::Commented)).await.map(drop), Thing::Thread);
    missing(store.resolve_thread("no", None, entry(Act::ThreadReopened)).await.map(drop), Thing::Thread);
    missing(store.suggestion_applied("no", 1, entry(Act::SuggestionApplied)).await, Thing::Thread);
    missing(store.decision("no").await.map(drop), Thing::Decision);
    missing(store.withdraw("no", 1, entry(Act::DecisionWithdrawn)).await, Thing::Decision);
    missing(store.use_link("no", 1, entry(Act::LinkOpened)).await, Thing::Link);
    missing(store.revoke_link("no", 1, entry(Act::LinkRevoked)).await, Thing::Link);
    assert_eq!(acts(store).await, []);
}

on_each_store![
    reviews_are_listed_and_move_on,
    comments_and_a_decision_come_together,
    a_decision_about_another_plan_keeps_nothing,
    a_thread_goes_on,
    of_many_replies_none_is_lost,
    a_decision_is_withdrawn_once,
    links_are_counted_until_they_end,
    what_is_not_there_is_not_told,
];
