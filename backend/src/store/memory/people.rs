//! People, and how they and their programs are known.

use std::collections::BTreeMap;

use async_trait::async_trait;
use shared::access::Grants;
use shared::api::{Invitation, Person, Token};

use super::MemoryStore;
use crate::store::telling::is_owner;
use crate::store::{
    Identity, NewEntry, NewPerson, People, Session, StoreError, StoredInvitation, StoredPerson, StoredToken, Thing,
};

#[derive(Debug, Default)]
pub(super) struct KeptPeople {
    people: BTreeMap<String, StoredPerson>,
    /// The id of the person by identity.
    identities: BTreeMap<Identity, String>,
    /// Neither used nor revoked, oldest first.
    invitations: Vec<StoredInvitation>,
    sessions: BTreeMap<String, Session>,
    /// Not revoked, oldest first.
    tokens: Vec<StoredToken>,
}

impl KeptPeople {
    fn person(&mut self, id: &str) -> Result<&mut StoredPerson, StoreError> {
        self.people.get_mut(id).ok_or(StoreError::Missing(Thing::Person))
    }

    /// Whether a person may become this: not where it takes away the last owner.
    fn replaceable(&mut self, changed: &Person) -> Result<(), StoreError> {
        let was_owner = is_owner(&self.person(&changed.id)?.person);
        let mut others = self.people.values().filter(|other| other.person.id != changed.id);
        if was_owner && !is_owner(changed) && !others.any(|other| is_owner(&other.person)) {
            return Err(StoreError::LastOwner);
        }
        Ok(())
    }

    fn enabled(&self, id: &str) -> Result<(), StoreError> {
        let disabled = self.people.get(id).is_some_and(|stored| stored.person.disabled_at.is_some());
        if disabled { Err(StoreError::Missing(Thing::Person)) } else { Ok(()) }
    }
}

#[async_trait]
impl People for MemoryStore {
    async fn people(&self) -> Result<Vec<Person>, StoreError> {
        let kept = self.kept();
        let mut people: Vec<_> = kept.people.people.values().map(|stored| stored.person.clone()).collect();
        people.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        Ok(people)
    }

    async fn person(&self, id: &str) -> Result<Person, StoreError> {
        Ok(self.kept().people.person(id)?.person.clone())
    }

    async fn person_by_email(&self, email: &str) -> Result<Option<StoredPerson>, StoreError> {
        Ok(self.kept().people.people.values().find(|stored| stored.person.email == email).cloned())
    }

    async fn person_by_identity(&self, identity: &Identity) -> Result<Option<Person>, StoreError> {
        let kept = self.kept();
        let found = kept.people.identities.get(identity).and_then(|id| kept.people.people.get(id));
        Ok(found.map(|stored| stored.person.clone()))
    }

    async fn join(&self, person: NewPerson, invitation: &str, entry: NewEntry) -> Result<Person, StoreError> {
        let mut kept = self.kept();
        let NewPerson { person, password, identity } = person;
        let usable = |stored: &&StoredInvitation| {
            stored.invitation.id == invitation && person.created_at < stored.invitation.expires_at
        };
        if kept.people.invitations.iter().find(usable).is_none() {
            return Err(StoreError::Missing(Thing::Invitation));
        }
        let same_email = kept.people.people.values().any(|other| other.person.email == person.email);
        let same_identity = identity.as_ref().is_some_and(|identity| kept.people.identities.contains_key(identity));
        if same_email || same_identity {
            return Err(StoreError::EmailTaken);
        }
        kept.tell(entry)?;
        kept.people.invitations.retain(|stored| stored.invitation.id != invitation);
        kept.people.identities.extend(identity.map(|identity| (identity, person.id.clone())));
        kept.people.people.insert(person.id.clone(), StoredPerson { person: person.clone(), password });
        Ok(person)
    }

    async fn set_grants(&self, id: &str, grants: Grants, entry: NewEntry) -> Result<Person, StoreError> {
        let mut kept = self.kept();
        let changed = Person { grants, ..kept.people.person(id)?.person.clone() };
        kept.people.replaceable(&changed)?;
        kept.tell(entry)?;
        kept.people.person(id)?.person = changed.clone();
        Ok(changed)
    }

    async fn set_password(&self, id: &str, hash: &str, keep: &str, entry: NewEntry) -> Result<(), StoreError> {
        let mut kept = self.kept();
        kept.people.person(id)?;
        kept.tell(entry)?;
        kept.people.person(id)?.password = Some(hash.to_owned());
        kept.people.sessions.retain(|session, stored| stored.person.id != id || session == keep);
        Ok(())
    }

