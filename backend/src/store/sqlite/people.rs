//! People; how they come in is in `invitations`, and how they and their programs are known in the others.

mod invitations;
mod persons;
mod sessions;
mod tokens;

use async_trait::async_trait;
use shared::access::Grants;
use shared::api::{Invitation, Person, Token};

use super::{SqliteStore, audit};
use crate::store::{
    Identity, NewEntry, NewPerson, People, Session, StoreError, StoredInvitation, StoredPerson, StoredToken,
};

#[async_trait]
impl People for SqliteStore {
    async fn people(&self) -> Result<Vec<Person>, StoreError> {
        persons::all(&self.readers).await
    }

    async fn person(&self, id: &str) -> Result<Person, StoreError> {
        persons::load(&mut *self.readers.acquire().await?, id).await
    }

    async fn person_by_email(&self, email: &str) -> Result<Option<StoredPerson>, StoreError> {
        persons::by_email(&mut *self.readers.acquire().await?, email).await
    }

    async fn person_by_identity(&self, identity: &Identity) -> Result<Option<Person>, StoreError> {
        persons::by_identity(&mut *self.readers.acquire().await?, identity).await
    }

    async fn join(&self, person: NewPerson, invitation: &str, entry: NewEntry) -> Result<Person, StoreError> {
        let mut transaction = self.writing().await?;
        invitations::use_up(&mut transaction, invitation, person.person.created_at).await?;
        persons::keep(&mut transaction, &person).await?;
        audit::tell(&mut transaction, entry).await?;
        transaction.commit().await?;
        Ok(person.person)
    }

    async fn set_grants(&self, id: &str, grants: Grants, entry: NewEntry) -> Result<Person, StoreError> {
        let mut transaction = self.writing().await?;
        let before = persons::load(&mut transaction, id).await?;
        let after = Person { grants, ..before.clone() };
        persons::replace(&mut transaction, &before, &after).await?;
        audit::tell(&mut transaction, entry).await?;
        transaction.commit().await?;
        Ok(after)
    }

    async fn set_password(&self, id: &str, hash: &str, keep: &str, entry: NewEntry) -> Result<(), StoreError> {
        let mut transaction = self.writing().await?;
        persons::set_password(&mut transaction, id, hash).await?;
        sessions::end_all(&mut transaction, id, keep).await?;
        audit::tell(&mut transaction, entry).await?;
        Ok(transaction.commit().await?)
    }

    async fn disable_person(&self, id: &str, at: i64, entry: NewEntry) -> Result<Person, StoreError> {
        let mut transaction = self.writing().await?;
        let before = persons::load(&mut transaction, id).await?;
        if before.disabled_at.is_some() {
            return Ok(before);
        }
        let after = Person { disabled_at: Some(at), ..before.clone() };
        persons::replace(&mut transaction, &before, &after).await?;
        sessions::end_all(&mut transaction, id, "").await?;
        tokens::revoke_all(&mut transaction, id).await?;
        invitations::close_all(&mut transaction, id).await?;
        audit::tell(&mut transaction, entry).await?;
        transaction.commit().await?;
        Ok(after)
    }

    async fn invite(&self, invitation: StoredInvitation, entry: NewEntry) -> Result<(), StoreError> {
        let mut transaction = self.writing().await?;
        invitations::keep(&mut transaction, &invitation).await?;
        audit::tell(&mut transaction, entry).await?;
        Ok(transaction.commit().await?)
    }

    async fn invitations(&self) -> Result<Vec<Invitation>, StoreError> {
        invitations::open(&self.readers).await
    }

    async fn invitation(&self, id: &str) -> Result<StoredInvitation, StoreError> {
        invitations::load(&mut *self.readers.acquire().await?, id).await
    }

    async fn revoke_invitation(&self, id: &str, entry: NewEntry) -> Result<(), StoreError> {
        let mut transaction = self.writing().await?;
        invitations::close(&mut transaction, id).await?;
        audit::tell(&mut transaction, entry).await?;
        Ok(transaction.commit().await?)
    }

    async fn start_session(&self, session: Session, entry: NewEntry) -> Result<(), StoreError> {
        let mut transaction = self.writing().await?;
        persons::not_disabled(&mut transaction, &session.person.id).await?;
        sessions::keep(&mut transaction, &session).await?;
        audit::tell(&mut transaction, entry).await?;
        Ok(transaction.commit().await?)
    }

    async fn session(&self, id: &str) -> Result<Option<Session>, StoreError> {
        sessions::load(&self.readers, id).await
    }

    async fn touch_session(&self, id: &str, at: i64) -> Result<(), StoreError> {
        sessions::touch(&self.writer, id, at).await
    }

    async fn end_session(&self, id: &str, entry: NewEntry) -> Result<(), StoreError> {
        let mut transaction = self.writing().await?;
        if sessions::end(&mut transaction, id).await? {
            audit::tell(&mut transaction, entry).await?;
        }
        Ok(transaction.commit().await?)
    }

    async fn make_token(&self, token: StoredToken, entry: NewEntry) -> Result<(), StoreError> {
        let mut transaction = self.writing().await?;
        persons::not_disabled(&mut transaction, &token.token.owner.id).await?;
        tokens::keep(&mut transaction, &token).await?;
        audit::tell(&mut transaction, entry).await?;
        Ok(transaction.commit().await?)
    }

    async fn tokens(&self) -> Result<Vec<Token>, StoreError> {
        tokens::all(&self.readers).await
    }

    async fn token(&self, id: &str) -> Result<Option<StoredToken>, StoreError> {
        tokens::load(&self.readers, id).await
    }

    async fn touch_token(&self, id: &str, at: i64) -> Result<(), StoreError> {
        tokens::touch(&self.writer, id, at).await
    }

    async fn revoke_token(&self, id: &str, entry: NewEntry) -> Result<(), StoreError> {
        let mut transaction = self.writing().await?;
        tokens::revoke(&mut transaction, id).await?;
        audit::tell(&mut transaction, entry).await?;
        Ok(transaction.commit().await?)
    }
}
