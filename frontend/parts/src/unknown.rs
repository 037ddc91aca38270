//! What an unknown address shows.

use crate::shell::set_title;
use leptos::prelude::*;

use crate::frame::frame;

pub fn page() -> AnyView {
    set_title("Not found");
    let content = view! {
        <div class="message-page">
            <h1>"There is no such page"</h1>
            <p>"The address may be mistyped."</p>
            <p>
                <a class="button" href="/designs">"All designs"</a>
            </p>
        </div>
    };
    frame(Signal::stored(Vec::new()), content.into_any())
}
