//! What people's programs are known by.

use shared::access::TokenScope;
use shared::api::MakeToken;

use super::*;
use crate::store::{StoreError, Thing};

fn ask(scope: TokenScope, environment: &str, days: u32) -> MakeToken {
    MakeToken { name: "ci".to_owned(), scope, environment: environment.to_owned(), expires_in_days: days }
}

#[tokio::test(start_paused = true)]
async fn a_token_may_what_both_it_and_its_owner_may() {
    let context = team();
    let (_, by) = owner(&context).await;
    let (ben, ben_by) = member(&context, &by, "Ben", Role::Editor).await;
    let (token, text) = make_token(&context, &ben_by, ask(TokenScope::Apply, "sandbox", 1)).await.unwrap();
    assert!(text.starts_with("bpt_") && text.contains(&token.id));
    let program = by_bearer(&context, &text).await;
    assert!(program.may(Permission::Edit, "sandbox") && !program.may(Permission::Edit, "staging"));
    assert!(!program.may(Permission::Apply, "sandbox"), "Ben may not");
    assert!(program.in_person().is_none());
    set_grants(&context, &by, &ben.person.id, Grants::everywhere(Role::Owner)).await.unwrap();
    let program = by_bearer(&context, &text).await;
    assert!(program.may(Permission::Apply, "sandbox"));
    assert!(!program.may(Permission::Approve, "sandbox") && !program.may(Permission::Manage, "sandbox"));
    assert!(list_tokens(&context, &ben_by).await.unwrap()[0].used_at.is_some());

    // A session beside it adds nothing.
    let both = Credentials { session: Some(ben.session.text()), bearer: Some(text.clone()), link: None };
    assert!(identify(&context, &both).await.unwrap().in_person().is_none());
    let wrong = Credentials { session: Some(ben.session.text()), bearer: Some("bpt_x".to_owned()), link: None };
    assert!(identify(&context, &wrong).await.unwrap().is_nobody());
}

#[tokio::test(start_paused = true)]
async fn a_token_ends_by_time_by_hand_and_with_its_owner() {
    let context = team();
    let (_, by) = owner(&context).await;
    let (ben, ben_by) = member(&context, &by, "Ben", Role::Editor).await;
    let (_, day) = make_token(&context, &ben_by, ask(TokenScope::View, "*", 1)).await.unwrap();
    let (_, year) = make_token(&context, &ben_by, ask(TokenScope::View, "*", 366)).await.unwrap();
    let (kept, revoked) = make_token(&context, &ben_by, ask(TokenScope::View, "*", 2)).await.unwrap();
    tokio::time::advance(just_under(24 * HOUR)).await;
    assert!(!by_bearer(&context, &day).await.is_nobody());
    tokio::time::advance(Duration::from_millis(1)).await;
    assert!(by_bearer(&context, &day).await.is_nobody());
    assert!(!by_bearer(&context, &revoked).await.is_nobody());
    revoke_token(&context, &ben_by, &kept.id).await.unwrap();
    assert!(by_bearer(&context, &revoked).await.is_nobody());
    assert!(!by_bearer(&context, &year).await.is_nobody());
    disable_person(&context, &by, &ben.person.id).await.unwrap();
    assert!(by_bearer(&context, &year).await.is_nobody());
}

#[tokio::test(start_paused = true)]
async fn tokens_of_others_are_missing_except_for_owners() {
    let context = team();
    let (_, by) = owner(&context).await;
    let (_, ben) = member(&context, &by, "Ben", Role::Editor).await;
    let (_, cem) = member(&context, &by, "Cem", Role::Editor).await;
    let (token, _) = make_token(&context, &ben, ask(TokenScope::View, "*", 1)).await.unwrap();
    assert_eq!(list_tokens(&context, &ben).await.unwrap().len(), 1);
    assert!(list_tokens(&context, &cem).await.unwrap().is_empty());
    let missing =
        |answer: Result<(), OpsError>| matches!(answer, Err(OpsError::Store(StoreError::Missing(Thing::Token))));
    assert!(missing(revoke_token(&context, &cem, &token.id).await));
    assert!(missing(revoke_token(&context, &cem, "none").await));
    assert_eq!(list_tokens(&context, &by).await.unwrap().len(), 1);
    revoke_token(&context, &by, &token.id).await.unwrap();
    assert!(missing(revoke_token(&context, &by, &token.id).await));
}

#[tokio::test(start_paused = true)]
async fn a_token_is_asked_for_within_limits() {
    let context = team();
    let (_, by) = owner(&context).await;
    let (ben, _) = member(&context, &by, "Ben", Role::Editor).await;
    let here = Grants(vec![Grant { environment: "sandbox".to_owned(), role: Role::Viewer }]);
    set_grants(&context, &by, &ben.person.id, here).await.unwrap();
    let ben = by_session(&context, &ben.session).await;
    for days in [0, 367, u32::MAX] {
        let refused = make_token(&context, &ben, ask(TokenScope::View, "*", days)).await;
        assert!(matches!(refused, Err(OpsError::People(PeopleError::Days))), "{days}");
    }
    let nameless = MakeToken { name: " ".to_owned(), ..ask(TokenScope::View, "*", 1) };
    assert!(matches!(make_token(&context, &ben, nameless).await, Err(OpsError::People(PeopleError::Name))));
    // An environment that Ben may not see is as missing as one that isn't there.
    let missing =
        |answer: &Result<_, OpsError>| matches!(answer, Err(OpsError::Store(StoreError::Missing(Thing::Environment))));
    assert!(missing(&make_token(&context, &ben, ask(TokenScope::View, "staging", 1)).await));
    assert!(missing(&make_token(&context, &by, ask(TokenScope::View, "staging", 1)).await));
    assert!(make_token(&context, &ben, ask(TokenScope::View, "sandbox", 1)).await.is_ok());
    let told = context.store.entries(0, 100).await.unwrap();
    assert_eq!(told.last().unwrap().environment.as_deref(), Some("sandbox"));
}
