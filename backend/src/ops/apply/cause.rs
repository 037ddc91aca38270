//! Why a call or a deployment failed, in words, and what to do next.

use shared::event::Cause;
use shared::plan::Step;

use crate::ports::{ErrorKind, PortError};

/// A cause that is not AWS's error.
pub(in crate::ops) fn cause(code: &str, summary: impl Into<String>, next: impl Into<String>) -> Cause {
    Cause { code: code.to_owned(), summary: summary.into(), next: next.into(), ..Cause::default() }
}

/// Why a step's call failed.
pub(super) fn of_call(step: &Step, error: &PortError) -> Cause {
    let PortError { kind, code, message, request_id } = error;
    let action = step.action;
    let (summary, next) = match kind {
        ErrorKind::Denied => (
            format!("AWS refused {action}: the identity that applies may not make this call. {message}"),
            format!(
                "Allow {}:{action} for the role that this environment assumes (and iam:PassRole for the roles that a \
                 task definition names), then plan and apply again.",
                step.service
            ),
        ),
        ErrorKind::Credentials => (
            format!("AWS does not accept the credentials any more, or none could be had. {message}"),
            "Renew the server's credentials (for a profile: sign in again), then plan and apply again. What was made \
             is kept and found again."
                .to_owned(),
        ),
        ErrorKind::Throttled => (
            format!("AWS kept refusing {action} since too many calls are made in this account. {message}"),
            "Wait until others have finished, then plan and apply again.".to_owned(),
        ),
        ErrorKind::Unavailable => (
            format!("AWS did not answer {action}, or failed itself, until the time was up. {message}"),
            "Look at AWS's health page for this Region, then plan and apply again: what took effect is found again."
                .to_owned(),
        ),
        ErrorKind::NotFound => (
            format!("{action} names something that AWS does not have (any more). {message}"),
            "Plan again to see what is missing now.".to_owned(),
        ),
        ErrorKind::Conflict => (
            format!("{action} collides with what is there. {message}"),
            "Plan again: the new plan shows what is there now.".to_owned(),
        ),
        ErrorKind::Invalid => (
            format!("AWS rejected the input of {action}. {message}"),
            "Change what the message names in the design, then save, plan and apply again.".to_owned(),
        ),
    };
    Cause { code: code.clone(), summary, next, request_id: request_id.clone(), ..Cause::default() }
}

/// Why AWS could not be read.
pub(in crate::ops) fn of_read(error: &PortError) -> Cause {
    let next = match error.kind {
        ErrorKind::Denied => "Allow the describe and list calls for the role that this environment assumes.",
        ErrorKind::Credentials => "Renew the server's credentials, then try again.",
        ErrorKind::Throttled | ErrorKind::Unavailable => "Try again in a moment.",
        ErrorKind::NotFound | ErrorKind::Conflict | ErrorKind::Invalid => "Plan again.",
    };
    Cause {
        code: error.code.clone(),
        summary: format!("AWS could not be asked: {}", error.message),
        next: next.to_owned(),
        request_id: error.request_id.clone(),
        ..Cause::default()
    }
}
