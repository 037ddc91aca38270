//! A secret, shown this one time.

use leptos::ev::FocusEvent;
use leptos::prelude::*;
use parts::controls::copy_button;
use web_sys::HtmlInputElement;

/// The secret with a button that copies it. `label` says what it is.
pub(crate) fn once(id: &'static str, label: &'static str, secret: String) -> AnyView {
    let text = StoredValue::new(secret.clone());
    let select = |event: FocusEvent| {
        let input: HtmlInputElement = event_target(&event);
        input.select();
    };
    view! {
        <div class="once">
            <label for=id>{label}</label>
            <div class="once-line">
                <input
                    class="input mono"
                    id=id
                    readonly
                    autocomplete="off"
                    spellcheck="false"
                    value=secret
                    on:focus=select
                />
                {copy_button("Copy", format!("Copy: {label}"), text)}
            </div>
            <p class="field-help">"It is shown only now: the server keeps no copy that could be read. If it gets lost, make another."</p>
        </div>
    }
    .into_any()
}
