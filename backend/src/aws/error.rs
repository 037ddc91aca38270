//! What an AWS error means: the one place that reads AWS's codes.

use std::error::Error;

use aws_credential_types::provider::error::CredentialsError;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;

use crate::ports::ErrorKind::{Conflict, Credentials, Denied, Invalid, NotFound, Throttled, Unavailable};
use crate::ports::{ErrorKind, PortError};

/// AWS's codes that the patterns below don't cover. Some services add `Exception` to the same code: it counts as one.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html>
const CODES: [(&str, ErrorKind); 46] = [
    ("AuthFailure", Denied),
    ("BandwidthLimitExceeded", Throttled),
    ("ClusterContainsContainerInstances", Conflict),
    ("ClusterContainsServices", Conflict),
    ("ClusterContainsTasks", Conflict),
    ("ConcurrentModification", Conflict),
    ("ConcurrentUpdate", Conflict),
    ("Conflict", Conflict),
    ("DeleteConflict", Conflict),
    ("EntityTemporarilyUnmodifiable", Conflict),
    ("ExpiredToken", Credentials),
    ("IncompleteSignature", Credentials),
    ("InternalError", Unavailable),
    ("InternalFailure", Unavailable),
    ("InternalServer", Unavailable),
    ("InternalServerError", Unavailable),
    ("InternalService", Unavailable),
    ("InternalServiceError", Unavailable),
    ("InvalidAccessKeyId", Credentials),
    ("InvalidClientTokenId", Credentials),
    ("InvalidSignature", Credentials),
    ("MissingAuthenticationToken", Credentials),
    ("NoSuchEntity", NotFound),
    ("OperationAborted", Conflict),
    ("OptInRequired", Denied),
    ("PriorRequestNotComplete", Throttled),
    ("PriorityInUse", Conflict),
    ("RequestExpired", Credentials),
    ("RequestLimitExceeded", Throttled),
    ("RequestThrottled", Throttled),
    ("RequestTimeout", Unavailable),
    ("ResourceInUse", Conflict),
    ("Server", Unavailable),
    ("ServiceFailure", Unavailable),
    ("ServiceNotActive", Conflict),
    ("ServiceUnavailable", Unavailable),
    ("SignatureDoesNotMatch", Credentials),
    ("SlowDown", Throttled),
    ("Throttled", Throttled),
    ("Throttling", Throttled),
    ("TooManyRequests", Throttled),
    ("UnauthorizedOperation", Denied),
    ("Unavailable", Unavailable),
    ("UnrecognizedClient", Credentials),
    ("UpdateInProgress", Conflict),
    ("ValidationError", Invalid),
];

/// Codes that AWS has many of, by what they contain.
const PATTERNS: [(&str, ErrorKind); 4] =
    [("AccessDenied", Denied), ("NotFound", NotFound), ("AlreadyExists", Conflict), ("Duplicate", Conflict)];

/// Codes that say too little, where the message says more: code, part of the message, meaning.
const MESSAGES: [(&str, &str, ErrorKind); 2] = [
    ("ClientException", "Unable to describe task definition", NotFound),
    ("InvalidParameterException", "was not idempotent", Conflict),
];

/// What an answer with this code, message and HTTP status means.
pub(super) fn kind(code: &str, message: &str, status: u16) -> ErrorKind {
    let telling = MESSAGES.iter().find(|(with, part, _)| *with == code && message.contains(part));
    if let Some((.., kind)) = telling {
        return *kind;
    }
    let stem = code.strip_suffix("Exception").unwrap_or(code);
    let exact = CODES.iter().find(|(known, _)| *known == stem);
    if let Some((_, kind)) = exact.or_else(|| PATTERNS.iter().find(|(part, _)| code.contains(part))) {
        return *kind;
    }
    match status {
        429 => Throttled,
        500.. => Unavailable,
        _ => Invalid,
    }
}

