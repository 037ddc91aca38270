//! Why people were not let in, or not changed.

use super::passwords::{LONGEST, SHORTEST};
use super::tokens::MAX_DAYS;
use super::words::{MAX_EMAIL, MAX_NAME, MAX_NOTE};

/// What went wrong. No message repeats what was typed: people type passwords into the wrong field.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    #[error(
        "This invitation can't be used: it was used before, was revoked, has expired, or its address was cut off. Ask \
         an owner for another one."
    )]
    InvitationGone,
    #[error(
        "This link can't be used: it was revoked, has expired, or its address was cut off. Ask whoever sent it for \
         another one, or sign in."
    )]
    LinkGone,
    #[error("No account has this e-mail address with this password. Check both and try again.")]
    WrongPair,
    #[error("The current password is another one. Nothing was changed. Type it again.")]
    WrongPassword,
    #[error("This account has no password, since it signs in with OpenID Connect. Change the password there.")]
    NoPassword,
    #[error("A name has 1 to {MAX_NAME} characters that can be seen, all of them. Write another one.")]
    Name,
    #[error("An e-mail address has one @ with something on both sides and at most {MAX_EMAIL} characters. Check it.")]
    Email,
    #[error("The note may have {MAX_NOTE} characters that can be seen. Shorten it.")]
    Note,
    #[error(
        "A password has {SHORTEST} to {LONGEST} characters; this one has {0}. Choose another one, such as four words."
    )]
    PasswordLength(usize),
    #[error("This password is among the first that anybody tries. Choose another one, such as four words.")]
    PasswordCommon,
    #[error("The password can't be the e-mail address. Choose another one, such as four words.")]
    PasswordIsEmail,
    #[error("There is no environment named {0}. Nothing was changed. Choose one from the list, or * for all.")]
    NoEnvironment(String),
    #[error("At most {0} roles can be granted at once. Nothing was changed. Grant some of them everywhere.")]
    TooManyGrants(usize),
    #[error("A token is valid for 1 to {MAX_DAYS} days. Choose another number of days.")]
    Days,
    #[error("a password can't be hashed")]
    Hash(#[source] argon2::password_hash::Error),
    #[error("hashing a password stopped")]
    Stopped(#[source] tokio::task::JoinError),
}
