//! The HTTP API and the pages, over what the product does.

mod access;
mod address;
mod applies;
mod audit;
mod body;
mod check;
mod cookies;
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
mod invitations;
mod limit;
mod links;
mod me;
mod oidc;
mod openapi;
mod opened;
mod path;
mod peer;
mod people;
mod plans;
mod raw;
mod request_log;
mod reviews;
mod sample;
mod session;
mod team;
mod threads;
mod timeout;
mod tokens;
mod ui;
mod veil;
mod versions;

use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::oidc::Provider;
use crate::ops::{Broken, Context};
pub use address::{NoAddress, PublicAddress};
use error::Error;
pub use limit::Limit;
use oidc::Oidc;
pub use team::{Limits, Team};

/// What the handlers share.
#[derive(Clone)]
pub struct App {
    context: Context,
    port: u16,
    /// Nothing where there are no accounts.
    team: Option<Arc<Team>>,
    /// Where the record was found to be broken when the server started.
    broken: Option<Broken>,
    /// Nothing where people sign in by passwords alone.
    oidc: Option<Arc<Oidc>>,
}

impl App {
    /// An app over `context` that is reached at `port` of this machine, without accounts.
    pub fn new(context: Context, port: u16) -> Self {
        Self { context, port, team: None, broken: None, oidc: None }
    }

    /// The same with accounts, reached at the team's address alone.
    #[must_use]
    pub fn for_team(self, team: Team) -> Self {
        Self { team: Some(Arc::new(team)), ..self }
    }

    /// The same with what the check of the record has found.
    #[must_use]
    pub fn with_broken_record(self, broken: Option<Broken>) -> Self {
        Self { broken, ..self }
    }

    /// The same where people may sign in with `provider` besides.
    #[must_use]
    pub fn with_oidc(self, provider: Provider) -> Self {
        Self { oidc: Some(Arc::new(Oidc::new(provider))), ..self }
    }

    fn team(&self) -> Result<&Team, Error> {
        self.team.as_deref().ok_or(Error::NoAccounts)
    }

    fn is_secure(&self) -> bool {
        self.team.as_ref().is_some_and(|team| team.address.is_secure())
    }
}

/// The status and message with which a plan is not applied.
#[cfg(test)]
pub(crate) fn refused(error: crate::ops::StartError) -> (u16, String) {
    let error = Error::from(error);
    (error.status().as_u16(), error.to_string())
}

/// Every route of the API, by area, and its description.
fn api() -> (Router<App>, OpenApi) {
    OpenApiRouter::with_openapi(openapi::title())
        .routes(routes!(designs::list, designs::create))
        .routes(routes!(designs::load, designs::save, designs::delete))
        .routes(routes!(designs::duplicate))
        .routes(routes!(designs::rename))
        .routes(routes!(versions::list, versions::save))
        .routes(routes!(versions::load))
        .routes(routes!(versions::push))
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
        .routes(routes!(audit::list))
        .routes(routes!(audit::export))
        .routes(routes!(reviews::list_all))
        .routes(routes!(reviews::list, reviews::open))
        .routes(routes!(reviews::deploy))
        .routes(routes!(reviews::load))
        .routes(routes!(reviews::refresh))
        .routes(routes!(reviews::submit))
        .routes(routes!(reviews::withdraw))
        .routes(routes!(threads::reply))
        .routes(routes!(threads::resolve))
        .routes(routes!(threads::apply))
        .routes(routes!(links::list, links::make))
        .routes(routes!(links::revoke))
        .routes(routes!(hooks::list, hooks::make))
        .routes(routes!(hooks::remove))
        .routes(routes!(hooks::attempt))
        .routes(routes!(hooks::deliveries))
        .routes(routes!(hooks::redeliver))
        .routes(routes!(me::me))
        .routes(routes!(me::change_password))
        .routes(routes!(session::sign_in, session::sign_out))
        .routes(routes!(oidc::start))
        .routes(routes!(oidc::callback))
        .routes(routes!(invitations::create))
        .routes(routes!(invitations::look))
        .routes(routes!(invitations::accept))
        .routes(routes!(invitations::revoke))
        .routes(routes!(people::list))
        .routes(routes!(people::set_grants))
        .routes(routes!(people::disable))
        .routes(routes!(tokens::list, tokens::create))
        .routes(routes!(tokens::revoke))
        .routes(routes!(opened::open, opened::forget))
        .routes(routes!(sample::sample))
        .routes(routes!(check::check))
        .routes(routes!(help::fields))
        .routes(routes!(health::health))
        .split_for_parts()
}

/// The API and the pages.
pub fn router(app: App) -> Router {
    let (api, description) = api();
    api.route("/api/openapi.json", get(openapi::serve(description)))
        .layer(from_fn_with_state(app.clone(), access::authorize))
        .route("/api/{*rest}", axum::routing::any(|| async { Error::NoSuchRoute }))
        .route("/api", axum::routing::any(|| async { Error::NoSuchRoute }))
        .fallback(ui::serve)
        .method_not_allowed_fallback(|| async { Error::MethodNotAllowed })
        // The last is the first to see a request.
        .layer(from_fn(timeout::limit))
        .layer(from_fn_with_state(app.clone(), guard::admit))
        .layer(from_fn_with_state(app.clone(), headers::secure))
        .layer(from_fn(request_log::log))
        .with_state(app)
}
