//! People, and how they and their programs are known.

use shared::access::{Grant, Grants, Role, TokenScope};
use shared::api::{Act, Invitation, Person, Token};

use super::on_each_store;
use super::record::{acts, entry, head};
use crate::store::{
    Identity, NewPerson, Session, Store, StoreError, StoredInvitation, StoredPerson, StoredToken, Thing,
};

pub(super) fn invitation(id: &str) -> StoredInvitation {
    let invitation = Invitation {
        id: id.to_owned(),
        note: "for whom".to_owned(),
        grants: Grants::everywhere(Role::Editor),
        by: shared::access::PersonRef::local(),
        created_at: 1,
        expires_at: 100,
    };
    StoredInvitation { invitation, hash: [7; 32] }
}

/// A person of that id who has a password.
pub(super) fn person(id: &str, role: Role) -> NewPerson {
    let person = Person {
        id: id.to_owned(),
        name: format!("Name of {id}"),
        email: format!("{id}@example.com"),
        grants: Grants::everywhere(role),
        created_at: 10,
        disabled_at: None,
    };
    NewPerson { person, password: Some(format!("hash of {id}")), identity: None }
}

/// Has somebody join by an invitation of their own.
pub(super) async fn join(store: &dyn Store, new: NewPerson) -> Person {
    let id = format!("for {}", new.person.id);
    store.invite(invitation(&id), entry(Act::Invited)).await.unwrap();
    store.join(new, &id, entry(Act::Joined)).await.unwrap()
}

pub(super) fn session(id: &str, person: &Person) -> Session {
    Session { id: id.to_owned(), hash: [9; 32], person: person.reference(), created_at: 20, used_at: 20 }
}

pub(super) fn token(id: &str, owner: &Person) -> StoredToken {
    let token = Token {
        id: id.to_owned(),
        name: "ci".to_owned(),
        scope: TokenScope::Push,
        environment: "*".to_owned(),
        owner: owner.reference(),
        created_at: 20,
        expires_at: 900,
        used_at: None,
    };
    StoredToken { token, hash: [8; 32] }
}

async fn people_join_by_invitations(store: &dyn Store) {
    assert_eq!(store.people().await.unwrap(), []);
    for id in ["a", "b", "c"] {
        store.invite(invitation(id), entry(Act::Invited)).await.unwrap();
    }
    assert_eq!(store.invitation("b").await.unwrap(), invitation("b"));
    let open = async || store.invitations().await.unwrap().into_iter().map(|found| found.id).collect::<Vec<_>>();
    assert_eq!(open().await, ["c", "b", "a"], "newest first");
    let zoe = person("zoe", Role::Owner);
    assert_eq!(store.join(zoe.clone(), "b", entry(Act::Joined)).await.unwrap(), zoe.person);
    let identity = Identity { issuer: "https://i".to_owned(), subject: "s".to_owned() };
    let adam = NewPerson { password: None, identity: Some(identity.clone()), ..person("adam", Role::Viewer) };
    store.join(adam.clone(), "a", entry(Act::Joined)).await.unwrap();
    assert_eq!(open().await, ["c"]);
    assert!(matches!(store.invitation("b").await, Err(StoreError::Missing(Thing::Invitation))));
    assert_eq!(store.people().await.unwrap(), [adam.person.clone(), zoe.person.clone()], "by name");
    assert_eq!(store.person("zoe").await.unwrap(), zoe.person);
    let by_email = store.person_by_email("zoe@example.com").await.unwrap();
    assert_eq!(by_email, Some(StoredPerson { person: zoe.person, password: zoe.password }));
    assert_eq!(store.person_by_email("Zoe@example.com").await.unwrap(), None);
    assert_eq!(store.person_by_identity(&identity).await.unwrap(), Some(adam.person));
    let other = Identity { issuer: "https://j".to_owned(), ..identity };
    assert_eq!(store.person_by_identity(&other).await.unwrap(), None);
    store.revoke_invitation("c", entry(Act::InvitationRevoked)).await.unwrap();
    assert_eq!(open().await, Vec::<String>::new());
    assert_eq!(acts(store).await[3..], [Act::Joined, Act::Joined, Act::InvitationRevoked]);
    head(store).await;
}

async fn of_two_with_one_invitation_one_joins(store: &dyn Store) {
    store.invite(invitation("i"), entry(Act::Invited)).await.unwrap();
    let join = |id: &str| store.join(person(id, Role::Editor), "i", entry(Act::Joined));
    let (a, b, c) = tokio::join!(join("a"), join("b"), join("c"));
    let joined = [a, b, c];
    assert_eq!(joined.iter().filter(|joined| joined.is_ok()).count(), 1);
    let refused = joined.iter().filter(|joined| matches!(joined, Err(StoreError::Missing(Thing::Invitation))));
    assert_eq!(refused.count(), 2);
    assert_eq!(store.people().await.unwrap().len(), 1);
    assert_eq!(acts(store).await, [Act::Invited, Act::Joined]);
}

