//! Who is signed in, and the way to the team's pages.

use leptos::prelude::*;
use shared::access::Permission;
use shared::api::Me;
use wasm_bindgen_futures::spawn_local;

use crate::address::go;
use crate::announcer::Announcer;
use crate::api;
use crate::icon::icon;
use crate::me::me;
use crate::session;

/// Whether a page is for who looks.
type For = fn(&Me) -> bool;

/// Each page: address, name, and for whom. The pages are other modules' than most that link to them.
const PAGES: [(&str, &str, For); 6] = [
    ("/reviews", "Reviews", |_| true),
    ("/people", "People", |me| me.accounts && manages(me)),
    ("/tokens", "Tokens", |me| me.accounts),
    ("/hooks", "Hooks", manages),
    ("/audit", "Audit", |_| true),
    ("/account", "Account", |me| me.accounts),
];

fn manages(me: &Me) -> bool {
    me.grants.permit_everywhere(Permission::Manage)
}

/// The button in the top bar and what it opens. The browser opens and closes it: Escape and a click elsewhere, too.
pub(crate) fn menu() -> AnyView {
    let me = me();
    let announcer = Announcer::here();
    (move || me.with(|me| me.as_ref().map(|me| menu_of(me, announcer)))).into_any()
}

fn menu_of(me: &Me, announcer: Announcer) -> AnyView {
    let Some(person) = &me.person else {
        // Someone with a link.
        return if session::at_the_door() {
            ().into_any()
        } else {
            view! { <a class="button" href=session::sign_in_address() rel="external">"Sign in"</a> }.into_any()
        };
    };
    let name = if me.accounts { person.name.clone() } else { "Menu".to_owned() };
    let title = name.clone();
    let pages = PAGES.into_iter().filter(|(_, _, shown)| shown(me));
    let links = pages.map(|(href, words, _)| view! { <a href=href rel="external">{words}</a> }).collect_view();
    let sign_out = move |_| {
        spawn_local(async move {
            match api::sign_out().await {
                Ok(()) => go("/sign-in"),
                Err(error) => announcer.fail(error.to_string()),
            }
        });
    };
    let sign_out = me.accounts.then(|| view! { <button type="button" on:click=sign_out>"Sign out"</button> });
    view! {
        <button type="button" class="button menu-button" popovertarget="menu" title=title>
            {icon(if me.accounts { "person" } else { "list" })}
            <span class="bar-word">{name}</span>
        </button>
        <nav class="menu" id="menu" popover="auto" aria-label="Menu">
            {links}
            {sign_out}
        </nav>
    }
    .into_any()
}
