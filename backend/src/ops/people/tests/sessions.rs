//! From signing in until it ends.

use shared::api::ChangePassword;

use super::*;

async fn signs_in(context: &Context, name: &str, password: &str) -> bool {
    match sign_in(context, &Passwords::cheapest(), &pair(name, password), None).await {
        Ok(session) => {
            assert!(by_session(context, &session).await.in_person().is_some());
            true
        }
        Err(OpsError::People(PeopleError::WrongPair)) => false,
        Err(other) => panic!("{other:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn only_the_pair_signs_in() {
    let context = team();
    let (_, by) = owner(&context).await;
    let (ben, _) = member(&context, &by, "Ben", Role::Viewer).await;
    assert!(signs_in(&context, "BEN", PASSWORD).await, "addresses know no case");
    for (name, password) in [("Ben", "four words in a Row"), ("Ben", ""), ("Eve", PASSWORD), ("", PASSWORD)] {
        assert!(!signs_in(&context, name, password).await, "{name} {password}");
    }
    assert!(!signs_in(&context, "Ben", &PASSWORD.repeat(100_000)).await);
    let failed = acts(&context).await.iter().filter(|act| **act == Act::SignInFailed).count();
    assert_eq!(failed, 5);
    disable_person(&context, &by, &ben.person.id).await.unwrap();
    assert!(!signs_in(&context, "Ben", PASSWORD).await);
}

#[tokio::test(start_paused = true)]
async fn a_session_ends_unused_and_after_a_week() {
    let context = team();
    let (joined, _) = owner(&context).await;
    let signed_in = async || by_session(&context, &joined.session).await.in_person().is_some();
    // Used every seven hours it lasts for a week.
    for _ in 0..23 {
        tokio::time::advance(7 * HOUR).await;
        assert!(signed_in().await);
    }
    tokio::time::advance(just_under(7 * HOUR)).await;
    assert!(signed_in().await);
    tokio::time::advance(Duration::from_millis(1)).await;
    assert!(!signed_in().await, "after a week");

    let idle = sign_in(&context, &Passwords::cheapest(), &pair("Ona", PASSWORD), None).await.unwrap();
    tokio::time::advance(just_under(8 * HOUR)).await;
    assert!(by_session(&context, &idle).await.in_person().is_some());
    tokio::time::advance(8 * HOUR).await;
    assert!(by_session(&context, &idle).await.is_nobody(), "eight hours unused");
}

#[tokio::test(start_paused = true)]
async fn a_sign_in_ends_the_session_before_it() {
    let context = team();
    let (joined, _) = owner(&context).await;
    let older = joined.session.text();
    let failed = sign_in(&context, &Passwords::cheapest(), &pair("Ona", "wrong"), Some(&older)).await;
    assert!(failed.is_err() && by_text(&context, &older).await.in_person().is_some());
    let newer = sign_in(&context, &Passwords::cheapest(), &pair("Ona", PASSWORD), Some(&older)).await.unwrap();
    assert_ne!(newer.text(), older);
    assert!(by_text(&context, &older).await.is_nobody());
    // An id alone ends nobody's session.
    let guess = format!("{}.{}", newer.id(), older.split_once('.').unwrap().1);
    sign_out(&context, Some(&guess)).await.unwrap();
    sign_in(&context, &Passwords::cheapest(), &pair("Ona", PASSWORD), Some(&guess)).await.unwrap();
    assert!(by_session(&context, &newer).await.in_person().is_some());
    sign_out(&context, Some(&newer.text())).await.unwrap();
    assert!(by_session(&context, &newer).await.is_nobody());
    sign_out(&context, Some(&newer.text())).await.unwrap();
    sign_out(&context, None).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_changed_password_ends_all_other_sessions() {
    let (context, passwords) = (team(), Passwords::cheapest());
    let (joined, by) = owner(&context).await;
    let other = sign_in(&context, &passwords, &pair("Ona", PASSWORD), None).await.unwrap();
    let shown = joined.session.text();
    let new = "another four words in a row";
    let change = |current: &str, new: &str| ChangePassword { current: current.to_owned(), new: new.to_owned() };
    let wrong = change_password(&context, &passwords, &by, Some(&shown), &change("wrong", new)).await;
    assert!(matches!(wrong, Err(OpsError::People(PeopleError::WrongPassword))));
    let weak = change_password(&context, &passwords, &by, Some(&shown), &change(PASSWORD, "ona@example.com")).await;
    assert!(matches!(weak, Err(OpsError::People(PeopleError::PasswordIsEmail))));
    assert!(by_session(&context, &other).await.in_person().is_some());
    change_password(&context, &passwords, &by, Some(&shown), &change(PASSWORD, new)).await.unwrap();
    assert!(by_session(&context, &other).await.is_nobody());
    assert!(by_text(&context, &shown).await.in_person().is_some());
    assert!(!signs_in(&context, "Ona", PASSWORD).await && signs_in(&context, "Ona", new).await);
}

#[tokio::test(start_paused = true)]
async fn roles_and_access_change_at_once() {
    let context = team();
    let (_, by) = owner(&context).await;
    let (ben, before) = member(&context, &by, "Ben", Role::Editor).await;
    assert!(before.may(Permission::Edit, "sandbox"));
    set_grants(&context, &by, &ben.person.id, Grants::everywhere(Role::Approver)).await.unwrap();
    let after = by_session(&context, &ben.session).await;
    assert!(!after.may(Permission::Edit, "sandbox") && after.may(Permission::Approve, "sandbox"));
    disable_person(&context, &by, &ben.person.id).await.unwrap();
    assert!(by_session(&context, &ben.session).await.is_nobody());
    let people = list_people(&context).await.unwrap().people;
    assert_eq!(people.iter().filter(|person| person.disabled_at.is_some()).count(), 1);
}