/// The error in our terms.
pub(super) fn of<E>(error: &SdkError<E, HttpResponse>, request_id: Option<String>) -> PortError
where
    E: ProvideErrorMetadata + Error + 'static,
{
    let found = match error {
        SdkError::ServiceError(answered) => {
            let status = answered.raw().status().as_u16();
            let code = answered.err().code().map_or_else(|| format!("http-{status}"), str::to_owned);
            let message = answered.err().message().unwrap_or("AWS gave no reason");
            PortError::new(kind(&code, message, status), code, message)
        }
        SdkError::ConstructionFailure(_) => not_sent(error),
        SdkError::DispatchFailure(failed) if failed.is_user() => not_sent(error),
        SdkError::ResponseError(_) => PortError::new(Unavailable, "unreadable-answer", chain(error)),
        // No answer: also what the SDK may add one day.
        _ => PortError::new(Unavailable, "no-answer", chain(error)),
    };
    let found = if lacks_credentials(error) { no_credentials(error) } else { found };
    PortError { request_id, ..found }
}

fn not_sent(error: &(dyn Error + 'static)) -> PortError {
    PortError::new(Invalid, "not-sent", chain(error))
}

/// That nothing can be sent, for want of credentials.
pub(super) fn no_credentials(error: &(dyn Error + 'static)) -> PortError {
    let message = format!(
        "there are no AWS credentials that can be used: {}. Sign in again or correct them, then go on",
        chain(error)
    );
    PortError::new(Credentials, "no-credentials", message)
}

fn lacks_credentials(error: &(dyn Error + 'static)) -> bool {
    sources(error).any(<dyn Error + 'static>::is::<CredentialsError>)
}

fn sources<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}

/// The error and its causes in one line, without what a cause repeats.
fn chain(error: &(dyn Error + 'static)) -> String {
    let mut said = String::new();
    for cause in sources(error).map(ToString::to_string) {
        if said.contains(&cause) {
            continue;
        }
        if !said.is_empty() {
            said.push_str(": ");
        }
        said.push_str(&cause);
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_named_once() {
        assert!(CODES.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn aws_codes_mean_what_they_should() {
        let cases = [
            ("ThrottlingException", 400, Throttled),
            ("Throttling", 400, Throttled),
            ("TooManyRequestsException", 429, Throttled),
            ("RequestLimitExceeded", 503, Throttled),
            ("ServerException", 500, Unavailable),
            ("InternalFailure", 500, Unavailable),
            ("ServiceUnavailableException", 503, Unavailable),
            ("SomethingNew", 500, Unavailable),
            ("SomethingNew", 429, Throttled),
            ("SomethingNew", 400, Invalid),
            ("ExpiredToken", 403, Credentials),
            ("ExpiredTokenException", 400, Credentials),
            ("UnrecognizedClientException", 400, Credentials),
            ("InvalidClientTokenId", 403, Credentials),
            ("AccessDenied", 403, Denied),
            ("AccessDeniedException", 400, Denied),
            ("UnauthorizedOperation", 403, Denied),
            ("ClusterNotFoundException", 400, NotFound),
            ("TargetGroupNotFound", 400, NotFound),
            ("ResourceNotFoundException", 400, NotFound),
            ("NoSuchEntity", 404, NotFound),
            ("EntityAlreadyExists", 409, Conflict),
            ("ResourceAlreadyExistsException", 400, Conflict),
            ("ResourceInUseException", 400, Conflict),
            ("UpdateInProgressException", 400, Conflict),
            ("DuplicateListener", 400, Conflict),
            ("ClusterContainsServicesException", 400, Conflict),
            ("LimitExceeded", 409, Invalid),
            ("InvalidParameterException", 400, Invalid),
            ("ClientException", 400, Invalid),
        ];
        for (code, status, meant) in cases {
            assert_eq!(kind(code, "", status), meant, "{code} with status {status}");
        }
    }

    #[test]
    fn some_messages_say_more_than_their_codes() {
        assert_eq!(kind("ClientException", "Unable to describe task definition.", 400), NotFound);
        assert_eq!(kind("InvalidParameterException", "Creation of service was not idempotent.", 400), Conflict);
    }
}
