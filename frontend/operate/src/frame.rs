//! The frame of every page, with the way back.

use leptos::prelude::*;
use parts::shell::{environments_link, reviews_link, shell};

/// A page with the pages above it: address and words of each.
pub(crate) fn frame(above: Signal<Vec<(String, String)>>, content: AnyView) -> AnyView {
    shell(bar(above), content)
}

/// As [`frame`]; a guest, who can't open the other pages, is offered to sign in instead.
pub(crate) fn frame_for(guest: Signal<bool>, above: Signal<Vec<(String, String)>>, content: AnyView) -> AnyView {
    let bar = move || {
        if !guest.get() {
            return bar(above);
        }
        let here = window().location().pathname().unwrap_or_default();
        view! {
            <span class="grow"></span>
            <a class="button" href=format!("/sign-in?then={here}")>"Sign in"</a>
        }
        .into_any()
    };
    shell(bar.into_any(), content)
}

fn bar(above: Signal<Vec<(String, String)>>) -> AnyView {
    let links = move || {
        let steps = above.get().into_iter();
        steps.map(|(href, words)| view! { <li><a href=href>{words}</a></li> }).collect_view()
    };
    view! {
        <nav class="crumbs" aria-label="Pages above">
            <ol>
                <li><a href="/designs">"Designs"</a></li>
                {links}
            </ol>
        </nav>
        <span class="grow"></span>
        {reviews_link()} {environments_link()}
    }
    .into_any()
}

/// A design among the pages above.
pub(crate) fn design_crumb(id: &str, name: &str) -> (String, String) {
    (format!("/designs/{id}"), named(name))
}

/// A design's name, or what stands for one.
pub(crate) fn named(name: &str) -> String {
    if name.trim().is_empty() { "Unnamed design".to_owned() } else { name.to_owned() }
}
