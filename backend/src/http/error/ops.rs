//! What the product's own refusals are to a client: status, code and words.

use axum::http::StatusCode;
use shared::document::ParseErrorKind;
use shared::import::Unusable;

use super::{people, reviews};
use crate::ops::{EnvironmentError, MayNotApply, OpsError, StartError};
use crate::store::{StoreError, Thing};

pub(super) fn start_status_and_code(error: &StartError) -> (StatusCode, &'static str) {
    match error {
        StartError::OtherPlan => (StatusCode::CONFLICT, "other-plan"),
        StartError::MayNotApply { why: MayNotApply::Role, .. } => (StatusCode::FORBIDDEN, "not-permitted"),
        StartError::MayNotApply { why: MayNotApply::NotNamed, .. } => (StatusCode::FORBIDDEN, "not-an-applier"),
        StartError::NeedsApproval(_) if error.is_void() => (StatusCode::CONFLICT, "approval-void"),
        StartError::NeedsApproval(_) => (StatusCode::FORBIDDEN, "needs-approval"),
        StartError::Blocked(_) => (StatusCode::CONFLICT, "plan-blocked"),
        StartError::RisksNotAccepted(_) => (StatusCode::CONFLICT, "risks-not-accepted"),
        StartError::EnvironmentChanged => (StatusCode::CONFLICT, "environment-changed"),
        StartError::Ops(error) => ops_status_and_code(error),
    }
}

pub(super) fn ops_status_and_code(error: &OpsError) -> (StatusCode, &'static str) {
    match error {
        OpsError::Unusable(Unusable::Text(problems)) => {
            problems.first().map_or((StatusCode::BAD_REQUEST, "not-json"), |first| text_status_and_code(&first.kind))
        }
        OpsError::Unusable(Unusable::NoObject { .. }) => (StatusCode::UNPROCESSABLE_ENTITY, "not-an-object"),
        OpsError::Unusable(Unusable::UnknownKind) => (StatusCode::UNPROCESSABLE_ENTITY, "unknown-document"),
        OpsError::NameEmpty | OpsError::NameTooLong(_) => (StatusCode::UNPROCESSABLE_ENTITY, "wrong-name"),
        OpsError::NoteTooLong(_) => (StatusCode::UNPROCESSABLE_ENTITY, "note-too-long"),
        OpsError::Environment(EnvironmentError::BuiltIn) => (StatusCode::UNPROCESSABLE_ENTITY, "environment-built-in"),
        OpsError::Environment(_) => (StatusCode::UNPROCESSABLE_ENTITY, "wrong-environment"),
        OpsError::Hook(_) => (StatusCode::UNPROCESSABLE_ENTITY, "wrong-hook"),
        OpsError::People(error) => people::status_and_code(error),
        OpsError::Review(error) => reviews::status_and_code(error),
        OpsError::Source(_) => (StatusCode::UNPROCESSABLE_ENTITY, "wrong-source"),
        OpsError::Random(_) | OpsError::Stopped(_) => (StatusCode::INTERNAL_SERVER_ERROR, "internal"),
        OpsError::Store(error) => match error {
            StoreError::NotFound => (StatusCode::NOT_FOUND, "no-such-design"),
            StoreError::Conflict(_) => (StatusCode::CONFLICT, "design-changed"),
            StoreError::Missing(Thing::Version) => (StatusCode::NOT_FOUND, "no-such-version"),
            StoreError::Missing(Thing::Environment) => (StatusCode::NOT_FOUND, "no-such-environment"),
            StoreError::Missing(Thing::Plan) => (StatusCode::NOT_FOUND, "no-such-plan"),
            StoreError::Missing(Thing::Apply) => (StatusCode::NOT_FOUND, "no-such-apply"),
            StoreError::Missing(Thing::Person) => (StatusCode::NOT_FOUND, "no-such-person"),
            StoreError::Missing(Thing::Invitation) => (StatusCode::NOT_FOUND, "no-such-invitation"),
            StoreError::Missing(Thing::Token) => (StatusCode::NOT_FOUND, "no-such-token"),
            StoreError::Missing(Thing::Review) => (StatusCode::NOT_FOUND, "no-such-review"),
            StoreError::Missing(Thing::Thread) => (StatusCode::NOT_FOUND, "no-such-thread"),
            StoreError::Missing(Thing::Decision) => (StatusCode::NOT_FOUND, "no-such-decision"),
            StoreError::Missing(Thing::Link) => (StatusCode::NOT_FOUND, "no-such-link"),
            StoreError::Missing(Thing::Hook) => (StatusCode::NOT_FOUND, "no-such-hook"),
            StoreError::Missing(Thing::Delivery) => (StatusCode::NOT_FOUND, "no-such-delivery"),
            StoreError::LastOwner => (StatusCode::CONFLICT, "last-owner"),
            StoreError::EmailTaken => (StatusCode::CONFLICT, "email-taken"),
            StoreError::ReviewMoved => (StatusCode::CONFLICT, "review-moved"),
            StoreError::VersionMoved(_) => (StatusCode::CONFLICT, "version-moved"),
            StoreError::Exists(_) => (StatusCode::CONFLICT, "environment-exists"),
            StoreError::EnvironmentChanged(_) => (StatusCode::CONFLICT, "environment-changed"),
            StoreError::ApplyActive(_) => (StatusCode::CONFLICT, "apply-active"),
            StoreError::Busy(_) => (StatusCode::SERVICE_UNAVAILABLE, "database-locked"),
            StoreError::Full(_) => (StatusCode::SERVICE_UNAVAILABLE, "database-full"),
            StoreError::ReadOnly(_) => (StatusCode::SERVICE_UNAVAILABLE, "database-read-only"),
            StoreError::Unavailable(_) => (StatusCode::SERVICE_UNAVAILABLE, "database-unavailable"),
            StoreError::Corrupt(_) => (StatusCode::INTERNAL_SERVER_ERROR, "database-damaged"),
            StoreError::Fenced | StoreError::Other(_) => (StatusCode::INTERNAL_SERVER_ERROR, "internal"),
        },
    }
}