async fn an_address_and_an_identity_are_one_persons(store: &dyn Store) {
    let identity = Identity { issuer: "https://i".to_owned(), subject: "s".to_owned() };
    join(store, NewPerson { identity: Some(identity.clone()), ..person("a", Role::Owner) }).await;
    store.invite(invitation("i"), entry(Act::Invited)).await.unwrap();
    let mut same_address = person("b", Role::Owner);
    same_address.person.email = "a@example.com".to_owned();
    let same_identity = NewPerson { identity: Some(identity), ..person("c", Role::Owner) };
    for refused in [same_address, same_identity] {
        let refused = store.join(refused, "i", entry(Act::Joined)).await;
        assert!(matches!(refused, Err(StoreError::EmailTaken)));
    }
    assert_eq!(store.people().await.unwrap().len(), 1);
    assert_eq!(acts(store).await.len(), 3);
    store.join(person("d", Role::Owner), "i", entry(Act::Joined)).await.expect("the invitation wasn't used up");
}

async fn an_invitation_that_expired_is_of_no_use(store: &dyn Store) {
    store.invite(invitation("i"), entry(Act::Invited)).await.unwrap();
    let mut late = person("late", Role::Editor);
    late.person.created_at = 100;
    let refused = store.join(late.clone(), "i", entry(Act::Joined)).await;
    assert!(matches!(refused, Err(StoreError::Missing(Thing::Invitation))));
    assert_eq!(store.invitations().await.unwrap().len(), 1, "it is listed");
    late.person.created_at = 99;
    store.join(late, "i", entry(Act::Joined)).await.unwrap();
}

async fn somebody_stays_owner_everywhere(store: &dyn Store) {
    let here = Grants(vec![Grant { environment: "test".to_owned(), role: Role::Owner }]);
    let (ann, bob) = (join(store, person("ann", Role::Owner)).await, join(store, person("bob", Role::Owner)).await);
    let mut local = person("cy", Role::Owner);
    local.person.grants = here.clone();
    join(store, local).await;
    let less = |id| store.set_grants(id, here.clone(), entry(Act::GrantsChanged));
    let (one, other) = tokio::join!(less("ann"), less("bob"));
    let (changed, last) = match (one, other) {
        (Ok(changed), Err(StoreError::LastOwner)) => (changed, bob),
        (Err(StoreError::LastOwner), Ok(changed)) => (changed, ann),
        other => panic!("{other:?}"),
    };
    assert_eq!(changed.grants, here);
    assert_eq!(store.person(&changed.id).await.unwrap(), changed);
    let before = acts(store).await;
    let disabled = store.disable_person(&last.id, 50, entry(Act::PersonDisabled)).await;
    assert!(matches!(disabled, Err(StoreError::LastOwner)));
    assert_eq!((store.person(&last.id).await.unwrap(), acts(store).await), (last.clone(), before));

    let owners = Grants(vec![Grant { environment: "*".to_owned(), role: Role::Owner }, here.0[0].clone()]);
    store.set_grants(&last.id, owners, entry(Act::GrantsChanged)).await.expect("still an owner");
    store.set_grants(&changed.id, Grants::everywhere(Role::Owner), entry(Act::GrantsChanged)).await.unwrap();
    store.disable_person(&changed.id, 50, entry(Act::PersonDisabled)).await.unwrap();
    let last = store.disable_person(&last.id, 50, entry(Act::PersonDisabled)).await;
    assert!(matches!(last, Err(StoreError::LastOwner)), "who is disabled is no owner");
    store.set_grants("cy", Grants::default(), entry(Act::GrantsChanged)).await.expect("never was one");
}

async fn sessions_end(store: &dyn Store) {
    let ann = join(store, person("ann", Role::Owner)).await;
    let bob = join(store, person("bob", Role::Owner)).await;
    for (id, whose) in [("a", &ann), ("b", &ann), ("c", &ann), ("d", &bob)] {
        store.start_session(session(id, whose), entry(Act::SignedIn)).await.unwrap();
    }
    store.touch_session("a", 33).await.unwrap();
    store.touch_session("no", 33).await.unwrap();
    assert_eq!(store.session("a").await.unwrap(), Some(Session { used_at: 33, ..session("a", &ann) }));
    store.end_session("a", entry(Act::SignedOut)).await.unwrap();
    assert_eq!(store.session("a").await.unwrap(), None);
    let before = acts(store).await;
    store.end_session("a", entry(Act::SignedOut)).await.unwrap();
    assert_eq!(acts(store).await, before, "it had ended");

    store.set_password("ann", "new", "b", entry(Act::PasswordChanged)).await.unwrap();
    let there = async |id| store.session(id).await.unwrap().is_some();
    assert_eq!([there("b").await, there("c").await, there("d").await], [true, false, true]);
    let stored = store.person_by_email("ann@example.com").await.unwrap().unwrap();
    assert_eq!(stored.password.as_deref(), Some("new"));
    assert_eq!(acts(store).await.last(), Some(&Act::PasswordChanged));
}

