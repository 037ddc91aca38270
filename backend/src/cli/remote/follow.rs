//! What happens in an apply on a server, as it happens.

use std::time::Duration;

use reqwest::{Method, StatusCode};
use shared::api::ApplyCopy;
use shared::event::{EventRecord, Outcome};

use super::{Remote, RemoteError, sent, unreachable};
use crate::cli::apply::progress;
use crate::cli::output;

/// How long to wait before joining the stream again.
const AGAIN: Duration = Duration::from_secs(1);
/// How often in a row the server may be out of reach: restarts take less.
const LOST: u32 = 60;

/// Tells every event of an apply until it has ended, and how it ended.
pub(in crate::cli) async fn follow(remote: &Remote, apply: &str, quiet: bool) -> Result<Outcome, RemoteError> {
    let (mut seen, mut lost) = (0, 0);
    loop {
        match stream(remote, apply, &mut seen, quiet).await {
            Ok(()) => lost = 0,
            Err(error @ RemoteError::Unreachable(_)) if lost < LOST => {
                if lost == 0 {
                    output::complain(&format!("{error}. The apply goes on at the server; joining again"));
                }
                lost += 1;
            }
            Err(error) => return Err(error),
        }
        if lost == 0 {
            let copy: ApplyCopy = remote.get(&format!("/api/applies/{apply}")).await?;
            if let Some(outcome) = copy.meta.outcome.filter(|_| copy.meta.last_seq <= seen) {
                return Ok(outcome);
            }
        }
        tokio::time::sleep(AGAIN).await;
    }
}

/// Tells the events after number `seen` until the stream ends.
async fn stream(remote: &Remote, apply: &str, seen: &mut i64, quiet: bool) -> Result<(), RemoteError> {
    let path = format!("/api/applies/{apply}/events?after={seen}");
    let mut response = sent(remote.request(Method::GET, &path)).await?;
    if response.status() == StatusCode::NO_CONTENT {
        return Ok(());
    }
    let mut rest = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| unreachable(&error))? {
        rest.extend_from_slice(&chunk);
        while let Some(end) = rest.windows(2).position(|two| two == b"\n\n") {
            let block: Vec<u8> = rest.drain(..end + 2).collect();
            if let Some(record) = event(&block).filter(|record| record.seq > *seen) {
                *seen = record.seq;
                progress::line(&record.event, quiet);
            }
        }
    }
    Ok(())
}

/// The event in a block of the stream; comments and pauses have none.
fn event(block: &[u8]) -> Option<EventRecord> {
    let text = std::str::from_utf8(block).ok()?;
    let data = text.lines().find_map(|line| line.strip_prefix("data:"))?;
    serde_json::from_str(data.trim_start()).ok()
}
