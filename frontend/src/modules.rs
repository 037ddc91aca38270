//! Modules of our own origin that are loaded after the form: the code editor and the checks.

use leptos::prelude::document;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/modules.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn load(url: &str) -> Result<js_sys::Promise, JsValue>;
}

/// The exports of the module whose address the page's `<meta name="NAME">` has.
pub(crate) async fn module(name: &str) -> Result<JsValue, JsValue> {
    let url = document()
        .query_selector(&format!("meta[name={name}]"))?
        .and_then(|meta| meta.get_attribute("content"))
        .ok_or_else(|| JsValue::from_str("the page names no such module"))?;
    JsFuture::from(load(&url)?).await
}
