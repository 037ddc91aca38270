//! The HTTP API and the pages, over what the product does.

mod access;
mod applies;
mod body;
mod check;
mod designs;
mod environments;
mod error;
mod guard;
mod headers;
mod health;
mod help;
mod hooks;
mod identity;
mod if_match;
mod openapi;
mod path;
mod plans;
mod raw;
mod request_log;
mod sample;
mod timeout;
mod ui;
mod versions;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::ops::Context;
use error::Error;

/// What the handlers share.
#[derive(Clone)]
pub struct App {
    context: Context,
    port: u16,
}

impl App {
    /// An app over `context` that is reached at `port` of this machine.
    pub fn new(context: Context, port: u16) -> Self {
        Self { context, port }
    }
}

/// Every route, by area.
pub fn router(app: App) -> Router {
    let (api, description) = OpenApiRouter::with_openapi(openapi::title())
        .routes(routes!(designs::list, designs::create))
        .routes(routes!(designs::load, designs::save, designs::delete))
        .routes(routes!(designs::duplicate))
        .routes(routes!(designs::rename))
        .routes(routes!(versions::list, versions::save))
        .routes(routes!(versions::load))
        .routes(routes!(versions::restore))
        .routes(routes!(versions::compare))
        .routes(routes!(environments::list, environments::create))
        .routes(routes!(environments::load, environments::save, environments::delete))
        .routes(routes!(plans::create))
        .routes(routes!(plans::load))
        .routes(routes!(plans::apply))
        .routes(routes!(applies::list))
        .routes(routes!(applies::load))
        .routes(routes!(applies::events))
        .routes(routes!(applies::cancel))
        .routes(routes!(hooks::list, hooks::make))
        .routes(routes!(hooks::remove))
        .routes(routes!(hooks::attempt))
        .routes(routes!(hooks::deliveries))
        .routes(routes!(hooks::redeliver))
        .routes(routes!(sample::sample))
        .routes(routes!(check::check))
        .routes(routes!(help::fields))
        .routes(routes!(health::health))
        .split_for_parts();

    api.route("/api/openapi.json", get(openapi::serve(description)))
        .layer(from_fn_with_state(app.clone(), access::authorize))
        .route("/api/{*rest}", axum::routing::any(|| async { Error::NoSuchRoute }))
        .route("/api", axum::routing::any(|| async { Error::NoSuchRoute }))
        .fallback(ui::serve)
        .method_not_allowed_fallback(|| async { Error::MethodNotAllowed })
        // The last is the first to see a request.
        .layer(from_fn(timeout::limit))
        .layer(from_fn_with_state(app.clone(), guard::admit))
        .layer(from_fn(headers::secure))
        .layer(from_fn(request_log::log))
        .with_state(app)
}
