//! Requests to addresses that people state: hooks, and the issuer of identities.
//!
//! Whoever states an address makes this server send to it. So that nobody reaches through us what only we can reach,
//! the host's addresses are looked at after they are resolved, and the connection is made to exactly those; nothing is
//! followed, and neither the time nor the answer is longer than it may be.
//! <https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html>

mod reach;

pub use reach::Reach;

use std::net::SocketAddr;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, Method, Url};

/// How long a request may take, from the first byte to the last.
const TIMEOUT: Duration = Duration::from_secs(10);
/// How long a connection may take to be made.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// How much of an answer is read, in bytes.
const MAX_ANSWER: usize = 256 * 1024;

/// Sends requests to addresses within reach.
#[derive(Clone, Copy, Debug)]
pub struct Outgoing {
    reach: Reach,
}

/// What is sent. It may hold secrets in its headers.
pub struct Outgo {
    pub method: Method,
    pub url: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Income {
    pub status: u16,
    pub content_type: Option<String>,
    pub body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutgoingError {
    #[error("the address can't be read as one; write it as https://host/path")]
    Address,
    #[error("the address has to begin with https://")]
    NotHttps,
    #[error("the address must not hold a name or password")]
    Login,
    #[error("the host {0} leads into a private network, which nothing is sent to")]
    Private(String),
    #[error("the host {0} can't be found")]
    Unresolved(String),
    #[error("there was no answer within {} seconds", TIMEOUT.as_secs())]
    Timeout,
    #[error("the answer is longer than {MAX_ANSWER} bytes")]
    TooLong,
    /// Without the address, which may hold a secret.
    #[error("the connection failed: {0}")]
    Connection(String),
}

impl Outgoing {
    pub const fn new(reach: Reach) -> Self {
        Self { reach }
    }

    /// Whether a request could be sent to the address, as far as it tells by itself: the host is not looked up.
    pub fn check(&self, address: &str) -> Result<Url, OutgoingError> {
        let url = Url::parse(address).map_err(|_| OutgoingError::Address)?;
        let host = url.host_str().ok_or(OutgoingError::Address)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(OutgoingError::Login);
        }
        if url.scheme() != "https" && !(url.scheme() == "http" && self.reach.takes_http(host)) {
            return Err(OutgoingError::NotHttps);
        }
        Ok(url)
    }

    /// Sends the request, if the address is within reach.
    pub async fn send(&self, outgo: Outgo) -> Result<Income, OutgoingError> {
        let url = self.check(&outgo.url)?;
        let (host, addresses) = self.resolve(&url).await?;
        let client = Client::builder()
            .redirect(Policy::none())
            .no_proxy()
            .timeout(TIMEOUT)
            .connect_timeout(CONNECT_TIMEOUT)
            .user_agent(concat!("bayplan/", env!("CARGO_PKG_VERSION")))
            .resolve_to_addrs(&host, &addresses)
            .build()
            .map_err(failed)?;
        let mut request = client.request(outgo.method, url).body(outgo.body);
        for (name, value) in outgo.headers {
            request = request.header(name, value);
        }
        let mut response = request.send().await.map_err(failed)?;
        let content_type = response.headers().get(reqwest::header::CONTENT_TYPE);
        let content_type = content_type.and_then(|value| value.to_str().ok()).map(str::to_owned);
        let mut income = Income { status: response.status().as_u16(), content_type, body: Vec::new() };
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            if income.body.len() + chunk.len() > MAX_ANSWER {
                return Err(OutgoingError::TooLong);
            }
            income.body.extend_from_slice(&chunk);
        }
        Ok(income)
    }

    /// The host and its addresses, if all of them are within reach.
    async fn resolve(&self, url: &Url) -> Result<(String, Vec<SocketAddr>), OutgoingError> {
        let host = url.host_str().ok_or(OutgoingError::Address)?.to_owned();
        let port = url.port_or_known_default().ok_or(OutgoingError::Address)?;
        let unresolved = || OutgoingError::Unresolved(host.clone());
        let named = host.trim_start_matches('[').trim_end_matches(']');
        let lookup = tokio::time::timeout(CONNECT_TIMEOUT, tokio::net::lookup_host((named, port)));
        let found = lookup.await.map_err(|_| OutgoingError::Timeout)?.map_err(|_| unresolved())?;
        let addresses: Vec<SocketAddr> = found.collect();
        if addresses.is_empty() {
            return Err(unresolved());
        }
        match addresses.iter().find(|address| !self.reach.includes(address.ip())) {
            Some(_) => Err(OutgoingError::Private(host)),
            None => Ok((host, addresses)),
        }
    }
}

/// The error without the address, which reqwest would tell.
#[expect(clippy::needless_pass_by_value, reason = "it is mapped over results")]
fn failed(error: reqwest::Error) -> OutgoingError {
    if error.is_timeout() {
        return OutgoingError::Timeout;
    }
    let causes = std::iter::successors(std::error::Error::source(&error), |cause| cause.source());
    OutgoingError::Connection(causes.last().map_or_else(|| "no reason given".to_owned(), ToString::to_string))
}

#[cfg(test)]
mod tests;
