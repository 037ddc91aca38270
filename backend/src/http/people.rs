//! People: list, grant, disable.

use axum::Json;
use axum::extract::State;
use shared::api::{ErrorBody, Person, PersonList, SetGrants};

use super::App;
use super::access::Who;
use super::body::BodyText;
use super::error::Error;
use super::path::PersonId;
use crate::ops;

/// Everybody by name, disabled people too, and the invitations that nobody has used yet.
#[utoipa::path(get, path = "/api/people", responses((status = 200, body = PersonList), (status = 503, body = ErrorBody)))]
pub(super) async fn list(State(app): State<App>) -> Result<Json<PersonList>, Error> {
    Ok(Json(ops::list_people(&app.context).await?))
}

/// Replaces what a person was granted. It counts from their next request on.
#[utoipa::path(put, path = "/api/people/{person}/grants", params(("person" = String, Path)), request_body = SetGrants,
    responses((status = 200, body = Person), (status = 404, body = ErrorBody), (status = 409, body = ErrorBody),
        (status = 415, body = ErrorBody), (status = 422, body = ErrorBody), (status = 503, body = ErrorBody)))]
pub(super) async fn set_grants(
    State(app): State<App>,
    Who(who): Who,
    PersonId(id): PersonId,
    body: BodyText,
) -> Result<Json<Person>, Error> {
    let set: SetGrants = body.envelope(
        "an object with grants, such as {\"grants\": [{\"environment\": \"staging\", \"role\": \"editor\"}]}",
    )?;
    Ok(Json(ops::set_grants(&app.context, &who, &id, set.grants).await?))
}

/// Takes all access from a person: sessions end, tokens are revoked.
#[utoipa::path(post, path = "/api/people/{person}/disable", params(("person" = String, Path)),
    responses((status = 200, body = Person), (status = 404, body = ErrorBody), (status = 409, body = ErrorBody),
        (status = 503, body = ErrorBody)))]
pub(super) async fn disable(
    State(app): State<App>,
    Who(who): Who,
    PersonId(id): PersonId,
) -> Result<Json<Person>, Error> {
    Ok(Json(ops::disable_person(&app.context, &who, &id).await?))
}
