//! Reviews: what is said and decided in them, and the links to them.

use gloo_net::http::Request;
use shared::api::{
    Link, LinkList, MadeLink, MakeLink, OpenReview, RefreshReview, Reply, Resolve, ReviewCopy, ReviewList, ReviewMeta,
    Submission, SuggestionApplied, Thread,
};

use super::call::{Answer, body_of, get, read, send_empty, send_json};
use super::designs::design_url;
use super::plans::why_not_planned;

/// Newest first.
pub async fn reviews() -> Answer<Vec<ReviewMeta>> {
    get::<ReviewList>("/api/reviews").await.map(|list| list.reviews)
}

/// Newest first.
pub async fn design_reviews(design: &str) -> Answer<Vec<ReviewMeta>> {
    get::<ReviewList>(&format!("{}/reviews", design_url(design))).await.map(|list| list.reviews)
}

/// Asks AWS how things are, plans, and opens a review of that.
pub async fn open_review(design: &str, wanted: &OpenReview) -> Answer<ReviewMeta> {
    let request = Request::post(&format!("{}/reviews", design_url(design)));
    read(&send_json(request, body_of(wanted)).await.map_err(why_not_planned)?)
}

pub async fn review(id: &str) -> Answer<ReviewCopy> {
    get(&review_url(id)).await
}

/// Asks AWS again, and plans anew.
pub async fn refresh_review(id: &str, wanted: &RefreshReview) -> Answer<ReviewMeta> {
    let request = Request::post(&format!("{}/refresh", review_url(id)));
    read(&send_json(request, body_of(wanted)).await.map_err(why_not_planned)?)
}

/// Sends comments, and a decision if there is one.
pub async fn submit_review(id: &str, submission: &Submission) -> Answer<ReviewCopy> {
    read(&send_json(Request::post(&format!("{}/submissions", review_url(id))), body_of(submission)).await?)
}

/// Takes one's own decision back.
pub async fn withdraw_decision(id: &str) -> Answer<()> {
    send_empty(Request::delete(&format!("/api/decisions/{id}"))).await.map(drop)
}

pub async fn reply(thread: &str, reply: &Reply) -> Answer<Thread> {
    read(&send_json(Request::post(&format!("/api/threads/{thread}/replies")), body_of(reply)).await?)
}

pub async fn resolve_thread(thread: &str, resolved: bool) -> Answer<Thread> {
    let request = Request::put(&format!("/api/threads/{thread}/resolved"));
    read(&send_json(request, body_of(&Resolve { resolved })).await?)
}

/// Makes what a thread suggests a version.
pub async fn apply_suggestion(thread: &str) -> Answer<SuggestionApplied> {
    read(&send_empty(Request::post(&format!("/api/threads/{thread}/apply"))).await?)
}

pub async fn links(review: &str) -> Answer<Vec<Link>> {
    get::<LinkList>(&format!("{}/links", review_url(review))).await.map(|list| list.links)
}

pub async fn make_link(review: &str, wanted: &MakeLink) -> Answer<MadeLink> {
    read(&send_json(Request::post(&format!("{}/links", review_url(review))), body_of(wanted)).await?)
}

/// It opens nothing any more, at once.
pub async fn revoke_link(id: &str) -> Answer<()> {
    send_empty(Request::delete(&format!("/api/links/{id}"))).await.map(drop)
}

fn review_url(id: &str) -> String {
    format!("/api/reviews/{id}")
}