/// What is no JSON is a bad request; what is JSON but would not survive can't be processed.
fn text_status_and_code(kind: &ParseErrorKind) -> (StatusCode, &'static str) {
    match kind {
        ParseErrorKind::TooLong { .. } => (StatusCode::PAYLOAD_TOO_LARGE, "text-too-long"),
        ParseErrorKind::TooDeep => (StatusCode::UNPROCESSABLE_ENTITY, "too-deep"),
        ParseErrorKind::DuplicateKey { .. } => (StatusCode::UNPROCESSABLE_ENTITY, "duplicate-key"),
        ParseErrorKind::LoneSurrogate { .. } => (StatusCode::UNPROCESSABLE_ENTITY, "lone-surrogate"),
        ParseErrorKind::NumberLost { .. } => (StatusCode::UNPROCESSABLE_ENTITY, "number-lost"),
        ParseErrorKind::Empty
        | ParseErrorKind::Ends { .. }
        | ParseErrorKind::Unexpected { .. }
        | ParseErrorKind::BadEscape { .. }
        | ParseErrorKind::ControlCharacter(_) => (StatusCode::BAD_REQUEST, "not-json"),
    }
}

pub(super) fn ops_message(error: &OpsError) -> String {
    let next = "Nothing was changed.";
    match error {
        OpsError::Unusable(reason) => reason.to_string(),
        OpsError::NameEmpty
        | OpsError::NameTooLong(_)
        | OpsError::NoteTooLong(_)
        | OpsError::Environment(_)
        | OpsError::Hook(_)
        | OpsError::Review(_) => error.to_string(),
        OpsError::Source(what) => format!("The source's {what} can't be one. {next} Correct it or leave source out."),
        OpsError::Stopped(_) => format!("The computation stopped; the server's log says more. {next}"),
        OpsError::People(error) => people::message(error),
        OpsError::Random(_) => format!("The server got no random bytes for an id. {next} Try again."),
        OpsError::Store(error) => match error {
            StoreError::NotFound => {
                "There is no such design; it may have been deleted. Go back to the list.".to_owned()
            }
            StoreError::Conflict(_) => "The design was changed elsewhere since it was loaded, so nothing was \
                overwritten. The other copy comes with this answer: compare, then save against its counter."
                .to_owned(),
            StoreError::Missing(thing) => {
                format!("There is no such {}; it may have been deleted. Go back and reload the page.", thing.word())
            }
            StoreError::Exists(name) => {
                format!("There is an environment named {name} already. {next} Choose another name.")
            }
            StoreError::EnvironmentChanged(_) => {
                "The environment was changed elsewhere since it was loaded, so nothing was overwritten. Reload it, \
                 make the change again and save."
                    .to_owned()
            }
            StoreError::ApplyActive(active) => format!(
                "Version {} of this design is still being applied to {}. {next} Wait for it to end or cancel it.",
                active.version, active.environment
            ),
            StoreError::LastOwner => {
                format!("Nobody would be left who is owner everywhere. {next} Make another person owner first.")
            }
            StoreError::EmailTaken => {
                format!("There is an account with this e-mail address already. {next} Sign in, or use another address.")
            }
            StoreError::ReviewMoved => {
                format!("The review is about another plan by now. {next} Reload the page and look at what it shows.")
            }
            StoreError::VersionMoved(newest) => {
                format!("Someone has saved version {newest} meanwhile. {next} Try again: it is made of that one then.")
            }
            StoreError::Fenced => format!("Another worker has taken over this apply. {next}"),
            StoreError::Busy(_) => {
                format!("Another program has locked the database. {next} Close that program or wait, then try again.")
            }
            StoreError::Full(_) => {
                format!("The database or the disk that it is on is full. {next} Free some space, then try again.")
            }
            StoreError::ReadOnly(_) => format!(
                "The database can only be read. {next} Make its file and folder writable for the server, then try again."
            ),
            StoreError::Unavailable(_) => format!(
                "The database file can't be opened, read or written. {next} Check its folder and disk, then try again."
            ),
            StoreError::Corrupt(_) => format!(
                "The database file is damaged. {next} Stop the server and put back a copy of the file from a backup."
            ),
            StoreError::Other(_) => format!("The database failed; the server's log says more. {next}"),
        },
    }
}
