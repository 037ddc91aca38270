//! The frame of every page, with the way back.

use crate::shell::{environments_link, shell};
use leptos::prelude::*;

/// A page with the pages above it: address and words of each.
pub fn frame(above: Signal<Vec<(String, String)>>, content: AnyView) -> AnyView {
    shell(bar(above), content)
}

/// As [`frame`], but a guest, who has one page, isn't led to others.
pub fn frame_for(guest: Signal<bool>, above: Signal<Vec<(String, String)>>, content: AnyView) -> AnyView {
    let bar = move || if guest.get() { view! { <span class="grow"></span> }.into_any() } else { bar(above) };
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
        {environments_link()}
    }
    .into_any()
}

/// A design among the pages above.
pub fn design_crumb(id: &str, name: &str) -> (String, String) {
    (format!("/designs/{id}"), named(name))
}

/// A design's name, or what stands for one.
pub fn named(name: &str) -> String {
    if name.trim().is_empty() { "Unnamed design".to_owned() } else { name.to_owned() }
}
