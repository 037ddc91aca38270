//! Two people saved the same design: neither loses anything.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use serde_json::Value;
use shared::api::DesignCopy;
use wasm_bindgen_futures::spawn_local;

use super::draft;
use crate::api;
use crate::state::{Announcer, DesignStore};

/// Asks which of the two to go on with.
///
/// `give_up` is told before the edits here are dropped.
pub(super) fn question(store: DesignStore, id: String, theirs: &DesignCopy, give_up: impl Fn() + 'static) -> AnyView {
    let theirs = theirs.meta.name.clone();
    let navigate = use_navigate();
    let announcer = Announcer::here();
    let kept = StoredValue::new(id);
    let copy = move |_| {
        let mut mine = store.with_untracked(Value::clone);
        let name = mine.get("name").and_then(Value::as_str).unwrap_or("Design").to_owned();
        if let Some(members) = mine.as_object_mut() {
            members.insert("name".to_owned(), Value::from(format!("{name} (my edits)")));
        }
        let navigate = navigate.clone();
        spawn_local(async move {
            match api::create_design(&mine).await {
                Ok(meta) => {
                    draft::forget(&kept.get_value());
                    navigate(&format!("/designs/{}", meta.id), leptos_router::NavigateOptions::default());
                }
                Err(error) => announcer.fail(error.to_string()),
            }
        });
    };
    let reload = move |_| {
        give_up();
        draft::forget(&kept.get_value());
        // Opening it again is what takes the saved one; without the draft nothing else can come back.
        let _ = window().location().reload();
    };
    view! {
        <div class="notice" role="alertdialog" aria-label="Saved elsewhere">
            <p>{format!("\u{201c}{theirs}\u{201d} was saved elsewhere since you opened it. Nothing was overwritten, and your edits are kept here.")}</p>
            <button type="button" class="button" on:click=copy>"Save my edits as a new design"</button>
            <button type="button" class="button" on:click=reload>"Drop my edits and open the saved one"</button>
        </div>
    }
    .into_any()
}
