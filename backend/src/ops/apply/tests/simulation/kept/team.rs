//! What the engine seldom asks for, from the store in memory.

use shared::access::{Grants, PersonRef};
use shared::api::{AuditEntry, Comment, Delivery, Invitation, Link, Person, ReviewMeta, Thread, Token};
use shared::review::Decision;

use async_trait::async_trait;

use super::Kept;
use crate::store::{
    Audit, Identity, NewEntry, NewPerson, Outbox, People, Reviews, Session, StoreError, StoredEntry, StoredHook,
    StoredInvitation, StoredLink, StoredPerson, StoredToken,
};

plain! { People:
    fn people() -> Vec<Person>;
    fn person(id: &str) -> Person;
    fn person_by_email(email: &str) -> Option<StoredPerson>;
    fn person_by_identity(identity: &Identity) -> Option<Person>;
    fn join(person: NewPerson, invitation: &str, entry: NewEntry) -> Person;
    fn set_grants(id: &str, grants: Grants, entry: NewEntry) -> Person;
    fn set_password(id: &str, hash: &str, keep: &str, entry: NewEntry) -> ();
    fn disable_person(id: &str, at: i64, entry: NewEntry) -> Person;
    fn invite(invitation: StoredInvitation, entry: NewEntry) -> ();
    fn invitations() -> Vec<Invitation>;
    fn invitation(id: &str) -> StoredInvitation;
    fn revoke_invitation(id: &str, entry: NewEntry) -> ();
    fn start_session(session: Session, entry: NewEntry) -> ();
    fn session(id: &str) -> Option<Session>;
    fn touch_session(id: &str, at: i64) -> ();
    fn end_session(id: &str, entry: NewEntry) -> ();
    fn make_token(token: StoredToken, entry: NewEntry) -> ();
    fn tokens() -> Vec<Token>;
    fn token(id: &str) -> Option<StoredToken>;
    fn touch_token(id: &str, at: i64) -> ();
    fn revoke_token(id: &str, entry: NewEntry) -> ();
}
plain! { Reviews:
    fn open_review(review: ReviewMeta, entry: NewEntry) -> ();
    fn review(id: &str) -> ReviewMeta;
    fn reviews(design: Option<&str>) -> Vec<ReviewMeta>;
    fn refresh_review(id: &str, version: i64, plan: &str, at: i64, entry: NewEntry) -> ReviewMeta;
    fn submit(threads: Vec<Thread>, decision: Option<(Decision, String)>, entries: Vec<NewEntry>) -> ();
    fn threads(design: &str) -> Vec<Thread>;
    fn thread(id: &str) -> Thread;
    fn reply(thread: &str, comment: Comment, entry: NewEntry) -> Thread;
    fn resolve_thread(id: &str, by: Option<PersonRef>, entry: NewEntry) -> Thread;
    fn suggestion_applied(thread: &str, version: i64, entry: NewEntry) -> ();
    fn decisions(design: &str, environment: &str) -> Vec<Decision>;
    fn decision(id: &str) -> Decision;
    fn withdraw(decision: &str, at: i64, entry: NewEntry) -> ();
    fn make_link(link: StoredLink, entry: NewEntry) -> ();
    fn links(review: &str) -> Vec<Link>;
    fn link(id: &str) -> Option<StoredLink>;
    fn use_link(id: &str, at: i64, entry: NewEntry) -> ();
    fn revoke_link(id: &str, at: i64, entry: NewEntry) -> ();
}
plain! { Audit:
    fn add_entry(entry: NewEntry) -> AuditEntry;
    fn entries(after: i64, limit: i64) -> Vec<AuditEntry>;
    fn stored_entries(after: i64, limit: i64) -> Vec<StoredEntry>;
    fn last_entry() -> i64;
}
plain! { Outbox:
    fn hooks() -> Vec<StoredHook>;
    fn hook(id: &str) -> StoredHook;
    fn make_hook(hook: StoredHook, entry: NewEntry) -> ();
    fn remove_hook(id: &str, entry: NewEntry) -> ();
    fn told() -> i64;
    fn tell(from: i64, told: i64, deliveries: Vec<Delivery>) -> bool;
    fn deliver(delivery: Delivery) -> ();
    fn take_due(limit: i64, lease_ms: i64) -> Vec<Delivery>;
    fn attempted(delivery: &Delivery) -> ();
    fn deliveries(hook: &str, limit: i64) -> Vec<Delivery>;
    fn delivery(id: &str) -> Delivery;
}
