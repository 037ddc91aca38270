//! The gate before every route of the API: who asks, and whether they may.
//!
//! Each route has a row in [`table`] that says what it asks for. A route without a row is refused, and a test compares
//! the rows with the API's description.

mod object;
mod table;

use axum::RequestPartsExt;
use axum::extract::{FromRequestParts, MatchedPath, Path, Request, State};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;
use shared::access::Permission;
use std::collections::BTreeMap;

use super::App;
use super::error::Error;
use super::veil::veiled;
use crate::ops::Actor;
use object::Object;
use table::Rule;

/// Who asks, for handlers that have to know.
#[derive(Clone, Debug)]
pub(super) struct Who(pub(super) Actor);

impl<S: Sync> FromRequestParts<S> for Who {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Error> {
        // Put there by the gate. Without the gate nobody asks, who may do nothing.
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_else(|| Self(Actor::nobody())))
    }
}

/// Refuses what whoever asks may not do.
pub(super) async fn authorize(State(app): State<App>, request: Request, next: Next) -> Result<Response, Error> {
    let (mut parts, body) = request.into_parts();
    let matched = parts.extensions.get::<MatchedPath>().map(|path| path.as_str().to_owned()).unwrap_or_default();
    let rule = table::rule(&parts.method, &matched)?;
    let actor = app.identify(&parts).await?;
    let named: BTreeMap<String, String> = match parts.extract::<Path<BTreeMap<String, String>>>().await {
        Ok(Path(named)) => named,
        Err(_) => BTreeMap::new(),
    };
    permit(&app, &actor, rule, &named).await?;
    let hides = hides(rule) && !actor.sees_secrets();
    parts.extensions.insert(Who(actor));
    let response = next.run(Request::from_parts(parts, body)).await;
    if hides { veiled(response).await } else { Ok(response) }
}

/// Whether answers may hold what people wrote into designs. What is open to all and the record hold none of it, and
/// what is about oneself or for owners tells them secrets of their own, such as a new token's.
fn hides(rule: Rule) -> bool {
    match rule {
        Rule::Somewhere(_) | Rule::On(_, _) => true,
        Rule::Open | Rule::Person | Rule::InPerson | Rule::Everywhere(_) => false,
    }
}

async fn permit(app: &App, actor: &Actor, rule: Rule, named: &BTreeMap<String, String>) -> Result<(), Error> {
    if rule == Rule::Open {
        return Ok(());
    }
    if actor.is_nobody() {
        return Err(Error::SignInFirst);
    }
    match rule {
        Rule::Open => Ok(()),
        Rule::Person => actor.as_person().map(drop).ok_or(Error::SignInFirst),
        Rule::InPerson => match (actor.in_person(), actor.as_person()) {
            (Some(_), _) => Ok(()),
            (None, Some(_)) => Err(Error::InPersonOnly),
            (None, None) => Err(Error::SignInFirst),
        },
        Rule::Somewhere(permission) => judge(actor, permission, actor.may_somewhere(permission)),
        Rule::Everywhere(permission) => judge(actor, permission, actor.may_everywhere(permission)),
        Rule::On(object, permission) => on(app, actor, object, permission, named).await,
    }
}

fn judge(actor: &Actor, permission: Permission, permitted: bool) -> Result<(), Error> {
    match (permitted, actor.as_person()) {
        (true, _) => Ok(()),
        (false, None) => Err(Error::SignInFirst),
        (false, Some(_)) => Err(Error::NotPermitted { permission }),
    }
}

/// What someone may not even see is missing for them.
async fn on(
    app: &App,
    actor: &Actor,
    object: Object,
    permission: Permission,
    named: &BTreeMap<String, String>,
) -> Result<(), Error> {
    let scope = object::scope(&*app.context.store, object, named).await?;
    if scope.permits(actor, permission) {
        return Ok(());
    }
    if scope.permits(actor, Permission::View) {
        return judge(actor, permission, false);
    }
    Err(object.missing())
}
