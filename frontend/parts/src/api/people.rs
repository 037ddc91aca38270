//! People, and how they sign in.

use gloo_net::http::Request;
use shared::access::Grants;
use shared::api::{
    ChangePassword, GoTo, Invitation, Invite, Join, LinkOpened, MadeInvitation, MadeToken, MakeToken, Me, Person,
    PersonList, Presented, SetGrants, SignIn, StartOidc, Token, TokenList,
};

use super::call::{Answer, body_of, get, read, send_empty, send_json};

/// Who asks, and what they may do. Pages read it through [`crate::me`], which asks once.
pub async fn me() -> Answer<Me> {
    get("/api/me").await
}

pub async fn sign_in(with: &SignIn) -> Answer<()> {
    send_json(Request::post("/api/session"), body_of(with)).await.map(drop)
}

pub async fn sign_out() -> Answer<()> {
    send_empty(Request::delete("/api/session")).await.map(drop)
}

pub async fn change_password(to: &ChangePassword) -> Answer<()> {
    send_json(Request::put("/api/me/password"), body_of(to)).await.map(drop)
}

/// Where the browser goes to sign in with OpenID Connect.
pub async fn start_oidc(how: &StartOidc) -> Answer<GoTo> {
    read(&send_json(Request::post("/api/oidc/start"), body_of(how)).await?)
}

/// What an invitation says, without accepting it.
pub async fn look_at_invitation(token: &str) -> Answer<Invitation> {
    read(&send_json(Request::post("/api/invitations/look"), presented(token)).await?)
}

/// Accepts an invitation; whoever does is signed in then.
pub async fn join(with: &Join) -> Answer<Person> {
    read(&send_json(Request::post("/api/invitations/accept"), body_of(with)).await?)
}

/// Exchanges what stood in a review link's address for a cookie.
pub async fn open_link(token: &str) -> Answer<LinkOpened> {
    read(&send_json(Request::post("/api/links/open"), presented(token)).await?)
}

fn presented(token: &str) -> String {
    body_of(&Presented { token: token.to_owned() })
}

/// Everybody, and the invitations that nobody has used yet; only owners may know.
pub async fn people_and_invitations() -> Answer<PersonList> {
    get("/api/people").await
}

/// Everybody; only owners may know.
pub async fn people() -> Answer<Vec<Person>> {
    people_and_invitations().await.map(|list| list.people)
}

pub async fn set_grants(person: &str, grants: Grants) -> Answer<Person> {
    read(&send_json(Request::put(&format!("/api/people/{person}/grants")), body_of(&SetGrants { grants })).await?)
}

pub async fn disable_person(person: &str) -> Answer<Person> {
    read(&send_empty(Request::post(&format!("/api/people/{person}/disable"))).await?)
}

pub async fn invite(whom: &Invite) -> Answer<MadeInvitation> {
    read(&send_json(Request::post("/api/invitations"), body_of(whom)).await?)
}

pub async fn revoke_invitation(id: &str) -> Answer<()> {
    send_empty(Request::delete(&format!("/api/invitations/{id}"))).await.map(drop)
}

pub async fn tokens() -> Answer<Vec<Token>> {
    get::<TokenList>("/api/tokens").await.map(|list| list.tokens)
}

pub async fn make_token(wanted: &MakeToken) -> Answer<MadeToken> {
    read(&send_json(Request::post("/api/tokens"), body_of(wanted)).await?)
}

pub async fn revoke_token(id: &str) -> Answer<()> {
    send_empty(Request::delete(&format!("/api/tokens/{id}"))).await.map(drop)
}
