//! Codes and tokens that are not for the sign-in that they are brought to.

use serde_json::json;
use shared::access::Role;
use shared::api::Act;

use super::world::{World, with};
use crate::support::provider::{CLIENT, Signed, Token};

#[tokio::test]
async fn a_code_is_of_one_sign_in_and_counts_once() {
    let world = World::new().await;
    let invitation = world.invite(Role::Owner).await;
    let mut victim = world.browser();
    let stolen = victim.come_by(&json!({"invitation": invitation})).await;
    let code = &stolen.iter().find(|(name, _)| name == "code").unwrap().1;
    // Brought to another sign-in it fits neither its PKCE challenge nor its nonce.
    let mut thief = world.browser();
    let own = thief.come_by(&json!({"invitation": invitation})).await;
    assert_eq!(thief.come_back(&with(&own, "code", code)).await, "/sign-in?problem=provider");
    // The provider took it as used by then.
    assert_eq!(victim.come_back(&stolen).await, "/sign-in?problem=provider");
    let back = victim.come_by(&json!({"invitation": invitation})).await;
    let used = &back.iter().find(|(name, _)| name == "code").unwrap().1;
    assert_eq!(victim.come_back(&back).await, "/");
    let mut again = world.browser();
    let back = again.come_by(&json!({})).await;
    assert_eq!(again.come_back(&with(&back, "code", used)).await, "/sign-in?problem=provider");
}

type Lie = Box<dyn Fn(&mut Token) + Send>;

fn lie(name: &'static str, lie: impl Fn(&mut Token) + Send + 'static) -> (&'static str, Lie) {
    (name, Box::new(lie))
}

#[tokio::test]
async fn no_token_is_taken_that_is_not_for_this_sign_in() {
    let world = World::new().await;
    let hour_ago = |token: &Token| token.payload["iat"].as_u64().unwrap() - 3600;
    let lies = [
        lie("wrong nonce", |token| token.payload["nonce"] = "other".into()),
        lie("no nonce", |token| drop(token.payload.as_object_mut().unwrap().remove("nonce"))),
        lie("other audience", |token| token.payload["aud"] = "other".into()),
        lie("no audience", |token| drop(token.payload.as_object_mut().unwrap().remove("aud"))),
        lie("an audience besides", |token| token.payload["aud"] = json!([CLIENT, "other"])),
        lie("issued to another", |token| token.payload["azp"] = "other".into()),
        lie("expired", move |token| token.payload["exp"] = hour_ago(token).into()),
        lie("without an end", |token| drop(token.payload.as_object_mut().unwrap().remove("exp"))),
        lie("other issuer", |token| token.payload["iss"] = "https://evil.example".into()),
        lie("issuer with a slash", |token| {
            token.payload["iss"] = format!("{}/", token.payload["iss"].as_str().unwrap()).into();
        }),
        lie("no subject", |token| drop(token.payload.as_object_mut().unwrap().remove("sub"))),
        lie("unsigned", |token| {
            token.header = json!({"alg": "none"});
            token.signed = Signed::Not;
        }),
        lie("no signature", |token| token.signed = Signed::Not),
        lie("by the client's secret", |token| {
            token.header["alg"] = "HS256".into();
            token.signed = Signed::ByClientSecret;
        }),
        lie("by another key", |token| token.signed = Signed::ByAnotherKey),
        lie("by a key that nobody has", |token| {
            token.header["kid"] = "other".into();
            token.signed = Signed::ByAnotherKey;
        }),
        lie("signature changed", |token| token.signed = Signed::ByAForgedSignature),
        lie("changed afterwards", |token| token.signed = Signed::Earlier),
    ];
    let number = lies.len();
    for (name, lie) in lies {
        assert_eq!(world.problem_with(lie).await, "provider", "{name}");
    }
    assert!(world.context.store.people().await.unwrap().is_empty());
    assert_eq!(world.told().await, vec![(Act::SignInFailed, "provider".to_owned()); number]);
    let invitation = world.invite(Role::Owner).await;
    world.provider.lie(|token| token.payload["azp"] = CLIENT.into());
    let mut browser = world.browser();
    let back = browser.come_by(&json!({"invitation": invitation})).await;
    assert_eq!(browser.come_back(&with(&back, "iss", "https://evil.example")).await, "/sign-in?problem=provider");
    let back = browser.come_by(&json!({"invitation": invitation})).await;
    assert_eq!(browser.come_back(&back).await, "/");
}

#[tokio::test]
async fn a_key_that_is_new_is_asked_for() {
    let world = World::new().await;
    let invitation = world.invite(Role::Owner).await;
    let mut browser = world.browser();
    let back = browser.come_by(&json!({"invitation": invitation})).await;
    world.provider.replace_key();
    assert_eq!(browser.come_back(&back).await, "/");
    let back = browser.come_by(&json!({})).await;
    assert_eq!(browser.come_back(&back).await, "/");
}