    async fn disable_person(&self, id: &str, at: i64, entry: NewEntry) -> Result<Person, StoreError> {
        let mut kept = self.kept();
        let current = kept.people.person(id)?.person.clone();
        if current.disabled_at.is_some() {
            return Ok(current);
        }
        let changed = Person { disabled_at: Some(at), ..current };
        kept.people.replaceable(&changed)?;
        kept.tell(entry)?;
        kept.people.person(id)?.person = changed.clone();
        kept.people.sessions.retain(|_, session| session.person.id != id);
        kept.people.tokens.retain(|stored| stored.token.owner.id != id);
        kept.people.invitations.retain(|stored| stored.invitation.by.id != id);
        Ok(changed)
    }

    async fn invite(&self, invitation: StoredInvitation, entry: NewEntry) -> Result<(), StoreError> {
        let mut kept = self.kept();
        kept.tell(entry)?;
        kept.people.invitations.push(invitation);
        Ok(())
    }

    async fn invitations(&self) -> Result<Vec<Invitation>, StoreError> {
        Ok(self.kept().people.invitations.iter().rev().map(|stored| stored.invitation.clone()).collect())
    }

    async fn invitation(&self, id: &str) -> Result<StoredInvitation, StoreError> {
        let kept = self.kept();
        let found = kept.people.invitations.iter().find(|stored| stored.invitation.id == id);
        found.cloned().ok_or(StoreError::Missing(Thing::Invitation))
    }

    async fn revoke_invitation(&self, id: &str, entry: NewEntry) -> Result<(), StoreError> {
        let mut kept = self.kept();
        if !kept.people.invitations.iter().any(|stored| stored.invitation.id == id) {
            return Err(StoreError::Missing(Thing::Invitation));
        }
        kept.tell(entry)?;
        kept.people.invitations.retain(|stored| stored.invitation.id != id);
        Ok(())
    }

    async fn start_session(&self, session: Session, entry: NewEntry) -> Result<(), StoreError> {
        let mut kept = self.kept();
        kept.people.enabled(&session.person.id)?;
        kept.tell(entry)?;
        kept.people.sessions.insert(session.id.clone(), session);
        Ok(())
    }

    async fn session(&self, id: &str) -> Result<Option<Session>, StoreError> {
        Ok(self.kept().people.sessions.get(id).cloned())
    }

    async fn touch_session(&self, id: &str, at: i64) -> Result<(), StoreError> {
        if let Some(session) = self.kept().people.sessions.get_mut(id) {
            session.used_at = at;
        }
        Ok(())
    }

    async fn end_session(&self, id: &str, entry: NewEntry) -> Result<(), StoreError> {
        let mut kept = self.kept();
        if kept.people.sessions.contains_key(id) {
            kept.tell(entry)?;
            kept.people.sessions.remove(id);
        }
        Ok(())
    }

    async fn make_token(&self, token: StoredToken, entry: NewEntry) -> Result<(), StoreError> {
        let mut kept = self.kept();
        kept.people.enabled(&token.token.owner.id)?;
        kept.tell(entry)?;
        kept.people.tokens.push(token);
        Ok(())
    }

    async fn tokens(&self) -> Result<Vec<Token>, StoreError> {
        Ok(self.kept().people.tokens.iter().rev().map(|stored| stored.token.clone()).collect())
    }

    async fn token(&self, id: &str) -> Result<Option<StoredToken>, StoreError> {
        Ok(self.kept().people.tokens.iter().find(|stored| stored.token.id == id).cloned())
    }

    async fn touch_token(&self, id: &str, at: i64) -> Result<(), StoreError> {
        let mut kept = self.kept();
        if let Some(stored) = kept.people.tokens.iter_mut().find(|stored| stored.token.id == id) {
            stored.token.used_at = Some(at);
        }
        Ok(())
    }

    async fn revoke_token(&self, id: &str, entry: NewEntry) -> Result<(), StoreError> {
        let mut kept = self.kept();
        if !kept.people.tokens.iter().any(|stored| stored.token.id == id) {
            return Err(StoreError::Missing(Thing::Token));
        }
        kept.tell(entry)?;
        kept.people.tokens.retain(|stored| stored.token.id != id);
        Ok(())
    }
}
