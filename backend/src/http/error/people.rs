//! What went wrong with people, as a status.

use axum::http::StatusCode;

use crate::ops::PeopleError;

pub(super) fn status_and_code(error: &PeopleError) -> (StatusCode, &'static str) {
    match error {
        PeopleError::InvitationGone => (StatusCode::NOT_FOUND, "no-such-invitation"),
        PeopleError::LinkGone => (StatusCode::NOT_FOUND, "no-such-link"),
        PeopleError::WrongPair => (StatusCode::UNAUTHORIZED, "wrong-password"),
        PeopleError::WrongPassword => (StatusCode::FORBIDDEN, "wrong-password"),
        PeopleError::NoPassword => (StatusCode::CONFLICT, "no-password"),
        PeopleError::Name => (StatusCode::UNPROCESSABLE_ENTITY, "wrong-name"),
        PeopleError::Email => (StatusCode::UNPROCESSABLE_ENTITY, "wrong-email"),
        PeopleError::Note => (StatusCode::UNPROCESSABLE_ENTITY, "note-too-long"),
        PeopleError::PasswordLength(_) | PeopleError::PasswordCommon | PeopleError::PasswordIsEmail => {
            (StatusCode::UNPROCESSABLE_ENTITY, "weak-password")
        }
        PeopleError::NoEnvironment(_) => (StatusCode::UNPROCESSABLE_ENTITY, "no-such-environment"),
        PeopleError::TooManyGrants(_) => (StatusCode::UNPROCESSABLE_ENTITY, "too-many-grants"),
        PeopleError::Days => (StatusCode::UNPROCESSABLE_ENTITY, "wrong-days"),
        PeopleError::Hash(_) | PeopleError::Stopped(_) => (StatusCode::INTERNAL_SERVER_ERROR, "internal"),
    }
}

/// In words.
pub(super) fn message(error: &PeopleError) -> String {
    match error {
        PeopleError::Hash(_) | PeopleError::Stopped(_) => {
            "The server could not work on the password; its log says more. Nothing was changed. Try again.".to_owned()
        }
        PeopleError::InvitationGone
        | PeopleError::LinkGone
        | PeopleError::WrongPair
        | PeopleError::WrongPassword
        | PeopleError::NoPassword
        | PeopleError::Name
        | PeopleError::Email
        | PeopleError::Note
        | PeopleError::PasswordLength(_)
        | PeopleError::PasswordCommon
        | PeopleError::PasswordIsEmail
        | PeopleError::NoEnvironment(_)
        | PeopleError::TooManyGrants(_)
        | PeopleError::Days => error.to_string(),
    }
}
