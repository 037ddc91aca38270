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
        Address::SignIn => pages::sign_in::page(),
        Address::Join => pages::join::page(),
        Address::Open => pages::open::page(),
        Address::People => pages::people::page(),
        Address::Tokens => pages::tokens::page(),
        Address::Hooks => pages::hooks::page(),
        Address::Audit => pages::audit::page(),
        Address::Account => pages::account::page(),
        Address::Unknown => parts::unknown::page(),
    };
    view! {
        <a class="skip-link" href="#main">"Skip to content"</a>
        {page}
        {live_regions(announcer)}
    }
}
