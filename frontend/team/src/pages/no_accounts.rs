//! What the pages about accounts show where there are none.

use leptos::prelude::*;

pub(super) fn no_accounts() -> AnyView {
    view! {
        <div class="empty">
            <h2>"There are no accounts here"</h2>
            <p>
                "Only this machine reaches this server, so whoever sits at it is the owner and nobody signs in. "
                "To work as a team, start the server for others: "
                <code>"bayplan serve --listen ADDRESS --url https://ADDRESS"</code>
                ". It prints a link that makes the first owner."
            </p>
        </div>
    }
    .into_any()
}
