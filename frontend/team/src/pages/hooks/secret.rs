//! What a receiver verifies messages with, shown once.

use leptos::prelude::*;
use shared::api::MadeHook;

use super::Hooks;
use crate::once::once;

pub(super) fn secret(state: Hooks, made: MadeHook) -> AnyView {
    let MadeHook { hook, secret } = made;
    let verify = secret.map(|secret| {
        view! {
            {once("hook-made-secret", "Secret that messages are signed with", secret)}
            <div class="verify">
                <p>
                    "Each message has the header "
                    <code>"Bayplan-Signature"</code>
                    ": HMAC-SHA256 of its body with this secret. Compute it over the bytes as they came, before reading them "
                    "as JSON, compare in constant time, and refuse what differs."
                </p>
            </div>
        }
    });
    view! {
        <div class="sheet-form">
            <p>{format!("The hook \u{201c}{}\u{201d} is made. Try it to see whether messages arrive.", hook.name)}</p>
            {verify}
            <footer class="dialog-foot">
                <button
                    type="button"
                    class="button"
                    data-kind="primary"
                    id="hook-done"
                    on:click=move |_| state.making.set(false)
                >
                    "Done"
                </button>
            </footer>
        </div>
    }
    .into_any()
}
