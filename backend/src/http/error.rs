//! The one place where what went wrong becomes a status and a message.

mod people;
mod reviews;

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use shared::access::{Permission, Role};
use shared::api::{ErrorBody, ErrorDetail, NotPlanned};
use shared::document::{MAX_BYTES, ParseErrorKind};
use shared::import::Unusable;
use std::time::Duration;

use super::designs::conflict;
use crate::oidc::OidcError;
use crate::ops::{EnvironmentError, MOST_ENTRIES, MayNotApply, OpsError, PlanError, ReviewError, StartError};
use crate::store::{StoreError, Thing};

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

fn start_status_and_code(error: &StartError) -> (StatusCode, &'static str) {
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

fn ops_status_and_code(error: &OpsError) -> (StatusCode, &'static str) {
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

fn ops_message(error: &OpsError) -> String {
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
