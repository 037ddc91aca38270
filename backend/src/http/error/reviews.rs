//! What went wrong with reviews, as a status.

use axum::http::StatusCode;

use crate::ops::ReviewError;

pub(super) fn status_and_code(error: &ReviewError) -> (StatusCode, &'static str) {
    let wrong = |code| (StatusCode::UNPROCESSABLE_ENTITY, code);
    match error {
        ReviewError::CommentLength { .. } => wrong("comment-length"),
        ReviewError::Unseen => wrong("unseen-characters"),
        ReviewError::TitleLength { .. } => wrong("title-too-long"),
        ReviewError::GuestName => wrong("guest-name"),
        ReviewError::NothingSaid => wrong("nothing-said"),
        ReviewError::TooManyThreads { .. } => wrong("too-many-threads"),
        ReviewError::DesignFull { .. } | ReviewError::ThreadFull => (StatusCode::CONFLICT, "too-many-comments"),
        ReviewError::NoPlace { .. } => wrong("no-such-place"),
        ReviewError::SuggestionNeedsPlace { .. } => wrong("suggestion-needs-place"),
        ReviewError::SuggestionLength { .. } => wrong("suggestion-too-long"),
        ReviewError::ReasonTooShort => wrong("reason-too-short"),
        ReviewError::NotPermitted(_) => (StatusCode::FORBIDDEN, "not-permitted"),
        ReviewError::InPersonOnly => (StatusCode::FORBIDDEN, "in-person-only"),
        ReviewError::SignInFirst => (StatusCode::UNAUTHORIZED, "sign-in"),
        ReviewError::CannotApprove(_) => (StatusCode::FORBIDDEN, "cannot-approve"),
        ReviewError::Blocked(_) => (StatusCode::CONFLICT, "plan-blocked"),
        ReviewError::NotYours => (StatusCode::FORBIDDEN, "not-yours"),
        ReviewError::NoSuggestion => (StatusCode::CONFLICT, "no-suggestion"),
        ReviewError::AppliedBefore { .. } => (StatusCode::CONFLICT, "suggestion-applied"),
        ReviewError::SuggestionPlaceGone { .. } | ReviewError::SuggestionValueMoved { .. } => {
            (StatusCode::CONFLICT, "suggestion-conflict")
        }
        ReviewError::Hours { .. } => wrong("wrong-hours"),
        ReviewError::NoImages | ReviewError::TooManyImages { .. } | ReviewError::NoImage { .. } => {
            wrong("wrong-images")
        }
        ReviewError::NoContainer { .. } => wrong("no-such-container"),
        ReviewError::ContainerTwice { .. } => wrong("container-twice"),
    }
}
