//! Why AWS did not do what was asked.

/// An AWS call's failure, in AWS's words, with what it means for the caller.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {message}")]
pub struct PortError {
    pub kind: ErrorKind,
    /// AWS's code: `ClusterNotFoundException`; ours in kebab case where there was no answer: `no-answer`.
    pub code: String,
    pub message: String,
    pub request_id: Option<String>,
}

/// What a failure means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The identity may not do this.
    Denied,
    /// The credentials have expired or can't be had.
    Credentials,
    /// The thing named in the request isn't there.
    NotFound,
    /// It is there already, or in a state that forbids the call.
    Conflict,
    /// Too many calls; nothing was done.
    Throttled,
    /// No answer, or AWS's own failure: the call may have taken effect.
    Unavailable,
    /// AWS refuses the input.
    Invalid,
}

impl PortError {
    pub fn new(kind: ErrorKind, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { kind, code: code.into(), message: message.into(), request_id: None }
    }

    /// Whether the same call may succeed later without anybody doing anything.
    pub fn may_pass(&self) -> bool {
        match self.kind {
            ErrorKind::Throttled | ErrorKind::Unavailable => true,
            ErrorKind::Denied
            | ErrorKind::Credentials
            | ErrorKind::NotFound
            | ErrorKind::Conflict
            | ErrorKind::Invalid => false,
        }
    }

    /// Whether the call may have taken effect although it failed.
    pub fn outcome_unknown(&self) -> bool {
        self.kind == ErrorKind::Unavailable
    }
}
