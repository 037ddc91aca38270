//! What an unknown address shows.

use leptos::prelude::*;

use crate::shell::{set_title, shell};

pub(crate) fn page() -> impl IntoView {
    set_title("Not found");
    let content = view! {
        <div class="message-page">
            <h1>"There is no such page"</h1>
            <p>"The address may be mistyped, or the design was deleted."</p>
            <p>
                <a class="button" href="/designs">"All designs"</a>
            </p>
        </div>
    };
    shell(().into_any(), content.into_any())
}
