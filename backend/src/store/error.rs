//! Why a store did not do what it was asked.

use shared::api::ApplyMeta;
use shared::environment::Environment;

use super::StoredDesign;

/// What a store keeps beside designs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    Version,
    Environment,
    Plan,
    Apply,
    Person,
    Invitation,
    Token,
    Review,
    Thread,
    Decision,
    Link,
    Hook,
    Delivery,
}

impl Thing {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Version => "version",
            Self::Environment => "environment",
            Self::Plan => "plan",
            Self::Apply => "apply",
            Self::Person => "person",
            Self::Invitation => "invitation",
            Self::Token => "token",
            Self::Review => "review",
            Self::Thread => "thread",
            Self::Decision => "decision",
            Self::Link => "link",
            Self::Hook => "hook",
            Self::Delivery => "delivery",
        }
    }
}

/// What went wrong, in words that don't depend on the database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("there is no such design")]
    NotFound,
    #[error("the design was changed by someone else; its counter is {}", .0.meta.counter)]
    Conflict(Box<StoredDesign>),
    #[error("there is no such {}", .0.word())]
    Missing(Thing),
    #[error("there is an environment named {0} already")]
    Exists(String),
    #[error("the environment was changed by someone else; its counter is {}", .0.counter)]
    EnvironmentChanged(Box<Environment>),
    #[error("another apply of this design to this environment has not ended")]
    ApplyActive(Box<ApplyMeta>),
    #[error("nobody would be left who is owner everywhere")]
    LastOwner,
    #[error("the e-mail address is taken")]
    EmailTaken,
    /// The review has been moved to another plan since.
    #[error("the review is about another plan by now")]
    ReviewMoved,
    /// The design has a newer version than the one that this was made of.
    #[error("the newest version is number {0} by now")]
    VersionMoved(i64),
    /// Another worker has claimed the apply.
    #[error("another worker has taken over this apply")]
    Fenced,
    #[error("the database is locked by another program")]
    Busy(#[source] sqlx::Error),
    #[error("the database or its disk is full")]
    Full(#[source] sqlx::Error),
    #[error("the database can only be read")]
    ReadOnly(#[source] sqlx::Error),
    #[error("the database file can't be opened, read or written")]
    Unavailable(#[source] sqlx::Error),
    #[error("the database file is damaged")]
    Corrupt(#[source] sqlx::Error),
    #[error("the database failed")]
    Other(#[source] sqlx::Error),
}

/// SQLite's primary result codes (<https://www.sqlite.org/rescode.html>); the extended ones carry them in the low byte.
mod code {
    pub(super) const BUSY: i32 = 5;
    pub(super) const LOCKED: i32 = 6;
    pub(super) const READONLY: i32 = 8;
    pub(super) const IOERR: i32 = 10;
    pub(super) const CORRUPT: i32 = 11;
    pub(super) const FULL: i32 = 13;
    pub(super) const CANTOPEN: i32 = 14;
    pub(super) const NOTADB: i32 = 26;
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::RowNotFound => Self::NotFound,
            // Every connection is waiting for the lock.
            sqlx::Error::PoolTimedOut => Self::Busy(error),
            sqlx::Error::Io(_) => Self::Unavailable(error),
            other => match primary_code(&other) {
                Some(code::BUSY | code::LOCKED) => Self::Busy(other),
                Some(code::READONLY) => Self::ReadOnly(other),
                Some(code::FULL) => Self::Full(other),
                Some(code::IOERR | code::CANTOPEN) => Self::Unavailable(other),
                Some(code::CORRUPT | code::NOTADB) => Self::Corrupt(other),
                Some(_) | None => Self::Other(other),
            },
        }
    }
}

fn primary_code(error: &sqlx::Error) -> Option<i32> {
    let code: i32 = error.as_database_error()?.code()?.parse().ok()?;
    Some(code & 0xff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_without_a_code_are_told_apart() {
        assert!(matches!(sqlx::Error::RowNotFound.into(), StoreError::NotFound));
        assert!(matches!(sqlx::Error::PoolTimedOut.into(), StoreError::Busy(_)));
        assert!(matches!(sqlx::Error::WorkerCrashed.into(), StoreError::Other(_)));
        let io = sqlx::Error::Io(std::io::Error::other("gone"));
        assert!(matches!(io.into(), StoreError::Unavailable(_)));
    }
}
