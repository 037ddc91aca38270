//! People from the invitation to the end of their access, over a store in memory and in virtual time.

mod invitations;
mod links;
mod sessions;
mod tokens;

use std::sync::Arc;
use std::time::Duration;

use shared::access::{Grant, Grants, Permission, Role};
use shared::api::{Act, Doer, Invite, Join, SignIn};

use super::*;
use crate::connections;
use crate::ops::{Actor, Context, OpsError};
use crate::ports::Clock;
use crate::store::MemoryStore;

const PASSWORD: &str = "four words in a row";
const HOUR: Duration = Duration::from_hours(1);

/// Nobody is there yet.
fn team() -> Context {
    let clock = Clock::from(1_800_000_000_000);
    Context { clock, ..connections::context(Arc::new(MemoryStore::with_clock(clock))) }
}

fn join(token: &str, name: &str) -> Join {
    let email = format!("{}@example.com", name.to_lowercase());
    Join { token: token.to_owned(), name: name.to_owned(), email, password: PASSWORD.to_owned() }
}

fn pair(name: &str, password: &str) -> SignIn {
    SignIn { email: format!("{}@example.com", name.to_lowercase()), password: password.to_owned() }
}

/// The first owner, signed in.
async fn owner(context: &Context) -> (Joined, Actor) {
    let link = owner_link(context).await.unwrap().unwrap();
    let joined = accept_invitation(context, &Passwords::cheapest(), &join(&link.text(), "Ona")).await.unwrap();
    let actor = by_session(context, &joined.session).await;
    (joined, actor)
}

/// Someone whom the owner invited with a role everywhere.
async fn member(context: &Context, owner: &Actor, name: &str, role: Role) -> (Joined, Actor) {
    let invite_as = Invite { note: String::new(), grants: Grants::everywhere(role) };
    let (_, secret) = invite(context, owner, invite_as).await.unwrap();
    let joined = accept_invitation(context, &Passwords::cheapest(), &join(&secret.text(), name)).await.unwrap();
    let actor = by_session(context, &joined.session).await;
    (joined, actor)
}

async fn by_session(context: &Context, secret: &crate::ops::Secret) -> Actor {
    by_text(context, &secret.text()).await
}

async fn by_text(context: &Context, session: &str) -> Actor {
    let shown = Credentials { session: Some(session.to_owned()), ..Credentials::default() };
    identify(context, &shown).await.unwrap()
}

async fn by_bearer(context: &Context, bearer: &str) -> Actor {
    let shown = Credentials { bearer: Some(bearer.to_owned()), ..Credentials::default() };
    identify(context, &shown).await.unwrap()
}

async fn acts(context: &Context) -> Vec<Act> {
    context.store.entries(0, 1000).await.unwrap().iter().map(|entry| entry.act).collect()
}

fn is_gone<T>(answer: &Result<T, OpsError>) -> bool {
    matches!(answer, Err(OpsError::People(PeopleError::InvitationGone)))
}

/// The whole record, as it is exported.
async fn record(context: &Context) -> String {
    serde_json::to_string(&context.store.entries(0, 1000).await.unwrap()).unwrap()
}

#[tokio::test(start_paused = true)]
async fn the_record_tells_it_all_and_holds_no_secret() {
    let (context, passwords) = (team(), Passwords::cheapest());
    let (ona, by) = owner(&context).await;
    let (ben, ben_by) = member(&context, &by, "Ben", Role::Editor).await;
    let typed = ["hunter-two-in-the-wrong-field", "the wrong password of Ben"];
    for email in ["ben@example.com", typed[0]] {
        let wrong = SignIn { email: email.to_owned(), password: typed[1].to_owned() };
        assert!(sign_in(&context, &passwords, &wrong, None).await.is_err());
    }
    let asked = shared::api::MakeToken {
        name: "ci".to_owned(),
        scope: shared::access::TokenScope::Push,
        environment: "*".to_owned(),
        expires_in_days: 90,
    };
    let (token, text) = make_token(&context, &ben_by, asked).await.unwrap();
    let (invitation, unused) =
        invite(&context, &by, Invite { note: String::new(), grants: Grants::default() }).await.unwrap();
    revoke_invitation(&context, &by, &invitation.id).await.unwrap();
    revoke_token(&context, &by, &token.id).await.unwrap();
    let new = "another four words in a row";
    let change = shared::api::ChangePassword { current: PASSWORD.to_owned(), new: new.to_owned() };
    change_password(&context, &passwords, &ben_by, Some(&ben.session.text()), &change).await.unwrap();
    set_grants(&context, &by, &ben.person.id, Grants::default()).await.unwrap();
    disable_person(&context, &by, &ben.person.id).await.unwrap();
    sign_out(&context, Some(&ona.session.text())).await.unwrap();

    assert_eq!(
        acts(&context).await,
        [
            Act::Invited,
            Act::Joined,
            Act::SignedIn,
            Act::Invited,
            Act::Joined,
            Act::SignedIn,
            Act::SignInFailed,
            Act::SignInFailed,
            Act::TokenMade,
            Act::Invited,
            Act::InvitationRevoked,
            Act::TokenRevoked,
            Act::PasswordChanged,
            Act::GrantsChanged,
            Act::PersonDisabled,
            Act::SignedOut
        ]
    );
    let entries = context.store.entries(0, 100).await.unwrap();
    assert_eq!(entries[0].by, Doer::Server);
    assert_eq!(entries[6].detail["person"], ben.person.id.as_str());
    assert_eq!(entries[13].detail["from"][0]["role"], "editor");

    let told = record(&context).await;
    let secret = |text: &str| text.rsplit_once('.').unwrap().1.to_owned();
    let secrets = [
        secret(&ona.session.text()),
        secret(&ben.session.text()),
        secret(&text),
        secret(&unused.text()),
        new.to_owned(),
    ];
    for canary in secrets.iter().map(String::as_str).chain([PASSWORD, typed[0], typed[1], "argon2"]) {
        assert!(!told.contains(canary), "{canary}");
    }
}

/// A millisecond less.
fn just_under(time: Duration) -> Duration {
    time.saturating_sub(Duration::from_millis(1))
}
