//! Copies and downloads what the AWS CLI takes.

use js_sys::Array;
use leptos::prelude::*;
use serde_json::Value;
use shared::export::{Format, request};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::pane::Pane;
use crate::state::Announcer;

/// A file to be.
struct Export {
    name: String,
    text: String,
}

/// "Copy" and "Download" of what the pane shows.
pub(super) fn buttons(pane: Pane) -> AnyView {
    let announcer = Announcer::here();
    let failure = RwSignal::new(String::new());
    let exported = move || match export(pane) {
        Ok(export) => {
            failure.set(String::new());
            Some(export)
        }
        Err(why) => {
            announcer.fail(why.clone());
            failure.set(why);
            None
        }
    };
    let copy = move |_| {
        let Some(export) = exported() else { return };
        spawn_local(async move {
            let written = JsFuture::from(window().navigator().clipboard().write_text(&export.text)).await;
            match written {
                Ok(_) => announcer.say("Copied"),
                Err(_) => failure.set("The browser refused the clipboard. Use Download instead.".to_owned()),
            }
        });
    };
    let save = move |_| {
        let Some(export) = exported() else { return };
        if download(&export).is_err() {
            failure.set("The browser refused the download. Use Copy instead.".to_owned());
        }
    };
    view! {
        <span class="json-failure" role="status">{failure}</span>
        <button type="button" class="button" title="Copy as the AWS CLI's --cli-input-json" on:click=copy>"Copy"</button>
        <button type="button" class="button" title="Download as the AWS CLI's --cli-input-json" on:click=save>"Download"</button>
    }
    .into_any()
}

/// What the pane shows, as the AWS CLI takes it; the whole design as it is.
fn export(pane: Pane) -> Result<Export, String> {
    let scope = untrack(move || pane.scope());
    let steps: Vec<String> = scope.steps().collect();
    let (collection, local) = match steps.as_slice() {
        [collection, local] => (collection.as_str(), local.as_str()),
        _ => ("", ""),
    };
    let format = [Format::TaskDefinition, Format::Service].into_iter().find(|format| format.collection() == collection);
    pane.store.with_untracked(|document| {
        let (value, suffix) = match format {
            Some(Format::TaskDefinition) => (request(document, Format::TaskDefinition, Some(local)), "task-definition"),
            Some(Format::Service) => (request(document, Format::Service, Some(local)), "service"),
            None => (Ok(scope.get(document).cloned().unwrap_or(Value::Null)), "design"),
        };
        let value = value.map_err(|error| format!("Not exported: {error}."))?;
        let name =
            if local.is_empty() { document.get("name").and_then(Value::as_str).unwrap_or("design") } else { local };
        let text = serde_json::to_string_pretty(&value).unwrap_or_default() + "\n";
        Ok(Export { name: format!("{name}.{suffix}.json"), text })
    })
}

fn download(export: &Export) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("application/json");
    let parts = Array::of1(&JsValue::from_str(&export.text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let anchor: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(&export.name);
    anchor.click();
    Url::revoke_object_url(&url)
}
