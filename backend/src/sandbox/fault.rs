//! AWS's errors, as the simulated account gives them.

use crate::ports::{ErrorKind, PortError};

pub(super) fn not_found(code: &str, message: impl Into<String>) -> PortError {
    PortError::new(ErrorKind::NotFound, code, message)
}

pub(super) fn conflict(code: &str, message: impl Into<String>) -> PortError {
    PortError::new(ErrorKind::Conflict, code, message)
}

pub(super) fn invalid(code: &str, message: impl Into<String>) -> PortError {
    PortError::new(ErrorKind::Invalid, code, message)
}

pub(super) fn invalid_parameter(message: impl Into<String>) -> PortError {
    invalid("InvalidParameterException", message)
}

/// ECS's error for what a client should not have asked.
pub(super) fn client(message: impl Into<String>) -> PortError {
    invalid("ClientException", message)
}

pub(super) fn no_cluster() -> PortError {
    not_found("ClusterNotFoundException", "Cluster not found.")
}

pub(super) fn no_service() -> PortError {
    not_found("ServiceNotFoundException", "Service not found.")
}
