//! People, and the secrets by which they and their programs are known. No secret is kept, only its hash.
//!
//! Every write that people should be able to look up later takes the entry of the record that tells it, and is kept
//! with it or not at all.

use async_trait::async_trait;
use shared::access::{Grants, PersonRef};
use shared::api::{Invitation, Person, Token};

use super::{NewEntry, StoreError};

/// SHA-256 of a secret of 256 random bits, which needs no slower hash.
pub type SecretHash = [u8; 32];

/// What a store does with people.
#[async_trait]
pub trait People: Send + Sync + 'static {
    /// All of them, disabled ones too, by name.
    async fn people(&self) -> Result<Vec<Person>, StoreError>;
    async fn person(&self, id: &str) -> Result<Person, StoreError>;
    /// The one with the e-mail address, in lower case, and the hash of their password, if they have one.
    async fn person_by_email(&self, email: &str) -> Result<Option<StoredPerson>, StoreError>;
    /// The one that an OpenID Connect issuer knows by `subject`.
    async fn person_by_identity(&self, identity: &Identity) -> Result<Option<Person>, StoreError>;
    /// Keeps a new person and uses the invitation up. `Missing` where the invitation was used, revoked or has expired
    /// by the person's `created_at`; `EmailTaken` where the e-mail address or the identity is somebody's.
    async fn join(&self, person: NewPerson, invitation: &str, entry: NewEntry) -> Result<Person, StoreError>;
    /// `LastOwner` where nobody would be left who is owner everywhere.
    async fn set_grants(&self, id: &str, grants: Grants, entry: NewEntry) -> Result<Person, StoreError>;
    /// Replaces the password's hash and ends all sessions but `keep`.
    async fn set_password(&self, id: &str, hash: &str, keep: &str, entry: NewEntry) -> Result<(), StoreError>;
    /// Takes all access: sessions end; tokens, and the invitations that they made and could come back by, are revoked.
    /// `LastOwner` as above. Nothing changes where it was taken before.
    async fn disable_person(&self, id: &str, at: i64, entry: NewEntry) -> Result<Person, StoreError>;

    async fn invite(&self, invitation: StoredInvitation, entry: NewEntry) -> Result<(), StoreError>;
    /// Those that are neither used nor revoked, newest first, expired ones too.
    async fn invitations(&self) -> Result<Vec<Invitation>, StoreError>;
    /// One of those.
    async fn invitation(&self, id: &str) -> Result<StoredInvitation, StoreError>;
    async fn revoke_invitation(&self, id: &str, entry: NewEntry) -> Result<(), StoreError>;

    /// `Missing` where the person's access was taken, as for a token.
    async fn start_session(&self, session: Session, entry: NewEntry) -> Result<(), StoreError>;
    /// Nothing where it has ended.
    async fn session(&self, id: &str) -> Result<Option<Session>, StoreError>;
    /// Notes that it was used.
    async fn touch_session(&self, id: &str, at: i64) -> Result<(), StoreError>;
    /// Nothing changes where it has ended.
    async fn end_session(&self, id: &str, entry: NewEntry) -> Result<(), StoreError>;

    async fn make_token(&self, token: StoredToken, entry: NewEntry) -> Result<(), StoreError>;
    /// Those that are not revoked, newest first.
    async fn tokens(&self) -> Result<Vec<Token>, StoreError>;
    /// One of those.
    async fn token(&self, id: &str) -> Result<Option<StoredToken>, StoreError>;
    async fn touch_token(&self, id: &str, at: i64) -> Result<(), StoreError>;
    async fn revoke_token(&self, id: &str, entry: NewEntry) -> Result<(), StoreError>;
}

/// A person with the hash of their password in PHC's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPerson {
    pub person: Person,
    pub password: Option<String>,
}

/// How an OpenID Connect issuer names a person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identity {
    pub issuer: String,
    pub subject: String,
}

/// A person who joins, by a password or an identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPerson {
    pub person: Person,
    pub password: Option<String>,
    pub identity: Option<Identity>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredInvitation {
    pub invitation: Invitation,
    pub hash: SecretHash,
}

/// A browser that someone signed in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub id: String,
    pub hash: SecretHash,
    pub person: PersonRef,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Milliseconds since 1970.
    pub used_at: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredToken {
    pub token: Token,
    pub hash: SecretHash,
}
