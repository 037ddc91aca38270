//! The server without a socket.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::Response;
use bayplan::connections::{self, Connections};
use bayplan::http::{App, Limits, PublicAddress, Team, router};
use bayplan::ops::{Context, News, Passwords};
use bayplan::ports::Clock;
use bayplan::sandbox::{Pace, Simulated};
use bayplan::store::{MemoryStore, SqliteStore, Store};
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;

pub(crate) const HOST: &str = "127.0.0.1:8080";

/// The whole router over a store. `TestApp::new()` is in memory; `TestApp::on_file(..)` over a file of its own.
pub(crate) struct TestApp {
    router: Router,
    /// What the router's store holds, for what has no route.
    pub(crate) store: Arc<dyn Store>,
    /// Where a worker announces events.
    pub(crate) news: News,
    pub(crate) context: Context,
    folder: Option<TempDir>,
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    /// The code of the error, after its envelope was looked at.
    pub(crate) fn code(&self) -> String {
        let body = self.json();
        let error = body["error"].as_object().unwrap_or_else(|| panic!("no error in {body}"));
        assert!(error.keys().all(|key| ["code", "message", "path"].contains(&key.as_str())), "{body}");
        assert!(error["message"].as_str().is_some_and(|message| message.len() > 10), "{body}");
        error["code"].as_str().unwrap().to_owned()
    }
}

impl TestApp {
    pub(crate) fn new() -> Self {
        Self::over(Arc::new(MemoryStore::default()), None)
    }

    /// In memory, with simulated accounts that move with tokio's time, which may be paused.
    pub(crate) fn in_virtual_time() -> Self {
        let clock = Clock::from(1_800_000_000_000);
        let store: Arc<dyn Store> = Arc::new(MemoryStore::with_clock(clock));
        let connect = Arc::new(Connections::new(store.clone(), clock, Pace::default()));
        let context = Context { connect, clock, ..connections::context(store.clone()) };
        Self::with(context, None)
    }

    /// Over a store that `open` opens on a new file.
    pub(crate) async fn on_file<F: Future<Output = SqliteStore>>(open: impl FnOnce(PathBuf) -> F) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = open(folder.path().join("test.db")).await;
        Self::over(Arc::new(store), Some(folder))
    }

    fn over(store: Arc<dyn Store>, folder: Option<TempDir>) -> Self {
        Self::with(connections::context(store), folder)
    }

    fn with(context: Context, folder: Option<TempDir>) -> Self {
        let app = App::new(context.clone(), 8080);
        Self::of(app, context, folder)
    }

    fn of(app: App, context: Context, folder: Option<TempDir>) -> Self {
        let (store, news) = (context.store.clone(), context.news.clone());
        Self { router: router(app), store, context, news, folder }
    }

    /// In memory and in virtual time, for a team that opens `address`. All its environments are simulated.
    pub(crate) fn for_team(address: &str) -> Self {
        let clock = Clock::from(1_800_000_000_000);
        let store: Arc<dyn Store> = Arc::new(MemoryStore::with_clock(clock));
        let connect = Arc::new(Simulated::new(store.clone(), clock, Pace::default()));
        let context = Context { connect, clock, address: address.into(), ..connections::context(store) };
        let address = PublicAddress::read(address, 8080).unwrap();
        let team = Team { address, passwords: Passwords::cheapest(), limits: Limits::default() };
        Self::of(App::new(context.clone(), 8080).for_team(team), context, None)
    }

    /// The file of the store.
    pub(crate) fn file(&self) -> PathBuf {
        self.folder.as_ref().unwrap().path().join("test.db")
    }

    /// Sends a request and gives the answer before its body has come.
    pub(crate) async fn open(&self, request: Request<Body>) -> Response {
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// Sends a request just as it is.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.open(request).await;
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Answer { status, headers, text: String::from_utf8(bytes.to_vec()).unwrap() }
    }

    /// Sends what our own page would send.
    pub(crate) async fn call(&self, method: &str, path: &str, counter: Option<i64>, body: impl Into<Body>) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, HOST)
            .header(header::ORIGIN, format!("http://{HOST}"))
            .header(header::CONTENT_TYPE, "application/json");
        if let Some(counter) = counter {
            request = request.header(header::IF_MATCH, format!("\"{counter}\""));
        }
        self.send(request.body(body.into()).unwrap()).await
    }

    /// Makes a design and gives its id.
    pub(crate) async fn create(&self, document: &str) -> String {
        let answer = self.call("POST", "/api/designs", None, document.to_owned()).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
        answer.json()["id"].as_str().unwrap().to_owned()
    }
}
