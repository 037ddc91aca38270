//! People.

use async_trait::async_trait;
use shared::access::{Grants, PersonRef};
use shared::api::{Invitation, Person, Token};

use super::SqliteStore;
use crate::store::*;

#[async_trait]
impl People for SqliteStore {
    async fn people(&self) -> Result<Vec<Person>, StoreError> {
        unimplemented!()
    }
    async fn person(&self, id: &str) -> Result<Person, StoreError> {
        unimplemented!()
    }
    async fn person_by_email(&self, email: &str) -> Result<Option<StoredPerson>, StoreError> {
        unimplemented!()
    }
    async fn person_by_identity(&self, identity: &Identity) -> Result<Option<Person>, StoreError> {
        unimplemented!()
    }
    async fn join(&self, person: NewPerson, invitation: &str, entry: NewEntry) -> Result<Person, StoreError> {
        unimplemented!()
    }
    async fn set_grants(&self, id: &str, grants: Grants, entry: NewEntry) -> Result<Person, StoreError> {
        unimplemented!()
    }
    async fn set_password(&self, id: &str, hash: &str, keep: &str, entry: NewEntry) -> Result<(), StoreError> {
        unimplemented!()
    }
    async fn disable_person(&self, id: &str, at: i64, entry: NewEntry) -> Result<Person, StoreError> {
        unimplemented!()
    }
    async fn invite(&self, invitation: StoredInvitation, entry: NewEntry) -> Result<(), StoreError> {
        unimplemented!()
    }
    async fn invitations(&self) -> Result<Vec<Invitation>, StoreError> {
        unimplemented!()
    }
    async fn invitation(&self, id: &str) -> Result<StoredInvitation, StoreError> {
        unimplemented!()
    }
    async fn revoke_invitation(&self, id: &str, entry: NewEntry) -> Result<(), StoreError> {
        unimplemented!()
    }
    async fn start_session(&self, session: Session, entry: NewEntry) -> Result<(), StoreError> {
        unimplemented!()
    }
    async fn session(&self, id: &str) -> Result<Option<Session>, StoreError> {
        unimplemented!()
    }
    async fn touch_session(&self, id: &str, at: i64) -> Result<(), StoreError> {
        unimplemented!()
    }
    async fn end_session(&self, id: &str, entry: NewEntry) -> Result<(), StoreError> {
        unimplemented!()
    }
    async fn make_token(&self, token: StoredToken, entry: NewEntry) -> Result<(), StoreError> {
        unimplemented!()
    }
    async fn tokens(&self) -> Result<Vec<Token>, StoreError> {
        unimplemented!()
    }
    async fn token(&self, id: &str) -> Result<Option<StoredToken>, StoreError> {
        unimplemented!()
    }
    async fn touch_token(&self, id: &str, at: i64) -> Result<(), StoreError> {
        unimplemented!()
    }
    async fn revoke_token(&self, id: &str, entry: NewEntry) -> Result<(), StoreError> {
        unimplemented!()
    }
}
