//! The frame of the pages for who isn't signed in.

use leptos::prelude::*;
use parts::shell::shell;

pub(super) fn door(content: AnyView) -> AnyView {
    shell(().into_any(), view! { <div class="door">{content}</div> }.into_any())
}

/// A page that only says something, with one way on.
pub(super) fn says(title: &'static str, words: String, way: (&'static str, &'static str)) -> AnyView {
    let (href, on) = way;
    view! {
        <h1>{title}</h1>
        <p>{words}</p>
        <p>
            <a class="button" href=href rel="external">{on}</a>
        </p>
    }
    .into_any()
}
