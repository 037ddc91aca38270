//! Reviews of a version for an environment: opened, read, commented, decided, and shared by link.

mod deploy;
mod error;
mod links;
mod list;
mod load;
mod open;
mod refresh;
mod reply;
mod resolve;
mod submit;
mod suggestion;
#[cfg(test)]
mod tests;
mod threads;
mod withdraw;
mod words;

pub use deploy::deploy_images;
pub use error::ReviewError;
pub use links::{list_links, make_link, revoke_link};
pub use list::list_reviews;
pub use load::load_review;
pub use open::open_review;
pub use refresh::refresh_review;
pub use reply::reply;
pub use resolve::resolve_thread;
pub use submit::submit;
pub use suggestion::apply_suggestion;
pub use withdraw::withdraw;

use serde_json::Value;
use shared::access::{Permission, PersonRef};
use shared::api::{Act, Commenter, ReviewMeta};

use super::entry::entry_by;
use super::{Actor, Context, OpsError};
use crate::store::{NewEntry, StoreError, Thing};

/// What the record tells of a review. `guest` is the name of who has no account.
fn entry(context: &Context, by: &Actor, guest: &str, act: Act, review: &ReviewMeta, detail: Value) -> NewEntry {
    let told = entry_by(by.doer(guest), act, context.clock.now());
    told.environment(&review.environment).design(&review.design_id).detail(detail)
}

/// Refuses what whoever asks may not do in an environment. For who may not even see it, it isn't there.
fn permit(by: &Actor, permission: Permission, environment: &str) -> Result<(), OpsError> {
    if by.may(permission, environment) {
        return Ok(());
    }
    if by.may(Permission::View, environment) {
        return Err(ReviewError::NotPermitted(permission).into());
    }
    Err(StoreError::Missing(Thing::Environment).into())
}

/// Who asks, if it is a person themselves: nobody else decides.
fn in_person(by: &Actor) -> Result<&PersonRef, ReviewError> {
    match (by.in_person(), by.as_person()) {
        (Some(person), _) => Ok(person),
        (None, Some(_)) => Err(ReviewError::InPersonOnly),
        (None, None) => Err(ReviewError::SignInFirst),
    }
}

/// Who comments: a person by their account, others by the name that they state.
fn commenter(by: &Actor, guest: Option<&str>) -> Result<Commenter, OpsError> {
    match by.as_person() {
        Some(person) => Ok(Commenter::Person(person.clone())),
        None => Ok(Commenter::Guest(words::guest(guest.unwrap_or_default())?)),
    }
}

/// The name that the record knows a commenter by who has no account.
fn guest_name(commenter: &Commenter) -> &str {
    match commenter {
        Commenter::Person(_) => "",
        Commenter::Guest(name) => name,
    }
}
