//! One call and its answer.

use gloo_net::http::{Request, RequestBuilder, Response};
use serde::de::DeserializeOwned;
use serde_json::Value;
use shared::api::{DesignCopy, ErrorBody, NotPlanned};
use shared::document::{Caps, parse_within};

use crate::session;

/// Why a call did not do what was asked.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ApiError {
    /// No answer: the server is not running or not reachable.
    #[error("The Bayplan server does not answer. Check that it is running; your edits are kept in this browser.")]
    Unreachable,
    /// Someone else saved first. Nothing was overwritten.
    #[error("This design was saved elsewhere since you opened it.")]
    Conflict(Box<DesignCopy>),
    /// The server said why.
    #[error("{message}")]
    Refused {
        status: u16,
        code: String,
        message: String,
        /// A JSON pointer into what was sent, where one place is to blame.
        path: Option<String>,
        /// All that the server said.
        body: String,
    },
    /// No plan can be made of the design as it is.
    #[error("{}", .0.cause.summary)]
    NotPlanned(Box<NotPlanned>),
    /// An answer that can't be read.
    #[error("The server answered with something that could not be read. Reload the page; it may be a newer version.")]
    Garbled,
}

pub type Answer<T> = Result<T, ApiError>;

pub(super) fn if_match(request: RequestBuilder, counter: i64) -> RequestBuilder {
    request.header("If-Match", &format!("\"{counter}\""))
}

pub(super) async fn send_empty(request: RequestBuilder) -> Answer<String> {
    finish(request.send().await).await
}

pub(super) async fn send_json(request: RequestBuilder, body: String) -> Answer<String> {
    let request = request.header("Content-Type", "application/json").body(body).map_err(|_| ApiError::Garbled)?;
    finish(request.send().await).await
}

async fn finish(answer: Result<Response, gloo_net::Error>) -> Answer<String> {
    let answer = answer.map_err(|_| ApiError::Unreachable)?;
    let text = answer.text().await.map_err(|_| ApiError::Unreachable)?;
    if answer.ok() {
        session::continues();
        return Ok(text);
    }
    let current = (answer.status() == 409).then(|| conflicting(&text)).flatten();
    if let Some(copy) = current {
        return Err(ApiError::Conflict(Box::new(copy)));
    }
    let status = answer.status();
    Err(match read::<ErrorBody>(&text) {
        Ok(ErrorBody { error }) => {
            if status == 401 && error.code == "sign-in" {
                session::ended();
            }
            ApiError::Refused { status, code: error.code, message: error.message, path: error.path, body: text }
        }
        Err(_) => {
            ApiError::Refused { status, code: String::new(), message: answer.status_text(), path: None, body: text }
        }
    })
}

fn conflicting(text: &str) -> Option<DesignCopy> {
    let body = parse_within(text, Caps::ENVELOPE).ok()?.value;
    split(body.get("current")?.clone())
}

/// Reads an answer. What holds documents may be nested deeper than `serde_json` goes by itself; all else is read in the
/// same way, so that each type is made in one way.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Answer<T> {
    let value = parse_within(text, Caps::ENVELOPE).map_err(|_| ApiError::Garbled)?.value;
    serde_json::from_value(value).map_err(|_| ApiError::Garbled)
}

pub(super) async fn get<T: DeserializeOwned>(url: &str) -> Answer<T> {
    read(&send_empty(Request::get(url)).await?)
}

pub(super) fn body_of(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Reads a design with its document, which may be nested deeper than `serde_json` goes by itself.
pub(super) fn copy_of(text: &str) -> Answer<DesignCopy> {
    let value = parse_within(text, Caps::ENVELOPE).map_err(|_| ApiError::Garbled)?.value;
    split(value).ok_or(ApiError::Garbled)
}

fn split(mut value: Value) -> Option<DesignCopy> {
    let document = value.as_object_mut()?.shift_remove("document")?;
    let meta = serde_json::from_value(value).ok()?;
    Some(DesignCopy { meta, document })
}
