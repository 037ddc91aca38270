//! The page that the address asks for, and what all of them share: the skip link and the live regions.

use leptos::prelude::*;
use parts::announcer::Announcer;
use parts::shell::live_regions;

use crate::address::Address;
use crate::pages;

/// The whole application.
pub(crate) fn app() -> impl IntoView {
    let announcer = Announcer::new();
    provide_context(announcer);
    let page = match Address::here() {
        Address::Reviews => pages::reviews::page(),
        Address::Review { review } => pages::review::page(review),
        Address::Unknown => parts::unknown::page(),
    };
    view! {
        <a class="skip-link" href="#main">"Skip to content"</a>
        {page}
        {live_regions(announcer)}
    }
}
