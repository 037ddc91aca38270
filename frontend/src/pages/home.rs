//! The start: goes on to the design that was changed last.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen_futures::spawn_local;

use crate::api;
use crate::shell::{set_title, shell};

pub(crate) fn page() -> impl IntoView {
    set_title("");
    let navigate = use_navigate();
    let failure = RwSignal::new(String::new());
    spawn_local(async move {
        let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
        match api::designs().await {
            Ok(designs) => match designs.first() {
                Some(latest) => navigate(&format!("/designs/{}", latest.id), options),
                None => navigate("/designs", options),
            },
            Err(error) => failure.set(error.to_string()),
        }
    });
    let content = view! {
        <div class="message-page">
            <Show
                when=move || !failure.with(String::is_empty)
                fallback=|| view! { <p class="loading">"Opening your designs…"</p> }
            >
                <h1>"Your designs can't be opened"</h1>
                <p>{failure}</p>
                <p>
                    <a class="button" href="/" rel="external">"Try again"</a>
                </p>
            </Show>
        </div>
    };
    shell(().into_any(), content.into_any())
}
