//! Designs, and what helps to edit them.

use gloo_net::http::Request;
use serde_json::Value;
use shared::api::{DesignCopy, DesignList, DesignMeta, Rename};
use shared::document::{Caps, parse_within};

use super::call::{Answer, ApiError, body_of, copy_of, if_match, read, send_empty, send_json};

pub async fn designs() -> Answer<Vec<DesignMeta>> {
    let text = send_empty(Request::get("/api/designs")).await?;
    read::<DesignList>(&text).map(|list| list.designs)
}

pub async fn design(id: &str) -> Answer<DesignCopy> {
    copy_of(&send_empty(Request::get(&design_url(id))).await?)
}

pub async fn create_design(document: &Value) -> Answer<DesignMeta> {
    read(&send_json(Request::post("/api/designs"), document.to_string()).await?)
}

/// Saves the draft that was made from the save number `counter`.
pub async fn save_design(id: &str, counter: i64, document: String) -> Answer<DesignMeta> {
    read(&send_json(if_match(Request::put(&design_url(id)), counter), document).await?)
}

pub async fn rename_design(id: &str, counter: i64, name: &str) -> Answer<DesignMeta> {
    let body = body_of(&Rename { name: name.to_owned() });
    let request = Request::post(&format!("{}/rename", design_url(id)));
    read(&send_json(if_match(request, counter), body).await?)
}

pub async fn duplicate_design(id: &str) -> Answer<DesignMeta> {
    read(&send_empty(Request::post(&format!("{}/duplicate", design_url(id)))).await?)
}

pub async fn delete_design(id: &str, counter: i64) -> Answer<()> {
    send_empty(if_match(Request::delete(&design_url(id)), counter)).await.map(drop)
}

/// The design that newcomers start with.
pub async fn sample() -> Answer<Value> {
    let text = send_empty(Request::get("/api/sample")).await?;
    parse_within(&text, Caps::ENVELOPE).map(|parsed| parsed.value).map_err(|_| ApiError::Garbled)
}

/// The help texts of all fields: an object from help id to text.
pub async fn field_help() -> Answer<serde_json::Map<String, Value>> {
    read(&send_empty(Request::get("/api/help/fields")).await?)
}

pub(super) fn design_url(id: &str) -> String {
    format!("/api/designs/{id}")
}
