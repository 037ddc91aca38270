//! How people come in.

use super::*;
use crate::store::{StoreError, Thing};

#[tokio::test(start_paused = true)]
async fn the_server_invites_owners_until_there_is_one() {
    let (context, passwords) = (team(), Passwords::cheapest());
    let first = owner_link(&context).await.unwrap().unwrap();
    assert!(look_at_invitation(&context, &first.text()).await.unwrap().grants.permit_everywhere(Permission::Manage));
    let second = owner_link(&context).await.unwrap().unwrap();
    assert!(is_gone(&look_at_invitation(&context, &first.text()).await), "a later one makes it void");
    tokio::time::advance(24 * HOUR).await;
    assert!(is_gone(&look_at_invitation(&context, &second.text()).await), "after a day");

    let link = owner_link(&context).await.unwrap().unwrap();
    let joined = accept_invitation(&context, &passwords, &join(&link.text(), "Ona")).await.unwrap();
    assert!(by_session(&context, &joined.session).await.may_everywhere(Permission::Manage));
    assert!(is_gone(&accept_invitation(&context, &passwords, &join(&link.text(), "Eve")).await), "it is used up");
    assert!(owner_link(&context).await.unwrap().is_none());
    assert!(matches!(
        disable_person(&context, &by_session(&context, &joined.session).await, &joined.person.id).await,
        Err(OpsError::Store(StoreError::LastOwner))
    ));
}

#[tokio::test(start_paused = true)]
async fn an_owner_of_one_environment_is_not_enough() {
    let context = team();
    let (_, by) = owner(&context).await;
    let (ben, _) = member(&context, &by, "Ben", Role::Owner).await;
    let sandbox = Grants(vec![Grant { environment: "sandbox".to_owned(), role: Role::Owner }]);
    set_grants(&context, &by, &ben.person.id, sandbox).await.unwrap();
    let id = by.as_person().unwrap().id.clone();
    assert!(matches!(
        set_grants(&context, &by, &id, Grants::default()).await,
        Err(OpsError::Store(StoreError::LastOwner))
    ));
}

#[tokio::test(start_paused = true)]
async fn an_invitation_lets_one_person_in() {
    let (context, passwords) = (team(), Passwords::cheapest());
    let (_, by) = owner(&context).await;
    let grants = Grants(vec![
        Grant { environment: "sandbox".to_owned(), role: Role::Editor },
        Grant { environment: "sandbox".to_owned(), role: Role::Editor },
        Grant { environment: "*".to_owned(), role: Role::Viewer },
    ]);
    let (invitation, secret) = invite(&context, &by, Invite { note: " Ben ".to_owned(), grants }).await.unwrap();
    assert_eq!((invitation.note.as_str(), invitation.grants.0.len()), ("Ben", 2));
    let token = secret.text();
    assert_eq!(look_at_invitation(&context, &token).await.unwrap(), invitation);
    assert_eq!(list_people(&context).await.unwrap().invitations, [invitation]);

    // What is refused leaves the invitation as it is.
    let join = join(&token, "Ben");
    for (wrong, reason) in [
        (Join { password: "short".to_owned(), ..join.clone() }, "PasswordLength"),
        (Join { password: "passwordpassword".to_owned(), ..join.clone() }, "PasswordCommon"),
        (Join { password: "Ben@Example.com".to_owned(), ..join.clone() }, "PasswordIsEmail"),
        (Join { email: "ben".to_owned(), ..join.clone() }, "Email"),
        (Join { name: "\u{202e}neB".to_owned(), ..join.clone() }, "Name"),
        (Join { email: "ONA@example.com".to_owned(), ..join.clone() }, "EmailTaken"),
    ] {
        let Err(error) = accept_invitation(&context, &passwords, &wrong).await else { panic!("{reason}") };
        assert!(format!("{error:?}").contains(reason), "{reason}: {error:?}");
    }
    let joined = accept_invitation(&context, &passwords, &join).await.unwrap();
    let ben = by_session(&context, &joined.session).await;
    assert!(ben.may(Permission::Edit, "sandbox") && !ben.may(Permission::Edit, "staging"));
    assert!(is_gone(&accept_invitation(&context, &passwords, &super::join(&token, "Eve")).await));
    assert!(list_people(&context).await.unwrap().invitations.is_empty());
}

