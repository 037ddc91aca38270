//! Applies: list, load, follow, cancel.

use std::convert::Infallible;
use std::time::Duration;

use axum::Json;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::{StreamExt, stream};
use serde::Deserialize;
use shared::api::{ApplyCopy, ApplyList, ApplyMeta, ErrorBody};
use shared::event::EventRecord;

use super::App;
use super::access::Who;
use super::error::Error;
use super::path::{ApplyId, Id};
use super::veil::veiled_event;
use crate::ops::{self, OpsError};

/// What a browser sends when it joins a stream again.
const LAST_EVENT_ID: &str = "last-event-id";
/// How long a browser waits before it joins again, after the server was restarted say.
const RETRY: Duration = Duration::from_secs(1);
/// Shorter than what proxies take for a dead connection.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// A design's applies, newest first.
#[utoipa::path(get, path = "/api/designs/{id}/applies", params(("id" = String, Path)),
    responses((status = 200, body = ApplyList), (status = 404, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn list(State(app): State<App>, Who(who): Who, Id(id): Id) -> Result<Json<ApplyList>, Error> {
    Ok(Json(ApplyList { applies: ops::list_applies(&*app.context.store, &who, &id).await? }))
}

/// One apply with its plan and what is known of it.
#[utoipa::path(get, path = "/api/applies/{id}", params(("id" = String, Path)),
    responses((status = 200, body = ApplyCopy), (status = 404, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn load(State(app): State<App>, ApplyId(id): ApplyId) -> Result<Json<ApplyCopy>, Error> {
    Ok(Json(ops::load_apply(&*app.context.store, &id).await?))
}

/// Asks whoever works on the apply to stop between steps.
#[utoipa::path(post, path = "/api/applies/{id}/cancel", params(("id" = String, Path)),
    responses((status = 202, body = ApplyMeta), (status = 404, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn cancel(State(app): State<App>, Who(who): Who, ApplyId(id): ApplyId) -> Result<Response, Error> {
    let meta = ops::cancel_apply(&*app.context.store, &who, &app.context.news, &id).await?;
    Ok((StatusCode::ACCEPTED, Json(meta)).into_response())
}

/// The events of an apply as server-sent events: each has its number as id and an `EventRecord` as data. Those after
/// `Last-Event-ID`, or `after`, come at once, the others as they happen. The stream ends with the apply; where nothing
/// is left to send, the answer is 204, upon which a browser doesn't come back.
#[utoipa::path(get, path = "/api/applies/{id}/events",
    params(("id" = String, Path), ("after" = Option<i64>, Query), ("Last-Event-ID" = Option<i64>, Header)),
    responses((status = 200, body = EventRecord, content_type = "text/event-stream"), (status = 204),
        (status = 400, body = ErrorBody), (status = 404, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn events(
    State(app): State<App>,
    Who(who): Who,
    ApplyId(id): ApplyId,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let after = last_seen(&uri, &headers)?;
    let Some(events) = ops::follow_apply(app.context.store, &app.context.news, id, after).await? else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    let shows = who.sees_secrets();
    // An error ends the stream: the browser joins again where it was, and gets a proper answer if it can't.
    let events = events
        .map(move |record| sent(record, shows))
        .take_while(|event| std::future::ready(event.is_some()))
        .filter_map(std::future::ready);
    let events = stream::iter([Event::default().retry(RETRY)]).chain(events).map(Ok::<_, Infallible>);
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)).into_response())
}

fn sent(record: Result<EventRecord, OpsError>, shows_secrets: bool) -> Option<Event> {
    let record = record.inspect_err(|error| tracing::warn!(%error, "a stream of events was cut")).ok()?;
    let told = if shows_secrets { serde_json::to_value(&record) } else { veiled_event(&record) };
    let told = told.inspect_err(|error| tracing::error!(%error, "an event can't be sent")).ok()?;
    // JSON on one line.
    Some(Event::default().id(record.seq.to_string()).data(told.to_string()))
}

#[derive(Deserialize)]
struct Seen {
    after: Option<String>,
}

/// The number of the last event that the client has. A browser that joins again repeats the query that it began with,
/// so the header counts more.
fn last_seen(uri: &Uri, headers: &HeaderMap) -> Result<i64, Error> {
    let unreadable = |given: &str| Error::EventNumber { given: given.chars().take(40).collect() };
    let header = headers.get(LAST_EVENT_ID).map(|given| String::from_utf8_lossy(given.as_bytes()).into_owned());
    let Query(Seen { after }) = Query::try_from_uri(uri).map_err(|_| unreadable("more than one after"))?;
    let Some(given) = header.or(after) else { return Ok(0) };
    given.parse().ok().filter(|seq| *seq >= 0).ok_or_else(|| unreadable(&given))
}
