//! What a provider tells of a person.

use openidconnect::core::{CoreIdTokenClaims, CoreUserInfoClaims};
use openidconnect::{EndUserEmail, EndUserName, EndUserUsername, LocalizedClaim};

use crate::store::Identity;

/// Who a provider says that somebody is. It is about a person, so it has no `Debug`.
pub struct Claimed {
    pub identity: Identity,
    pub profile: Profile,
}

/// What else it tells of them.
#[derive(Default)]
pub struct Profile {
    /// What they are called, the best first.
    pub names: Vec<String>,
    pub email: Option<String>,
    /// Whether the provider made sure that the e-mail address is theirs.
    pub email_verified: bool,
}

impl Profile {
    pub(super) fn of_token(claims: &CoreIdTokenClaims) -> Self {
        Self::read(claims.name(), claims.preferred_username(), claims.email(), claims.email_verified())
    }

    pub(super) fn of_user_info(claims: &CoreUserInfoClaims) -> Self {
        Self::read(claims.name(), claims.preferred_username(), claims.email(), claims.email_verified())
    }

    fn read(
        name: Option<&LocalizedClaim<EndUserName>>,
        username: Option<&EndUserUsername>,
        email: Option<&EndUserEmail>,
        email_verified: Option<bool>,
    ) -> Self {
        let name = name.and_then(|name| name.get(None).or_else(|| name.iter().next().map(|(_, name)| name)));
        let names = name.map(|name| name.to_string()).into_iter().chain(username.map(|name| name.to_string()));
        Self {
            names: names.collect(),
            email: email.map(|email| email.to_string()),
            email_verified: email_verified == Some(true),
        }
    }

    /// Whether there is enough to join with.
    pub(super) fn is_whole(&self) -> bool {
        self.email.is_some() && !self.names.is_empty()
    }

    /// This, and what only the other tells. An e-mail address goes with whether it is verified.
    pub(super) fn or(mut self, other: Self) -> Self {
        if self.email.is_none() {
            (self.email, self.email_verified) = (other.email, other.email_verified);
        }
        self.names.extend(other.names);
        self
    }
}
