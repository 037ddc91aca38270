//! People, how they come in, and what programs of theirs may do.

use serde::{Deserialize, Serialize};

use crate::access::{Grants, LinkScope, PersonRef, TokenScope};

/// Who asks, and what they may do: what a page shows or hides controls by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Me {
    /// Whether there are accounts at all; without them whoever is there is the owner.
    pub accounts: bool,
    /// Nothing for who isn't signed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonRef>,
    pub grants: Grants,
    /// The review that a link opened, and what it permits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<LinkOpened>,
    /// What the button says to sign in with OpenID Connect, such as the issuer's host; nothing where that isn't set up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oidc: Option<String>,
}

/// What a link opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct LinkOpened {
    pub review_id: String,
    pub scope: LinkScope,
}

/// Signs in with a password.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignIn {
    pub email: String,
    pub password: String,
}

/// A person, as owners see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub id: String,
    pub name: String,
    /// In lower case; no two people have the same.
    pub email: String,
    pub grants: Grants,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// When they lost all access, if they did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disabled_at: Option<i64>,
}

impl Person {
    pub fn reference(&self) -> PersonRef {
        PersonRef { id: self.id.clone(), name: self.name.clone() }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonList {
    pub people: Vec<Person>,
    /// Those that nobody has used yet.
    pub invitations: Vec<Invitation>,
}

/// Replaces what a person was granted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetGrants {
    pub grants: Grants,
}

/// Asks for an invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invite {
    /// Whom it is for, as a reminder; may be empty.
    #[serde(default)]
    pub note: String,
    /// What whoever accepts it is granted.
    pub grants: Grants,
}

/// An invitation without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Invitation {
    pub id: String,
    pub note: String,
    pub grants: Grants,
    pub by: PersonRef,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Milliseconds since 1970.
    pub expires_at: i64,
}

/// Something made with its address, which holds the secret and is never shown again.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MadeInvitation {
    pub invitation: Invitation,
    /// The address to send; the secret stands behind its `#`.
    pub address: String,
}

/// A secret that stood in an address, presented to be exchanged.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Presented {
    pub token: String,
}

/// Accepts an invitation with a password; with OpenID Connect see [`StartOidc`].
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Join {
    pub token: String,
    pub name: String,
    pub email: String,
    /// 12 to 200 characters.
    pub password: String,
}

/// Begins to sign in, or to join, with OpenID Connect.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StartOidc {
    /// The token of an invitation, to join with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation: Option<String>,
    /// Where to go afterwards, an address of this server without its host.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<String>,
}

/// Why someone who came back from an OpenID Connect provider isn't signed in: what `/sign-in?problem=` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SignInProblem {
    /// Nobody of this server is known to the provider by this identity, and there was no invitation.
    NotInvited,
    /// What the provider answered can't be used, or there was no answer.
    Provider,
    /// It took too long, was begun in another browser, or came back twice.
    Expired,
    EmailUnverified,
    Disabled,
    /// Another account has the e-mail address.
    EmailTaken,
    /// The invitation was used or revoked meanwhile, or has expired.
    Invitation,
    /// The person didn't go on at the provider.
    Cancelled,
    TooMany,
    /// This server failed.
    Server,
}

impl SignInProblem {
    pub const ALL: [Self; 10] = [
        Self::NotInvited,
        Self::Provider,
        Self::Expired,
        Self::EmailUnverified,
        Self::Disabled,
        Self::EmailTaken,
        Self::Invitation,
        Self::Cancelled,
        Self::TooMany,
        Self::Server,
    ];

    /// As it stands in an address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotInvited => "not-invited",
            Self::Provider => "provider",
            Self::Expired => "expired",
            Self::EmailUnverified => "email-unverified",
            Self::Disabled => "disabled",
            Self::EmailTaken => "email-taken",
            Self::Invitation => "invitation",
            Self::Cancelled => "cancelled",
            Self::TooMany => "too-many",
            Self::Server => "server",
        }
    }

    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|problem| problem.code() == code)
    }
}

/// Where to send the browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GoTo {
    pub address: String,
}

/// Changes one's password; all other sessions end.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ChangePassword {
    pub current: String,
    pub new: String,
}

/// An API token without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Token {
    pub id: String,
    pub name: String,
    pub scope: TokenScope,
    /// An environment's name, or `*`.
    pub environment: String,
    pub owner: PersonRef,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Milliseconds since 1970.
    pub expires_at: i64,
    /// Nothing where it was never used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_at: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenList {
    pub tokens: Vec<Token>,
}

/// Asks for an API token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MakeToken {
    pub name: String,
    pub scope: TokenScope,
    /// An environment's name, or `*`.
    pub environment: String,
    /// From 1 to 366.
    pub expires_in_days: u32,
}

/// A token with its secret, which is never shown again.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MadeToken {
    pub token: Token,
    pub secret: String,
}