async fn tokens_are_listed_until_they_are_revoked(store: &dyn Store) {
    let ann = join(store, person("ann", Role::Owner)).await;
    for id in ["s", "t"] {
        store.make_token(token(id, &ann), entry(Act::TokenMade)).await.unwrap();
    }
    store.touch_token("s", 44).await.unwrap();
    store.touch_token("no", 44).await.unwrap();
    let used = StoredToken { token: Token { used_at: Some(44), ..token("s", &ann).token }, ..token("s", &ann) };
    assert_eq!(store.token("s").await.unwrap(), Some(used.clone()));
    assert_eq!(store.tokens().await.unwrap(), [token("t", &ann).token, used.token], "newest first");
    store.revoke_token("s", entry(Act::TokenRevoked)).await.unwrap();
    assert_eq!((store.token("s").await.unwrap(), store.tokens().await.unwrap().len()), (None, 1));
    let again = store.revoke_token("s", entry(Act::TokenRevoked)).await;
    assert!(matches!(again, Err(StoreError::Missing(Thing::Token))));
    assert_eq!(acts(store).await[2..], [Act::TokenMade, Act::TokenMade, Act::TokenRevoked]);
}

async fn who_is_disabled_is_out_at_once_and_stays_out(store: &dyn Store) {
    join(store, person("owner", Role::Owner)).await;
    let (ann, bob) = (join(store, person("ann", Role::Owner)).await, join(store, person("bob", Role::Editor)).await);
    for (id, whose) in [("a", &ann), ("b", &bob)] {
        store.start_session(session(id, whose), entry(Act::SignedIn)).await.unwrap();
        store.make_token(token(id, whose), entry(Act::TokenMade)).await.unwrap();
    }
    for (id, by) in [("by ann", &ann), ("by bob", &bob)] {
        let made = invitation(id);
        let invitation = Invitation { by: by.reference(), ..made.invitation };
        store.invite(StoredInvitation { invitation, ..made }, entry(Act::Invited)).await.unwrap();
    }
    let disabled = store.disable_person("ann", 50, entry(Act::PersonDisabled)).await.unwrap();
    assert_eq!(disabled, Person { disabled_at: Some(50), ..ann.clone() });
    assert_eq!(store.person("ann").await.unwrap(), disabled);
    assert_eq!((store.session("a").await.unwrap(), store.token("a").await.unwrap()), (None, None));
    let open = store.invitations().await.unwrap().into_iter().map(|found| found.id).collect::<Vec<_>>();
    assert_eq!(open, ["by bob"], "no way back in");
    assert!(store.session("b").await.unwrap().is_some() && store.token("b").await.unwrap().is_some());
    let before = acts(store).await;
    let late = [
        store.start_session(session("c", &ann), entry(Act::SignedIn)).await,
        store.make_token(token("c", &ann), entry(Act::TokenMade)).await,
    ];
    assert!(late.iter().all(|late| matches!(late, Err(StoreError::Missing(Thing::Person)))), "{late:?}");
    assert_eq!((store.session("c").await.unwrap(), store.token("c").await.unwrap()), (None, None));
    assert_eq!(store.disable_person("ann", 60, entry(Act::PersonDisabled)).await.unwrap(), disabled);
    assert_eq!(acts(store).await, before, "neither is told");
}

async fn what_is_not_there_is_not_told(store: &dyn Store) {
    let missing = |refused: Result<(), StoreError>, thing: Thing| {
        assert!(matches!(refused, Err(StoreError::Missing(found)) if found == thing), "{thing:?}: {refused:?}");
    };
    missing(store.person("no").await.map(drop), Thing::Person);
    missing(store.invitation("no").await.map(drop), Thing::Invitation);
    let joined = store.join(person("a", Role::Owner), "no", entry(Act::Joined)).await;
    missing(joined.map(drop), Thing::Invitation);
    let granted = store.set_grants("no", Grants::default(), entry(Act::GrantsChanged)).await;
    missing(granted.map(drop), Thing::Person);
    missing(store.set_password("no", "h", "", entry(Act::PasswordChanged)).await, Thing::Person);
    missing(store.disable_person("no", 1, entry(Act::PersonDisabled)).await.map(drop), Thing::Person);
    missing(store.revoke_invitation("no", entry(Act::InvitationRevoked)).await, Thing::Invitation);
    missing(store.revoke_token("no", entry(Act::TokenRevoked)).await, Thing::Token);
    store.end_session("no", entry(Act::SignedOut)).await.unwrap();
    assert_eq!(store.session("no").await.unwrap(), None);
    assert_eq!(store.token("no").await.unwrap(), None);
    assert_eq!((acts(store).await, store.people().await.unwrap()), (vec![], vec![]));
}

on_each_store![
    people_join_by_invitations,
    of_two_with_one_invitation_one_joins,
    an_address_and_an_identity_are_one_persons,
    an_invitation_that_expired_is_of_no_use,
    somebody_stays_owner_everywhere,
    sessions_end,
    tokens_are_listed_until_they_are_revoked,
    who_is_disabled_is_out_at_once_and_stays_out,
    what_is_not_there_is_not_told,
];
