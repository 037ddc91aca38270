//! Hooks and what was sent to them.

use gloo_net::http::Request;
use shared::api::{Delivery, DeliveryList, Hook, HookList, MadeHook, MakeHook};

use super::call::{Answer, body_of, get, read, send_empty, send_json};

pub async fn hooks() -> Answer<Vec<Hook>> {
    get::<HookList>("/api/hooks").await.map(|list| list.hooks)
}

pub async fn make_hook(wanted: &MakeHook) -> Answer<MadeHook> {
    read(&send_json(Request::post("/api/hooks"), body_of(wanted)).await?)
}

pub async fn remove_hook(id: &str) -> Answer<()> {
    send_empty(Request::delete(&format!("/api/hooks/{id}"))).await.map(drop)
}

/// Sends something harmless to a hook.
pub async fn try_hook(id: &str) -> Answer<Delivery> {
    read(&send_empty(Request::post(&format!("/api/hooks/{id}/try"))).await?)
}

/// Newest first.
pub async fn deliveries(hook: &str) -> Answer<Vec<Delivery>> {
    get::<DeliveryList>(&format!("/api/hooks/{hook}/deliveries")).await.map(|list| list.deliveries)
}

pub async fn redeliver(delivery: &str) -> Answer<Delivery> {
    read(&send_empty(Request::post(&format!("/api/deliveries/{delivery}/redeliver"))).await?)
}
