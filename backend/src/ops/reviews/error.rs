//! Why a review was not changed.

use shared::access::Permission;

use super::links::{MAX_HOURS, MIN_HOURS};
use super::submit::{MAX_THREADS, MAX_THREADS_OF_A_DESIGN, MIN_REASON};
use super::threads::MAX_COMMENTS;
use super::words::{MAX_COMMENT, MAX_GUEST, MAX_SUGGESTION, MAX_TITLE};

/// What is wrong, and what to do about it. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReviewError {
    #[error("A comment has 1 to {MAX_COMMENT} characters; this one has {length}. Write a shorter one, or several.")]
    CommentLength { length: usize },
    #[error("The text has a character that can't be seen. Write it without.")]
    Unseen,
    #[error("A title has at most {MAX_TITLE} characters; this one has {length}. Shorten it.")]
    TitleLength { length: usize },
    #[error("State a name of 1 to {MAX_GUEST} characters that can be seen, so that others know who writes.")]
    GuestName,
    #[error("There is no comment and no decision in it. Write a comment, or decide.")]
    NothingSaid,
    #[error("There are {count} comments in it, and {MAX_THREADS} can be sent at once. Send them in parts.")]
    TooManyThreads { count: usize },
    #[error(
        "The design has {count} comments, and {MAX_THREADS_OF_A_DESIGN} is the most. Go on in a comment that is there."
    )]
    DesignFull { count: usize },
    #[error("There are {MAX_COMMENTS} comments in this thread, which is the most. Begin another one.")]
    ThreadFull,
    #[error("Version {version} has no place {path}. Reload the page and comment on what it shows.")]
    NoPlace { at: usize, version: i64, path: String },
    #[error("A value can be suggested for a place only, not for the whole. Comment on a place.")]
    SuggestionNeedsPlace { at: usize },
    #[error("A suggested value has at most {MAX_SUGGESTION} characters of JSON; this one has {length}. Shorten it.")]
    SuggestionLength { at: usize, length: usize },
    #[error("A break-glass needs a reason of {MIN_REASON} characters at least. Say why it can't wait.")]
    ReasonTooShort,
    #[error("the act is not permitted")]
    NotPermitted(Permission),
    #[error("only a person may do this, not a program")]
    InPersonOnly,
    #[error("this needs an account")]
    SignInFirst,
    #[error("{0} The decision was not kept.")]
    CannotApprove(String),
    #[error("The plan can't be applied: {0} There is nothing to approve until it can. Correct it and plan again.")]
    Blocked(String),
    #[error("This decision is someone else's, and only they can withdraw it.")]
    NotYours,
    #[error("There is no suggestion in this thread. Reload the page.")]
    NoSuggestion,
    #[error("The suggestion was applied before, as version {version}.")]
    AppliedBefore { version: i64 },
    #[error(
        "{path} is not in version {version} any more, so the suggestion made for version {of} does not fit. Nothing \
         was changed. Make the change by hand, or resolve the thread."
    )]
    SuggestionPlaceGone { path: String, of: i64, version: i64 },
    #[error(
        "{path} {then} in version {of}, for which the suggestion was made, and {now} at {place} in version {version}, \
         so it was not applied. Nothing was changed. Make the change by hand, or resolve the thread."
    )]
    SuggestionValueMoved { path: String, then: String, of: i64, place: String, now: String, version: i64 },
    #[error("A link is valid for {MIN_HOURS} to {MAX_HOURS} hours; {hours} is not. Choose another number.")]
    Hours { hours: u32 },
    #[error("There is no image in it. Name one at least, such as web/app=REF.")]
    NoImages,
    #[error("There are {count} images in it, and {most} can be rolled out at once. Name fewer.")]
    TooManyImages { count: usize, most: usize },
    #[error("{task_definition}/{container} gets no image that could be one. Write it as docker pull takes it.")]
    NoImage { task_definition: String, container: String },
    #[error("Version {version} has no container {container} in the task definition {task_definition}. It has {known}.")]
    NoContainer { task_definition: String, container: String, version: i64, known: String },
    #[error("{task_definition}/{container} is named twice. Name it once.")]
    ContainerTwice { task_definition: String, container: String },
}

impl ReviewError {
    /// A JSON pointer to what is to blame in the request, where one place is.
    pub fn path(&self) -> Option<String> {
        match self {
            Self::NoPlace { at, .. } => Some(format!("/threads/{at}/path")),
            Self::SuggestionNeedsPlace { at } | Self::SuggestionLength { at, .. } => {
                Some(format!("/threads/{at}/suggestion"))
            }
            Self::CommentLength { .. }
            | Self::Unseen
            | Self::TitleLength { .. }
            | Self::GuestName
            | Self::NothingSaid
            | Self::TooManyThreads { .. }
            | Self::DesignFull { .. }
            | Self::ThreadFull
            | Self::ReasonTooShort
            | Self::NotPermitted(_)
            | Self::InPersonOnly
            | Self::SignInFirst
            | Self::CannotApprove(_)
            | Self::Blocked(_)
            | Self::NotYours
            | Self::NoSuggestion
            | Self::AppliedBefore { .. }
            | Self::SuggestionPlaceGone { .. }
            | Self::SuggestionValueMoved { .. }
            | Self::Hours { .. }
            | Self::NoImages
            | Self::TooManyImages { .. }
            | Self::NoImage { .. }
            | Self::NoContainer { .. }
            | Self::ContainerTwice { .. } => None,
        }
    }
}
