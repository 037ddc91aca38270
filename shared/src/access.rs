//! Who may do what: people have roles in environments, roles permit acts.

use serde::{Deserialize, Serialize};

/// The id of the one person there is where no accounts are: whoever sits at the machine.
pub const LOCAL: &str = "local";
/// Stands in a grant for every environment.
pub const EVERYWHERE: &str = "*";

/// What a person is in an environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Sees designs, plans, reviews and applies; values that look like secrets are masked.
    Viewer,
    /// Comments, too.
    Commenter,
    /// Changes designs and opens reviews, too.
    Editor,
    /// Comments, and approves or requests changes.
    Approver,
    /// Comments, and applies what is approved.
    Applier,
    /// May do everything, and says who else may.
    Owner,
}

/// An act, as far as it has to be permitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Permission {
    View,
    Comment,
    /// To change designs, save versions, open reviews and share them; and to see what is masked for others.
    Edit,
    /// To have AWS asked and a plan made.
    Plan,
    /// To approve, or request changes.
    Approve,
    /// To have plans applied and to stop that.
    Apply,
    /// To change environments and their policies; everywhere: people, invitations, hooks.
    Manage,
}

impl Role {
    pub const ALL: [Self; 6] =
        [Self::Viewer, Self::Commenter, Self::Editor, Self::Approver, Self::Applier, Self::Owner];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Commenter => "commenter",
            Self::Editor => "editor",
            Self::Approver => "approver",
            Self::Applier => "applier",
            Self::Owner => "owner",
        }
    }

    /// Whether the role permits the act.
    pub const fn permits(self, permission: Permission) -> bool {
        use Permission::{Apply, Approve, Comment, Edit, Manage, Plan, View};
        match self {
            Self::Viewer => matches!(permission, View),
            Self::Commenter => matches!(permission, View | Comment),
            Self::Editor => matches!(permission, View | Comment | Edit | Plan),
            Self::Approver => matches!(permission, View | Comment | Plan | Approve),
            Self::Applier => matches!(permission, View | Comment | Plan | Apply),
            Self::Owner => matches!(permission, View | Comment | Edit | Plan | Approve | Apply | Manage),
        }
    }
}

impl Permission {
    pub const ALL: [Self; 7] =
        [Self::View, Self::Comment, Self::Edit, Self::Plan, Self::Approve, Self::Apply, Self::Manage];
}

/// A role in an environment, or everywhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Grant {
    /// An environment's name, or `*` for all there are and will be.
    pub environment: String,
    pub role: Role,
}

/// All that a person was granted. Several roles in one environment add up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Grants(pub Vec<Grant>);

impl Grants {
    /// A role everywhere.
    pub fn everywhere(role: Role) -> Self {
        Self(vec![Grant { environment: EVERYWHERE.to_owned(), role }])
    }

    /// Whether the act is permitted in the environment of that name.
    pub fn permit(&self, permission: Permission, environment: &str) -> bool {
        let here = |grant: &&Grant| grant.environment == EVERYWHERE || grant.environment == environment;
        self.0.iter().filter(here).any(|grant| grant.role.permits(permission))
    }

    /// Whether the act is permitted in one environment at least.
    pub fn permit_somewhere(&self, permission: Permission) -> bool {
        self.0.iter().any(|grant| grant.role.permits(permission))
    }

    /// Whether the act is permitted in every environment.
    pub fn permit_everywhere(&self, permission: Permission) -> bool {
        self.permit(permission, EVERYWHERE)
    }
}

/// A person, as others see who did something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonRef {
    pub id: String,
    pub name: String,
}

impl PersonRef {
    /// Whoever sits at the machine, where there are no accounts.
    pub fn local() -> Self {
        Self { id: LOCAL.to_owned(), name: "Local owner".to_owned() }
    }
}

/// What the holder of a review link may do without an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum LinkScope {
    View,
    /// Comments under a name that the holder states.
    Comment,
    /// Comments; and is asked to sign in to approve, since a link alone never approves.
    Approve,
}

impl LinkScope {
    pub const ALL: [Self; 3] = [Self::View, Self::Comment, Self::Approve];

    pub const fn permits(self, permission: Permission) -> bool {
        match self {
            Self::View => matches!(permission, Permission::View),
            Self::Comment | Self::Approve => matches!(permission, Permission::View | Permission::Comment),
        }
    }
}

/// What a program with an API token may do, as long as the token's owner may, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum TokenScope {
    View,
    /// Keeps versions and opens reviews, too.
    Push,
    /// Applies what is approved, too. No token approves or manages.
    Apply,
}

impl TokenScope {
    pub const ALL: [Self; 3] = [Self::View, Self::Push, Self::Apply];

    pub const fn permits(self, permission: Permission) -> bool {
        use Permission::{Apply, Comment, Edit, Plan, View};
        match self {
            Self::View => matches!(permission, View),
            Self::Push => matches!(permission, View | Comment | Edit | Plan),
            Self::Apply => matches!(permission, View | Comment | Edit | Plan | Apply),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_add_up_and_reach_as_far_as_they_say() {
        let grant = |environment: &str, role| Grant { environment: environment.to_owned(), role };
        let grants =
            Grants(vec![grant("*", Role::Viewer), grant("staging", Role::Editor), grant("staging", Role::Applier)]);
        assert!(grants.permit(Permission::View, "production"));
        assert!(!grants.permit(Permission::Comment, "production"));
        assert!(grants.permit(Permission::Edit, "staging") && grants.permit(Permission::Apply, "staging"));
        assert!(!grants.permit(Permission::Approve, "staging"));
        assert!(grants.permit_somewhere(Permission::Edit) && !grants.permit_everywhere(Permission::Edit));
    }

    #[test]
    fn every_role_sees_and_only_owners_manage() {
        for role in Role::ALL {
            assert!(role.permits(Permission::View));
            assert_eq!(role.permits(Permission::Manage), role == Role::Owner);
        }
        for scope in TokenScope::ALL {
            assert!(!scope.permits(Permission::Approve) && !scope.permits(Permission::Manage));
        }
        for scope in LinkScope::ALL {
            let more = Permission::ALL.into_iter().filter(|permission| scope.permits(*permission));
            assert!(more.max() <= Some(Permission::Comment));
        }
    }
}
