//! How the protocol's requests are sent: as all that go to addresses that somebody stated.

use std::future::Future;
use std::pin::Pin;

use openidconnect::http::{Response, header};
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use reqwest::Method;

use crate::outgoing::{Outgo, Outgoing, OutgoingError};

/// The headers that the protocol needs.
const SENT: [&str; 3] = ["accept", "authorization", "content-type"];

pub(super) struct Wire(pub(super) Outgoing);

impl Wire {
    /// Whether something could be sent to the address.
    pub(super) fn takes(&self, address: &str) -> bool {
        self.0.check(address).is_ok()
    }
}

impl<'c> AsyncHttpClient<'c> for Wire {
    type Error = OutgoingError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, OutgoingError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(send(self.0, request))
    }
}

async fn send(outgoing: Outgoing, request: HttpRequest) -> Result<HttpResponse, OutgoingError> {
    let (parts, body) = request.into_parts();
    let value = |name: &'static str| Some((name, parts.headers.get(name)?.to_str().ok()?.to_owned()));
    let headers = SENT.into_iter().filter_map(value).collect();
    let method = Method::from_bytes(parts.method.as_str().as_bytes()).map_err(|_| OutgoingError::Address)?;
    let income = outgoing.send(Outgo { method, url: parts.uri.to_string(), headers, body }).await?;
    let mut response = Response::builder().status(income.status);
    if let Some(kind) = income.content_type {
        response = response.header(header::CONTENT_TYPE, kind);
    }
    response.body(income.body).map_err(|_| OutgoingError::Connection("the answer is no HTTP".to_owned()))
}
