//! The frame of every page: top bar and main landmark.

use leptos::prelude::*;

use crate::announcer::Announcer;
use crate::icon::icon;
use crate::menu::menu;
use crate::session;

/// A page of a `title`, with what stands in its top bar and its content.
pub fn shell(bar: AnyView, content: AnyView) -> AnyView {
    view! {
        <header class="topbar">
            <a class="product" href="/designs">{icon("logo")}<span class="product-name">"Bayplan"</span></a>
            {bar}
            {menu()}
        </header>
        {session::notice()}
        <main id="main" tabindex="-1">{content}</main>
    }
    .into_any()
}

/// The way to the environments. They are another module's pages, so the browser loads them anew.
pub fn environments_link() -> AnyView {
    view! {
        <a class="button" href="/environments" rel="external">
            {icon("cloud")}
            <span class="bar-word">"Environments"</span>
        </a>
    }
    .into_any()
}

/// The live regions, which are there before they are needed.
pub fn live_regions(announcer: Announcer) -> AnyView {
    view! {
        <div class="sr-only" aria-live="polite" role="status">{move || announcer.polite.get()}</div>
        <div class="sr-only" aria-live="assertive" role="alert">{move || announcer.assertive.get()}</div>
    }
    .into_any()
}

/// Sets the title of the browser's tab.
pub fn set_title(title: &str) {
    document().set_title(&if title.is_empty() { "Bayplan".to_owned() } else { format!("{title} · Bayplan") });
}
