//! People: who is there, and who asks.

use shared::api::{Me, Person, PersonList};

use super::call::{Answer, get};

/// Who asks, and what they may do.
pub async fn me() -> Answer<Me> {
    get("/api/me").await
}

/// Everybody; only owners may know.
pub async fn people() -> Answer<Vec<Person>> {
    get::<PersonList>("/api/people").await.map(|list| list.people)
}
