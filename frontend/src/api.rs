//! The server, as the browser calls it.

use gloo_net::http::{Request, RequestBuilder, Response};
use serde_json::Value;
use shared::api::{DesignCopy, DesignList, DesignMeta, ErrorBody, Rename};
use shared::document::{Caps, parse_within};

/// Why a call did not do what was asked.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub(crate) enum ApiError {
    /// No answer: the server is not running or not reachable.
    #[error("The Bayplan server does not answer. Check that it is running; your edits are kept in this browser.")]
    Unreachable,
    /// Someone else saved first. Nothing was overwritten.
    #[error("This design was saved elsewhere since you opened it.")]
    Conflict(Box<DesignCopy>),
    /// The server said why.
    #[error("{message}")]
    Refused { status: u16, message: String },
    /// An answer that can't be read.
    #[error("The server answered with something that could not be read. Reload the page; it may be a newer version.")]
    Garbled,
}

type Answer<T> = Result<T, ApiError>;

pub(crate) async fn designs() -> Answer<Vec<DesignMeta>> {
    let text = send_empty(Request::get("/api/designs")).await?;
    read::<DesignList>(&text).map(|list| list.designs)
}

pub(crate) async fn design(id: &str) -> Answer<DesignCopy> {
    copy_of(&send_empty(Request::get(&design_url(id))).await?)
}

pub(crate) async fn create_design(document: &Value) -> Answer<DesignMeta> {
    read(&send_json(Request::post("/api/designs"), document.to_string()).await?)
}

/// Saves the draft that was made from the save number `counter`.
pub(crate) async fn save_design(id: &str, counter: i64, document: String) -> Answer<DesignMeta> {
    read(&send_json(if_match(Request::put(&design_url(id)), counter), document).await?)
}

pub(crate) async fn rename_design(id: &str, counter: i64, name: &str) -> Answer<DesignMeta> {
    let body = serde_json::to_string(&Rename { name: name.to_owned() }).unwrap_or_default();
    let request = Request::post(&format!("{}/rename", design_url(id)));
    read(&send_json(if_match(request, counter), body).await?)
}

pub(crate) async fn duplicate_design(id: &str) -> Answer<DesignMeta> {
    read(&send_empty(Request::post(&format!("{}/duplicate", design_url(id)))).await?)
}

pub(crate) async fn delete_design(id: &str, counter: i64) -> Answer<()> {
    send_empty(if_match(Request::delete(&design_url(id)), counter)).await.map(drop)
}

/// The design that newcomers start with.
pub(crate) async fn sample() -> Answer<Value> {
    let text = send_empty(Request::get("/api/sample")).await?;
    parse_within(&text, Caps::ENVELOPE).map(|parsed| parsed.value).map_err(|_| ApiError::Garbled)
}

/// The help texts of all fields: an object from help id to text.
pub(crate) async fn field_help() -> Answer<serde_json::Map<String, Value>> {
    read(&send_empty(Request::get("/api/help/fields")).await?)
}

fn design_url(id: &str) -> String {
    format!("/api/designs/{id}")
}

fn if_match(request: RequestBuilder, counter: i64) -> RequestBuilder {
    request.header("If-Match", &format!("\"{counter}\""))
}

async fn send_empty(request: RequestBuilder) -> Answer<String> {
    finish(request.send().await).await
}

async fn send_json(request: RequestBuilder, body: String) -> Answer<String> {
    let request = request.header("Content-Type", "application/json").body(body).map_err(|_| ApiError::Garbled)?;
    finish(request.send().await).await
}

async fn finish(answer: Result<Response, gloo_net::Error>) -> Answer<String> {
    let answer = answer.map_err(|_| ApiError::Unreachable)?;
    let text = answer.text().await.map_err(|_| ApiError::Unreachable)?;
    if answer.ok() {
        return Ok(text);
    }
    let current = (answer.status() == 409).then(|| conflicting(&text)).flatten();
    Err(match (current, serde_json::from_str::<ErrorBody>(&text)) {
        (Some(copy), _) => ApiError::Conflict(Box::new(copy)),
        (None, Ok(body)) => ApiError::Refused { status: answer.status(), message: body.error.message },
        (None, Err(_)) => ApiError::Refused { status: answer.status(), message: answer.status_text() },
    })
}

fn conflicting(text: &str) -> Option<DesignCopy> {
    let body = parse_within(text, Caps::ENVELOPE).ok()?.value;
    split(body.get("current")?.clone())
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Answer<T> {
    serde_json::from_str(text).map_err(|_| ApiError::Garbled)
}

/// Reads a design with its document, which may be nested deeper than `serde_json` goes by itself.
fn copy_of(text: &str) -> Answer<DesignCopy> {
    let value = parse_within(text, Caps::ENVELOPE).map_err(|_| ApiError::Garbled)?.value;
    split(value).ok_or(ApiError::Garbled)
}

fn split(mut value: Value) -> Option<DesignCopy> {
    let document = value.as_object_mut()?.shift_remove("document")?;
    let meta = serde_json::from_value(value).ok()?;
    Some(DesignCopy { meta, document })
}
