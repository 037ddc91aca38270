//! All designs.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::api;
use crate::shell::{set_title, shell};

pub(crate) fn page() -> impl IntoView {
    set_title("Designs");
    let ids = RwSignal::new(Vec::<String>::new());
    spawn_local(async move {
        if let Ok(designs) = api::designs().await {
            ids.set(designs.into_iter().map(|design| design.id).collect());
        }
    });
    let rows = move || {
        ids.get()
            .into_iter()
            .map(|id| view! { <li><a href=format!("/designs/{id}")>{id.clone()}</a></li> })
            .collect_view()
    };
    shell(().into_any(), view! { <div class="message-page"><h1>"Designs"</h1><ul>{rows}</ul></div> }.into_any())
}
