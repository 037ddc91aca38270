//! A server for one test: it gives its answers in turn.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;

pub(super) struct Stub {
    pub(super) url: String,
    kept: Kept,
}

type Kept = Arc<Mutex<(VecDeque<Answer>, Vec<Asked>)>>;

pub(super) enum Answer {
    Text(u16, String),
    Silence,
}

/// A request as it came.
#[derive(Debug)]
pub(super) struct Asked {
    headers: HeaderMap,
    pub(super) body: String,
}

impl Asked {
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }
}

pub(super) fn answer(status: u16, body: &str) -> Answer {
    Answer::Text(status, body.to_owned())
}

/// The connection stays open and nothing comes.
pub(super) fn silence() -> Answer {
    Answer::Silence
}

impl Stub {
    pub(super) async fn start(answers: impl IntoIterator<Item = Answer>) -> Self {
        let kept = Kept::new(Mutex::new((answers.into_iter().collect(), Vec::new())));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().fallback(reply).with_state(Arc::clone(&kept));
        tokio::spawn(async { axum::serve(listener, router).await });
        Self { url, kept }
    }

    pub(super) fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.kept.lock().unwrap().1)
    }
}

async fn reply(State(kept): State<Kept>, headers: HeaderMap, body: Bytes) -> Response {
    let (answer, number) = {
        let mut kept = kept.lock().unwrap();
        kept.1.push(Asked { headers, body: String::from_utf8(body.to_vec()).unwrap() });
        (kept.0.pop_front(), kept.1.len())
    };
    match answer {
        Some(Answer::Text(status, body)) => {
            let status = StatusCode::from_u16(status).unwrap();
            (status, [("x-amzn-requestid", format!("request-{number}"))], body).into_response()
        }
        Some(Answer::Silence) => std::future::pending().await,
        None => (StatusCode::IM_A_TEAPOT, "no answer is left").into_response(),
    }
}
