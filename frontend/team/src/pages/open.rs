//! Exchanges a review link for a cookie, and goes to the review.

use leptos::prelude::*;
use parts::address::replace;
use parts::api;
use parts::shell::set_title;
use wasm_bindgen_futures::spawn_local;

use super::door::door;
use crate::address::take_secret;

/// `/open#TOKEN`.
pub(crate) fn page() -> AnyView {
    set_title("Review");
    let failure = RwSignal::new(None::<String>);
    match take_secret() {
        Some(token) => spawn_local(async move {
            match api::open_link(&token).await {
                Ok(opened) => replace(&format!("/reviews/{}", opened.review_id)),
                Err(error) => failure.set(Some(error.to_string())),
            }
        }),
        None => failure.set(Some(
            "The address is not complete: what stands behind its # is missing, or was used on this page before. \
             Open the link again as you got it."
                .to_owned(),
        )),
    }
    let content = move || {
        match failure.get() {
        None => view! { <p role="status">"Opening the review\u{2026}"</p> }.into_any(),
        Some(why) => view! {
            <div role="alert">
                <h1>"The review can't be opened with this link"</h1>
                <p>{why}</p>
                <p>"If it was revoked or has expired, ask whoever sent it for another one. With an account you don't need a link."</p>
            </div>
            <p>
                <a class="button" href="/sign-in?then=/reviews" rel="external">"Sign in"</a>
            </p>
        }
        .into_any(),
    }
    };
    door(content.into_any())
}
