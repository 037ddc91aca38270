//! What there is beside designs where people have accounts.

use std::time::Duration;

use super::address::PublicAddress;
use super::limit::Limit;
use crate::ops::Passwords;

/// A team that reaches the server at an address of its own, by accounts.
pub struct Team {
    pub address: PublicAddress,
    pub passwords: Passwords,
    pub limits: Limits,
}

/// How often strangers may try.
pub struct Limits {
    pub sign_in_by_email: Limit,
    pub sign_in_by_peer: Limit,
    pub invitations_by_peer: Limit,
    pub links_by_peer: Limit,
}

impl Team {
    pub fn at(address: PublicAddress) -> Self {
        Self { address, passwords: Passwords::owasp(), limits: Limits::default() }
    }
}

impl Default for Limits {
    /// Ten guesses, then one a minute, at one account; more from one address, since a whole office may come from one.
    fn default() -> Self {
        let by_peer = || Limit::new(30, Duration::from_secs(10));
        Self {
            sign_in_by_email: Limit::new(10, Duration::from_mins(1)),
            sign_in_by_peer: by_peer(),
            invitations_by_peer: by_peer(),
            links_by_peer: by_peer(),
        }
    }
}
