//! No request is worked on for ever.

use std::time::Duration;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;

use super::error::Error;

/// Long enough for a 1 MiB body over a slow line, and for the database's lock.
const LIMIT: Duration = Duration::from_secs(30);

pub(super) async fn limit(request: Request, next: Next) -> Result<Response, Error> {
    tokio::time::timeout(LIMIT, next.run(request)).await.map_err(|_| Error::Timeout)
}
