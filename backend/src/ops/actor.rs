//! Who asks, and what they may do.

use shared::access::{EVERYWHERE, Grants, LOCAL, LinkScope, Permission, PersonRef, Role, TokenScope};
use shared::api::{Doer, LinkOpened, Me};

/// Who asks. Everything that is done is done by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    who: Who,
    /// What the person was granted; nothing without one.
    grants: Grants,
    /// A review link that was opened in the same browser.
    link: Option<OpenedLink>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Who {
    Nobody,
    Person {
        person: PersonRef,
    },
    /// A program of theirs, which may do what both may.
    Token {
        person: PersonRef,
        token: String,
        scope: TokenScope,
        environment: String,
    },
}

/// What a link gives its holder: one review, of one design, for one environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedLink {
    pub id: String,
    pub scope: LinkScope,
    pub review_id: String,
    pub design_id: String,
    pub environment: String,
}

impl Actor {
    /// Whoever sits at the machine, where there are no accounts.
    pub fn local() -> Self {
        Self::person(PersonRef::local(), Grants::everywhere(Role::Owner))
    }

    pub fn nobody() -> Self {
        Self { who: Who::Nobody, grants: Grants::default(), link: None }
    }

    pub fn person(person: PersonRef, grants: Grants) -> Self {
        Self { who: Who::Person { person }, grants, link: None }
    }

    /// A program that presents a token of `person`, who has `grants`. `environment` may be `*`.
    pub fn token(person: PersonRef, grants: Grants, token: String, scope: TokenScope, environment: String) -> Self {
        Self { who: Who::Token { person, token, scope, environment }, grants, link: None }
    }

    /// The same, with a link that was opened.
    #[must_use]
    pub fn with_link(self, link: Option<OpenedLink>) -> Self {
        Self { link, ..self }
    }

    /// Whether the act is permitted in an environment, by what the person was granted. A link permits nothing here: it
    /// is about one review.
    pub fn may(&self, permission: Permission, environment: &str) -> bool {
        match &self.who {
            Who::Nobody => false,
            Who::Person { .. } => self.grants.permit(permission, environment),
            Who::Token { scope, environment: bound, .. } => {
                scope.permits(permission)
                    && (bound == EVERYWHERE || bound == environment)
                    && self.grants.permit(permission, environment)
            }
        }
    }

    /// Whether the act is permitted in one environment at least: what designs, which belong to none, ask for.
    pub fn may_somewhere(&self, permission: Permission) -> bool {
        match &self.who {
            Who::Nobody => false,
            Who::Person { .. } => self.grants.permit_somewhere(permission),
            Who::Token { scope, environment, .. } if environment == EVERYWHERE => {
                scope.permits(permission) && self.grants.permit_somewhere(permission)
            }
            Who::Token { environment, .. } => self.may(permission, environment),
        }
    }

    /// Whether the act is permitted everywhere.
    pub fn may_everywhere(&self, permission: Permission) -> bool {
        self.may(permission, EVERYWHERE)
    }

    /// Whether a link permits the act in the review.
    pub fn link_permits(&self, permission: Permission, review: &str) -> bool {
        self.link.as_ref().is_some_and(|link| link.review_id == review && link.scope.permits(permission))
    }

    /// Whether values that look like secrets are shown in the clear.
    pub fn sees_secrets(&self) -> bool {
        self.may_somewhere(Permission::Edit)
    }

    /// The person who asks, by a program of theirs or not.
    pub fn as_person(&self) -> Option<&PersonRef> {
        match &self.who {
            Who::Nobody => None,
            Who::Person { person } | Who::Token { person, .. } => Some(person),
        }
    }

    /// The person, if it is they themselves who ask: what no program and no link may do.
    pub fn in_person(&self) -> Option<&PersonRef> {
        match &self.who {
            Who::Nobody | Who::Token { .. } => None,
            Who::Person { person } => Some(person),
        }
    }

    /// The person as the author of what they change; only people change anything.
    pub fn author(&self) -> PersonRef {
        self.as_person().cloned().unwrap_or_else(PersonRef::local)
    }

    pub fn is_local(&self) -> bool {
        self.in_person().is_some_and(|person| person.id == LOCAL)
    }

    /// Whether it is nobody, not even with a link.
    pub fn is_nobody(&self) -> bool {
        matches!(self.who, Who::Nobody) && self.link.is_none()
    }

    pub fn link(&self) -> Option<&OpenedLink> {
        self.link.as_ref()
    }

    /// As the record tells it; someone with a link is `guest` there.
    pub fn doer(&self, guest: &str) -> Doer {
        match (&self.who, &self.link) {
            (Who::Person { person }, _) => Doer::Person { person: person.clone() },
            (Who::Token { person, token, .. }, _) => Doer::Token { person: person.clone(), token: token.clone() },
            (Who::Nobody, Some(link)) => Doer::Link { link: link.id.clone(), name: guest.to_owned() },
            (Who::Nobody, None) => Doer::Server,
        }
    }

    /// What a page is told of who looks at it.
    pub fn me(&self, oidc: Option<String>) -> Me {
        Me {
            accounts: !self.is_local(),
            person: self.as_person().cloned(),
            grants: self.grants.clone(),
            link: self.link.as_ref().map(|link| LinkOpened { review_id: link.review_id.clone(), scope: link.scope }),
            oidc,
        }
    }
}
