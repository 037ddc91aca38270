//! A team's server, as a program with an API token uses it.

mod follow;

pub(super) use follow::follow;

use std::io;
use std::time::Duration;

use clap::Args;
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode, Url};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::api::ErrorBody;

use super::{Exit, output};

/// How long one answer may take: a plan asks AWS dozens of times.
const TIMEOUT: Duration = Duration::from_mins(2);

/// Which server, and who asks. The token comes from the environment alone: arguments can be seen by others.
#[derive(Debug, Args)]
pub(super) struct Server {
    /// The team's server; its API token is taken from `BAYPLAN_TOKEN`
    #[arg(long, value_name = "URL", env = "BAYPLAN_SERVER")]
    server: String,
}

/// Why the server did not do it.
#[derive(Debug, thiserror::Error)]
pub(super) enum RemoteError {
    #[error("--server {0} is no address. Write one as https://bayplan.example.com")]
    Address(String),
    #[error(
        "--server {0} is not https, and the token would travel in the clear. Use https; http is taken for this \
         machine only"
    )]
    Clear(String),
    #[error("BAYPLAN_TOKEN is not set. Make an API token in the browser, under Tokens, and set it")]
    NoToken,
    #[error("the server can't be reached: {0}. Check --server and the network")]
    Unreachable(String),
    #[error("the server answered {0} with something that can't be read. Is it a Bayplan of the same version?")]
    Unreadable(StatusCode),
    #[error("{message}")]
    Refused { status: StatusCode, code: String, message: String },
}

impl RemoteError {
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::Address(_) | Self::Clear(_) | Self::NoToken => Exit::Unusable,
            Self::Unreachable(_) | Self::Unreadable(_) => Exit::Errors,
            Self::Refused { status, .. } => match status.as_u16() {
                401 | 403 | 409 => Exit::Refused,
                500.. | 429 => Exit::Errors,
                _ => Exit::Unusable,
            },
        }
    }
}

/// The API of a server.
pub(super) struct Remote {
    client: Client,
    base: Url,
    token: String,
}

impl Server {
    pub(super) fn open(&self) -> Result<Remote, RemoteError> {
        let base = Url::parse(&self.server).map_err(|_| RemoteError::Address(self.server.clone()))?;
        let host = base.host_str().unwrap_or_default().trim_matches(['[', ']']);
        let here = host == "localhost" || host.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback());
        match base.scheme() {
            "https" => {}
            "http" if here => {}
            "http" => return Err(RemoteError::Clear(self.server.clone())),
            _ => return Err(RemoteError::Address(self.server.clone())),
        }
        let token = std::env::var("BAYPLAN_TOKEN").ok().filter(|token| !token.trim().is_empty());
        let client = Client::builder().redirect(Policy::none()).connect_timeout(Duration::from_secs(10)).build();
        let client = client.map_err(|error| unreachable(&error))?;
        // On this machine a server without accounts asks for no token.
        let token = token.or_else(|| here.then(String::new)).ok_or(RemoteError::NoToken)?;
        Ok(Remote { client, base, token })
    }
}

impl Remote {
    /// The address of a page, for a person.
    pub(super) fn page(&self, path: &str) -> String {
        format!("{}{path}", self.base.origin().ascii_serialization())
    }

    pub(super) async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, RemoteError> {
        read(self.request(Method::GET, path).timeout(TIMEOUT)).await
    }

    pub(super) async fn post<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T, RemoteError> {
        let text = serde_json::to_string(body).map_err(|error| RemoteError::Unreachable(error.to_string()))?;
        let request = self.request(Method::POST, path).timeout(TIMEOUT).header("content-type", "application/json");
        read(request.body(text)).await
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, self.page(path));
        if self.token.is_empty() { request } else { request.bearer_auth(self.token.trim()) }
    }
}

async fn read<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, RemoteError> {
    let response = sent(request).await?;
    let status = response.status();
    let text = response.bytes().await.map_err(|error| unreachable(&error))?;
    serde_json::from_slice(&text).map_err(|_| RemoteError::Unreadable(status))
}

/// The answer, if it is a success.
async fn sent(request: RequestBuilder) -> Result<Response, RemoteError> {
    let response = request.send().await.map_err(|error| unreachable(&error))?;
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    let text = response.bytes().await.map_err(|error| unreachable(&error))?;
    let ErrorBody { error } = serde_json::from_slice(&text).map_err(|_| RemoteError::Unreadable(status))?;
    Err(RemoteError::Refused { status, code: error.code, message: error.message })
}

fn unreachable(error: &reqwest::Error) -> RemoteError {
    let causes = std::iter::successors(std::error::Error::source(error), |cause| cause.source());
    RemoteError::Unreachable(causes.last().map_or_else(|| error.to_string(), ToString::to_string))
}

/// Runs a command's work against a server, and makes one of its exits of whatever stops it.
pub(super) fn block_on(work: impl Future<Output = Result<Exit, Stopped>>) -> io::Result<Exit> {
    super::target::block_on(async {
        match work.await {
            Ok(exit) => Ok(exit),
            Err(Stopped::Remote(error)) => {
                output::complain(&error.to_string());
                Ok(error.exit())
            }
            Err(Stopped::Output(error)) => Err(error),
        }
    })
}

/// What stops a command.
#[derive(Debug, thiserror::Error)]
pub(super) enum Stopped {
    #[error(transparent)]
    Remote(#[from] RemoteError),
    #[error(transparent)]
    Output(#[from] io::Error),
}