#[tokio::test(start_paused = true)]
async fn an_invitation_ends_by_time_by_hand_and_with_its_inviters_right() {
    let context = team();
    let (_, by) = owner(&context).await;
    let ask = || Invite { note: String::new(), grants: Grants::everywhere(Role::Owner) };
    let (ben, ben_by) = member(&context, &by, "Ben", Role::Owner).await;

    let (_, old) = invite(&context, &by, ask()).await.unwrap();
    tokio::time::advance(just_under(7 * 24 * HOUR)).await;
    assert!(look_at_invitation(&context, &old.text()).await.is_ok());
    tokio::time::advance(Duration::from_millis(1)).await;
    assert!(is_gone(&look_at_invitation(&context, &old.text()).await));
    assert!(list_people(&context).await.unwrap().invitations.is_empty());

    let (invitation, revoked) = invite(&context, &by, ask()).await.unwrap();
    revoke_invitation(&context, &by, &invitation.id).await.unwrap();
    assert!(is_gone(&look_at_invitation(&context, &revoked.text()).await));
    let again = revoke_invitation(&context, &by, &invitation.id).await;
    assert!(matches!(again, Err(OpsError::Store(StoreError::Missing(Thing::Invitation)))));

    let (_, bens) = invite(&context, &ben_by, ask()).await.unwrap();
    set_grants(&context, &by, &ben.person.id, Grants::everywhere(Role::Editor)).await.unwrap();
    assert!(is_gone(&look_at_invitation(&context, &bens.text()).await), "Ben may not invite any more");
    set_grants(&context, &by, &ben.person.id, Grants::everywhere(Role::Owner)).await.unwrap();
    assert!(look_at_invitation(&context, &bens.text()).await.is_ok());
    disable_person(&context, &by, &ben.person.id).await.unwrap();
    assert!(is_gone(&look_at_invitation(&context, &bens.text()).await), "Ben is not here any more");
}

#[tokio::test(start_paused = true)]
async fn an_id_without_its_secret_opens_nothing() {
    let context = team();
    let (_, by) = owner(&context).await;
    let ask = || Invite { note: String::new(), grants: Grants::default() };
    let (one, secret) = invite(&context, &by, ask()).await.unwrap();
    let (_, other) = invite(&context, &by, ask()).await.unwrap();
    let bits = other.text().split_once('.').unwrap().1.to_owned();
    for wrong in ["", &one.id, &format!("{}.", one.id), &format!("{}.{bits}", one.id), &format!("{} ", secret.text())] {
        assert!(is_gone(&look_at_invitation(&context, wrong).await), "{wrong}");
    }
}

#[tokio::test(start_paused = true)]
async fn roles_are_granted_in_environments_that_are_there() {
    let context = team();
    let (_, by) = owner(&context).await;
    let grants = Grants(vec![Grant { environment: "staging".to_owned(), role: Role::Viewer }]);
    let refused = invite(&context, &by, Invite { note: String::new(), grants: grants.clone() }).await;
    assert!(matches!(refused, Err(OpsError::People(PeopleError::NoEnvironment(name))) if name == "staging"));
    let id = by.as_person().unwrap().id.clone();
    assert!(matches!(
        set_grants(&context, &by, &id, grants).await,
        Err(OpsError::People(PeopleError::NoEnvironment(_)))
    ));
    let many = (0..301).map(|_| Grant { environment: "*".to_owned(), role: Role::Viewer }).collect();
    assert!(matches!(
        set_grants(&context, &by, &id, Grants(many)).await,
        Err(OpsError::People(PeopleError::TooManyGrants(_)))
    ));
    assert!(matches!(set_grants(&context, &by, "nobody", Grants::default()).await, Err(OpsError::Store(_))));
}
