//! Why a provider doesn't tell who somebody is.

use openidconnect::core::CoreErrorResponseType;
use openidconnect::{
    ClaimsVerificationError, DiscoveryError, ErrorResponse, RequestTokenError, SignatureVerificationError,
    UserInfoError,
};

use crate::outgoing::OutgoingError;

/// What went wrong, in words that go on from "the provider can't be used, since". None repeats what a provider sent: it
/// may be a token, or about somebody.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OidcError {
    #[error("{0}")]
    Unreachable(OutgoingError),
    #[error("its address can't be an issuer's: {0}")]
    Issuer(&'static str),
    #[error("its description (.well-known/openid-configuration) {0}")]
    Description(&'static str),
    #[error("it refused the code: {0}")]
    Refused(&'static str),
    #[error("its answer to the code {0}")]
    Answer(&'static str),
    #[error("its ID token can't be trusted: {0}")]
    Token(&'static str),
    #[error("what it tells of the person {0}")]
    UserInfo(&'static str),
}

impl From<DiscoveryError<OutgoingError>> for OidcError {
    fn from(error: DiscoveryError<OutgoingError>) -> Self {
        match error {
            DiscoveryError::Request(error) => Self::Unreachable(error),
            DiscoveryError::Response(..) => Self::Description("is not there, or is no JSON"),
            DiscoveryError::Parse(_) => Self::Description("can't be read"),
            DiscoveryError::Validation(_) => Self::Description(
                "names another issuer; state it exactly as it calls itself, with or without a / at the end",
            ),
            // The enum may grow.
            _ => Self::Description("can't be used"),
        }
    }
}

impl<E: ErrorResponse + Code + 'static> From<RequestTokenError<OutgoingError, E>> for OidcError {
    fn from(error: RequestTokenError<OutgoingError, E>) -> Self {
        match error {
            RequestTokenError::Request(error) => Self::Unreachable(error),
            RequestTokenError::ServerResponse(response) => Self::Refused(response.code()),
            RequestTokenError::Parse(..) | RequestTokenError::Other(_) => Self::Answer("can't be read"),
        }
    }
}

/// The code of a refusal (<https://www.rfc-editor.org/rfc/rfc6749#section-5.2>).
pub trait Code {
    fn code(&self) -> &'static str;
}

impl Code for openidconnect::StandardErrorResponse<CoreErrorResponseType> {
    fn code(&self) -> &'static str {
        let code: &str = self.error().as_ref();
        let known = ["invalid_client", "invalid_grant", "invalid_request", "unauthorized_client", "invalid_scope"];
        known.into_iter().find(|known| *known == code).unwrap_or("for a reason of its own")
    }
}

impl From<&ClaimsVerificationError> for OidcError {
    fn from(error: &ClaimsVerificationError) -> Self {
        use SignatureVerificationError::{DisallowedAlg, NoMatchingKey, NoSignature, UnsupportedAlg};
        Self::Token(match error {
            ClaimsVerificationError::Expired(_) => "it has expired",
            ClaimsVerificationError::InvalidAudience(_) => "it is for another client",
            ClaimsVerificationError::InvalidIssuer(_) => "another issuer made it",
            ClaimsVerificationError::InvalidNonce(_) => "it belongs to another sign-in",
            ClaimsVerificationError::InvalidSubject(_) => "it is about somebody else",
            ClaimsVerificationError::SignatureVerification(NoSignature) => "it is not signed",
            ClaimsVerificationError::SignatureVerification(NoMatchingKey) => "none of the provider's keys signed it",
            ClaimsVerificationError::SignatureVerification(DisallowedAlg(_) | UnsupportedAlg(_)) => {
                "it is signed by an algorithm that isn't taken"
            }
            ClaimsVerificationError::SignatureVerification(_) => "its signature is wrong",
            // The enum may grow.
            _ => "it is not as it has to be",
        })
    }
}

impl From<UserInfoError<OutgoingError>> for OidcError {
    fn from(error: UserInfoError<OutgoingError>) -> Self {
        match error {
            UserInfoError::Request(error) => Self::Unreachable(error),
            UserInfoError::ClaimsVerification(_) => Self::UserInfo("is about somebody else"),
            UserInfoError::Response(..) => Self::UserInfo("is not there"),
            // The enum may grow.
            _ => Self::UserInfo("can't be read"),
        }
    }
}
