//! The people themselves.

use shared::api::Person;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection, SqlitePool};

use crate::store::sqlite::text::{from_json, json};
use crate::store::telling::is_owner;
use crate::store::{Identity, NewPerson, StoreError, StoredPerson, Thing};

fn person(row: &SqliteRow) -> Result<Person, sqlx::Error> {
    let stored: Person = from_json(row.try_get("person")?)?;
    Ok(Person { disabled_at: row.try_get("disabled_at")?, ..stored })
}

/// By name.
pub(super) async fn all(readers: &SqlitePool) -> Result<Vec<Person>, StoreError> {
    let rows = sqlx::query("SELECT person, disabled_at FROM people ORDER BY json_extract(person, '$.name'), id")
        .fetch_all(readers)
        .await?;
    Ok(rows.iter().map(person).collect::<Result<_, _>>()?)
}

pub(super) async fn load(connection: &mut SqliteConnection, id: &str) -> Result<Person, StoreError> {
    let row =
        sqlx::query("SELECT person, disabled_at FROM people WHERE id = ?").bind(id).fetch_optional(connection).await?;
    Ok(person(&row.ok_or(StoreError::Missing(Thing::Person))?)?)
}

pub(super) async fn by_email(
    connection: &mut SqliteConnection,
    email: &str,
) -> Result<Option<StoredPerson>, StoreError> {
    let row = sqlx::query("SELECT person, disabled_at, password FROM people WHERE email = ?")
        .bind(email)
        .fetch_optional(connection)
        .await?;
    let stored = |row: SqliteRow| {
        Ok::<_, sqlx::Error>(StoredPerson { person: person(&row)?, password: row.try_get("password")? })
    };
    Ok(row.map(stored).transpose()?)
}

pub(super) async fn by_identity(
    connection: &mut SqliteConnection,
    identity: &Identity,
) -> Result<Option<Person>, StoreError> {
    let row = sqlx::query(
        "SELECT person, disabled_at FROM people \
         WHERE id = (SELECT person_id FROM identities WHERE issuer = ? AND subject = ?)",
    )
    .bind(&identity.issuer)
    .bind(&identity.subject)
    .fetch_optional(connection)
    .await?;
    Ok(row.as_ref().map(person).transpose()?)
}

/// Keeps a new person, whom nobody's address or identity names yet.
pub(super) async fn keep(connection: &mut SqliteConnection, new: &NewPerson) -> Result<(), StoreError> {
    let NewPerson { person, password, identity } = new;
    if by_email(connection, &person.email).await?.is_some() {
        return Err(StoreError::EmailTaken);
    }
    sqlx::query("INSERT INTO people (id, email, person, password, disabled_at) VALUES (?, ?, ?, ?, ?)")
        .bind(&person.id)
        .bind(&person.email)
        .bind(json(person)?)
        .bind(password)
        .bind(person.disabled_at)
        .execute(&mut *connection)
        .await?;
    if let Some(identity) = identity {
        if by_identity(connection, identity).await?.is_some() {
            return Err(StoreError::EmailTaken);
        }
        sqlx::query("INSERT INTO identities (issuer, subject, person_id) VALUES (?, ?, ?)")
            .bind(&identity.issuer)
            .bind(&identity.subject)
            .bind(&person.id)
            .execute(connection)
            .await?;
    }
    Ok(())
}

/// Replaces a person, unless that takes away the last owner.
pub(super) async fn replace(
    connection: &mut SqliteConnection,
    before: &Person,
    after: &Person,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE people SET person = ?, disabled_at = ? WHERE id = ?")
        .bind(json(after)?)
        .bind(after.disabled_at)
        .bind(&after.id)
        .execute(&mut *connection)
        .await?;
    if is_owner(before) && !is_owner(after) {
        let rows = sqlx::query("SELECT person, disabled_at FROM people WHERE disabled_at IS NULL");
        let left: Vec<_> = rows.fetch_all(connection).await?.iter().map(person).collect::<Result<_, _>>()?;
        if !left.iter().any(is_owner) {
            return Err(StoreError::LastOwner);
        }
    }
    Ok(())
}

pub(super) async fn set_password(connection: &mut SqliteConnection, id: &str, hash: &str) -> Result<(), StoreError> {
    let set =
        sqlx::query("UPDATE people SET password = ? WHERE id = ?").bind(hash).bind(id).execute(connection).await?;
    if set.rows_affected() == 0 { Err(StoreError::Missing(Thing::Person)) } else { Ok(()) }
}

/// Refuses those whose access was taken, so that nothing that was begun before gives it back.
pub(super) async fn not_disabled(connection: &mut SqliteConnection, id: &str) -> Result<(), StoreError> {
    let disabled: Option<i64> = sqlx::query_scalar("SELECT 1 FROM people WHERE id = ? AND disabled_at IS NOT NULL")
        .bind(id)
        .fetch_optional(connection)
        .await?;
    if disabled.is_some() { Err(StoreError::Missing(Thing::Person)) } else { Ok(()) }
}
