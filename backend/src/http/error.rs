//! The one place where what went wrong becomes a status and a message.

mod ops;
mod people;
mod reviews;

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use shared::access::{Permission, Role};
use shared::api::{ErrorBody, ErrorDetail, NotPlanned};
use shared::document::MAX_BYTES;
use shared::import::Unusable;
use std::time::Duration;

use super::designs::conflict;
use crate::oidc::OidcError;
use crate::ops::{MOST_ENTRIES, OpsError, PlanError, ReviewError, StartError};
use crate::store::StoreError;

use ops::{ops_message, ops_status_and_code, start_status_and_code};

/// Why a request gets no success.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    #[error(
        "The request is addressed to {host}, but this server answers only at its own address. Open the \
         address that it printed when it started."
    )]
    ForeignHost { host: String },
    #[error(
        "The request comes from a page of {origin}, and only pages of this server may change anything. \
         Open the address that the server printed when it started, or send the request without an Origin."
    )]
    ForeignOrigin { origin: String },
    #[error("This needs an account. Sign in, or ask an owner for an invitation.")]
    SignInFirst,
    #[error("Only a person may do this, not a program with a token. Sign in with a browser.")]
    InPersonOnly,
    #[error("{}", not_permitted(*permission))]
    NotPermitted { permission: Permission },
    #[error(
        "There are no accounts here: whoever reaches this server may do everything. Start it with --url and the address \
         that people open, such as bayplan serve --url https://bayplan.example.com."
    )]
    NoAccounts,
    #[error("This server signs people in by passwords alone. Whoever runs it can name a provider with --oidc-issuer.")]
    NoOidc,
    #[error(
        "The provider that this server signs people in with can't be used now, since {0}. Try again in a minute, or sign \
         in with a password."
    )]
    Oidc(OidcError),
    #[error("That was tried too often. Wait {} and try again.", in_words(*.0))]
    TooMany(Duration),
    #[error("The body has to be JSON and say so. Send it with the header Content-Type: application/json.")]
    NotJsonType,
    #[error("The body is larger than {MAX_BYTES} bytes (1 MiB), the most that can be kept. Split the design.")]
    BodyTooLarge,
    #[error("The body is not UTF-8: byte {0} can't be read. Save the file as UTF-8 and send it again.")]
    NotUtf8(usize),
    #[error("The body ended before it was complete. Send it again.")]
    BodyBroken,
    #[error("The body has to be {0}.")]
    WrongBody(&'static str),
    #[error("The query has {given}. kind is one of auto, task-definition, service, bundle and design.")]
    UnknownKind { given: String },
    #[error(
        "The request has to say which state it changes, so that nobody's work is overwritten. Send If-Match with the \
         counter that the design or environment was loaded with, such as If-Match: \"3\"."
    )]
    IfMatchMissing,
    #[error("If-Match is {given}, but has to be one counter in double quotes, such as \"3\".")]
    IfMatchUnreadable { given: String },
    #[error("The query has to name two versions by their numbers, such as ?from=1&to=2.")]
    VersionsUnnamed,
    #[error(
        "The query has to name entries by their numbers, such as ?before=120&limit=50; limit may be 1 to {MOST_ENTRIES}."
    )]
    EntriesUnnamed,
    #[error("{given} is no number of an event. Send the number of the last event that was seen, or 0.")]
    EventNumber { given: String },
    #[error("There is nothing at this address. The API's description is at /api/openapi.json.")]
    NoSuchRoute,
    #[error("This address does not take this method. The API's description is at /api/openapi.json.")]
    MethodNotAllowed,
    #[error("The answer took too long, so the request was given up. Try again.")]
    Timeout,
    #[error("The server made a mistake; its log says more. Nothing was changed.")]
    Answer(#[source] serde_json::Error),
    #[error("The answer is too long to be sent.")]
    AnswerTooLong(#[source] axum::Error),
    #[error("The computation stopped; the server's log says more. Nothing was changed.")]
    ComputationStopped(#[source] tokio::task::JoinError),
    #[error("{} {}", .0.cause.summary, .0.cause.next)]
    NotPlanned(Box<NotPlanned>),
    #[error("{}", .0.message())]
    NotStarted(#[source] StartError),
    #[error("{}", ops_message(.0))]
    Ops(#[source] OpsError),
}

impl From<OpsError> for Error {
    fn from(error: OpsError) -> Self {
        match error {
            OpsError::Review(ReviewError::NotPermitted(permission)) => Self::NotPermitted { permission },
            OpsError::Review(ReviewError::InPersonOnly) => Self::InPersonOnly,
            OpsError::Review(ReviewError::SignInFirst) => Self::SignInFirst,
            error => Self::Ops(error),
        }
    }
}

impl From<OidcError> for Error {
    fn from(error: OidcError) -> Self {
        Self::Oidc(error)
    }
}

impl From<Duration> for Error {
    /// How long to wait before the next try.
    fn from(wait: Duration) -> Self {
        Self::TooMany(wait)
    }
}

impl From<PlanError> for Error {
    fn from(error: PlanError) -> Self {
        match (error.told(), error) {
            (Some(told), _) => Self::NotPlanned(Box::new(told)),
            (None, PlanError::NotPermitted) => Self::NotPermitted { permission: Permission::Plan },
            (None, PlanError::Ops(error)) => error.into(),
            (None, error) => Self::NotStarted(StartError::Blocked(error.to_string())),
        }
    }
}

impl From<StartError> for Error {
    fn from(error: StartError) -> Self {
        match error {
            StartError::Ops(error) => Self::Ops(error),
            other => Self::NotStarted(other),
        }
    }
}

impl From<Unusable> for Error {
    fn from(reason: Unusable) -> Self {
        Self::Ops(reason.into())
    }
}

impl Error {
    /// A JSON pointer to what is to blame in the body, where one place is.
    fn path(&self) -> Option<String> {
        if let Self::Ops(OpsError::Hook(error)) = self {
            return Some(error.path().to_owned());
        }
        if let Self::Ops(OpsError::Review(error)) = self {
            return error.path();
        }
        if let Self::Ops(OpsError::Environment(error)) = self { error.path() } else { None }
    }

    #[cfg(test)]
    pub(super) fn status(&self) -> StatusCode {
        self.status_and_code().0
    }

    fn status_and_code(&self) -> (StatusCode, &'static str) {
        match self {
            Self::ForeignHost { .. } => (StatusCode::FORBIDDEN, "foreign-host"),
            Self::ForeignOrigin { .. } => (StatusCode::FORBIDDEN, "foreign-origin"),
            Self::SignInFirst => (StatusCode::UNAUTHORIZED, "sign-in"),
            Self::InPersonOnly => (StatusCode::FORBIDDEN, "in-person-only"),
            Self::NotPermitted { .. } => (StatusCode::FORBIDDEN, "not-permitted"),
            Self::NoAccounts => (StatusCode::CONFLICT, "no-accounts"),
            Self::NoOidc => (StatusCode::CONFLICT, "no-oidc"),
            Self::Oidc(_) => (StatusCode::BAD_GATEWAY, "oidc-provider"),
            Self::TooMany(_) => (StatusCode::TOO_MANY_REQUESTS, "too-many-tries"),
            Self::NotJsonType => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-json-type"),
            Self::BodyTooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "text-too-long"),
            Self::NotUtf8(_) => (StatusCode::BAD_REQUEST, "not-utf-8"),
            Self::BodyBroken => (StatusCode::BAD_REQUEST, "body-broken"),
            Self::WrongBody(_) => (StatusCode::UNPROCESSABLE_ENTITY, "wrong-body"),
            Self::UnknownKind { .. } => (StatusCode::BAD_REQUEST, "unknown-kind"),
            Self::IfMatchMissing => (StatusCode::PRECONDITION_REQUIRED, "if-match-missing"),
            Self::IfMatchUnreadable { .. } => (StatusCode::BAD_REQUEST, "if-match-unreadable"),
            Self::VersionsUnnamed => (StatusCode::BAD_REQUEST, "versions-unnamed"),
            Self::EntriesUnnamed => (StatusCode::BAD_REQUEST, "entries-unnamed"),
            Self::EventNumber { .. } => (StatusCode::BAD_REQUEST, "no-event-number"),
            Self::NoSuchRoute => (StatusCode::NOT_FOUND, "no-such-address"),
            Self::MethodNotAllowed => (StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed"),
            Self::Timeout => (StatusCode::SERVICE_UNAVAILABLE, "timeout"),
            Self::Answer(_) | Self::AnswerTooLong(_) | Self::ComputationStopped(_) => {
                (StatusCode::INTERNAL_SERVER_ERROR, "internal")
            }
            Self::NotPlanned(_) => (StatusCode::UNPROCESSABLE_ENTITY, "not-planned"),
            Self::NotStarted(error) => start_status_and_code(error),
            Self::Ops(error) => ops_status_and_code(error),
        }
    }
}

fn not_permitted(permission: Permission) -> String {
    let (act, role) = match permission {
        Permission::View => ("see this", Role::Viewer),
        Permission::Comment => ("comment here", Role::Commenter),
        Permission::Edit => ("change this", Role::Editor),
        Permission::Plan => ("have this planned", Role::Editor),
        Permission::Approve => ("approve this", Role::Approver),
        Permission::Apply => ("apply this", Role::Applier),
        Permission::Manage => ("manage this", Role::Owner),
    };
    format!("You may not {act}. Ask an owner for the role of {}. Nothing was changed.", role.word())
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let (status, code) = self.status_and_code();
        if status.is_server_error() {
            tracing::error!(code, error = %chain(&self), "request failed");
        }
        let detail = ErrorDetail { code: code.to_owned(), message: self.to_string(), path: self.path() };
        if let Self::Ops(OpsError::Store(StoreError::Conflict(current))) = &self {
            return conflict(detail, current);
        }
        if let Self::NotPlanned(told) = &self {
            return (status, Json(NotPlannedBody { error: detail, told })).into_response();
        }
        let mut response = (status, Json(ErrorBody { error: detail })).into_response();
        let again_in = match &self {
            Self::TooMany(wait) => Some(whole_seconds(*wait)),
            _ if status == StatusCode::SERVICE_UNAVAILABLE => Some(1),
            _ => None,
        };
        if let Some(seconds) = again_in {
            response.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from(seconds));
        }
        response
    }
}

/// Never less than the time itself.
fn whole_seconds(time: Duration) -> u64 {
    time.as_secs() + u64::from(time.subsec_nanos() > 0)
}

fn in_words(time: Duration) -> String {
    match whole_seconds(time) {
        0 | 1 => "a second".to_owned(),
        seconds @ 2..=90 => format!("{seconds} seconds"),
        seconds => format!("{} minutes", seconds.div_ceil(60)),
    }
}

/// The answer where no plan could be made: why, and the errors of the design if that is it.
#[derive(Serialize)]
struct NotPlannedBody<'a> {
    error: ErrorDetail,
    #[serde(flatten)]
    told: &'a NotPlanned,
}

/// An error with all its causes, for the log.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
