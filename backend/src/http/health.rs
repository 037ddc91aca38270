//! Whether the server and its database are there.

use axum::Json;
use axum::extract::State;
use shared::api::{ErrorBody, Health};

use super::App;
use super::error::Error;
use crate::ops;

/// Says `ok` when designs can be read.
#[utoipa::path(get, path = "/api/health", responses((status = 200, body = Health), (status = 503, body = ErrorBody)))]
pub(super) async fn health(State(app): State<App>) -> Result<Json<Health>, Error> {
    ops::check_store(&*app.context.store).await?;
    Ok(Json(Health { status: "ok".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }))
}
