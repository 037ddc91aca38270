//! The API's description, made from the handlers.

use axum::Json;
use utoipa::openapi::{Info, OpenApi, OpenApiBuilder};

pub(super) fn title() -> OpenApi {
    let mut info = Info::new("Bayplan", env!("CARGO_PKG_VERSION"));
    info.description = Some(
        "Designs for Amazon ECS: kept, checked and exported. A change names the counter of the design that it was \
         made from in If-Match; if someone else was faster, it changes nothing and gets their copy."
            .to_owned(),
    );
    OpenApiBuilder::new().info(info).build()
}

/// A handler that gives the description.
pub(super) fn serve(
    description: OpenApi,
) -> impl FnOnce() -> std::future::Ready<Json<OpenApi>> + Clone + Send + Sync + 'static {
    move || std::future::ready(Json(description))
}
