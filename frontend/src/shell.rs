//! The frame of every page: top bar and main landmark.

use leptos::prelude::*;

/// A page of a `title`, with what stands in its top bar and its content.
pub(crate) fn shell(bar: AnyView, content: AnyView) -> AnyView {
    view! {
        <header class="topbar">
            <a class="product" href="/designs">{crate::icon::icon("logo")}<span class="product-name">"Bayplan"</span></a>
            {bar}
        </header>
        <main id="main" tabindex="-1">{content}</main>
    }
    .into_any()
}

/// Sets the title of the browser's tab.
pub(crate) fn set_title(title: &str) {
    document().set_title(&if title.is_empty() { "Bayplan".to_owned() } else { format!("{title} · Bayplan") });
}
