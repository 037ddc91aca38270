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
                    <code>"Bayplan-Signature: t=TIME,v1=HEX"</code>
                    ". HEX is the HMAC-SHA256, with this secret, of "
                    <code>"TIME.BODY"</code>
                    ", BODY being the bytes as they came. Compute it before reading the body, compare in constant time, and \
                     refuse what differs or is older than five minutes:"
                </p>
                <pre class="code" tabindex="0">"printf '%s.%s' \"$TIME\" \"$BODY\" | openssl dgst -sha256 -hmac \"$SECRET\""</pre>
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
