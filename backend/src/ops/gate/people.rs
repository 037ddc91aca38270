//! Who may do what in an environment, at this moment.

use shared::access::{LOCAL, Permission};
use shared::api::Person;
use shared::environment::Environment;

use crate::ops::OpsError;
use crate::store::Store;

/// All who have an account.
pub(in crate::ops) struct People(Vec<Person>);

/// Why a person may not apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MayNotApply {
    /// They lack the role.
    Role,
    /// The environment's policy names others.
    NotNamed,
}

impl MayNotApply {
    /// What happened, why, and what to do next.
    pub(in crate::ops) fn message(self, environment: &str) -> String {
        match self {
            Self::Role => format!(
                "You may not apply to {environment}, so nothing was done. Ask an owner for the role of applier there."
            ),
            Self::NotNamed => format!(
                "The policy of {environment} names who may apply to it, and you are not among them, so nothing was \
                 done. Ask one of them to apply it, or an owner to name you, too."
            ),
        }
    }
}

impl People {
    pub(in crate::ops) async fn load(store: &dyn Store) -> Result<Self, OpsError> {
        Ok(Self(store.people().await?))
    }

    /// Whether there are accounts at all.
    pub(in crate::ops) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(in crate::ops) fn knows(&self, id: &str) -> bool {
        self.0.iter().any(|person| person.id == id)
    }

    /// The ids of those who may do it in the environment. Without accounts that is whoever sits at the machine.
    pub(super) fn who_may(&self, permission: Permission, environment: &str) -> Vec<String> {
        if self.is_empty() {
            return vec![LOCAL.to_owned()];
        }
        let may = |person: &&Person| person.disabled_at.is_none() && person.grants.permit(permission, environment);
        self.0.iter().filter(may).map(|person| person.id.clone()).collect()
    }

    /// Whether the person may apply in the environment, by what they were granted and what the environment's policy
    /// says.
    pub(in crate::ops) fn may_apply(&self, id: &str, environment: &Environment) -> Result<(), MayNotApply> {
        // Whoever sits at the machine, unless it is a team's environment that asks for people.
        if id == LOCAL && (self.is_empty() || environment.applies_without_approval()) {
            return Ok(());
        }
        if !self.who_may(Permission::Apply, &environment.name).iter().any(|may| may == id) {
            return Err(MayNotApply::Role);
        }
        let named = &environment.policy.appliers;
        if named.is_empty() || named.iter().any(|named| named == id) { Ok(()) } else { Err(MayNotApply::NotNamed) }
    }
}
