//! Environments.

use gloo_net::http::Request;
use shared::api::{EnvironmentDraft, EnvironmentList};
use shared::environment::Environment;

use super::call::{Answer, body_of, get, if_match, read, send_empty, send_json};

/// The sandbox first.
pub async fn environments() -> Answer<Vec<Environment>> {
    get::<EnvironmentList>("/api/environments").await.map(|list| list.environments)
}

pub async fn create_environment(draft: &EnvironmentDraft) -> Answer<Environment> {
    read(&send_json(Request::post("/api/environments"), body_of(draft)).await?)
}

pub async fn change_environment(counter: i64, draft: &EnvironmentDraft) -> Answer<Environment> {
    let request = Request::put(&environment_url(&draft.name));
    read(&send_json(if_match(request, counter), body_of(draft)).await?)
}

pub async fn delete_environment(name: &str, counter: i64) -> Answer<()> {
    send_empty(if_match(Request::delete(&environment_url(name)), counter)).await.map(drop)
}

fn environment_url(name: &str) -> String {
    format!("/api/environments/{name}")
}
