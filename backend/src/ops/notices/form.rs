//! The form in which each kind of hook is told.

use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};
use shared::api::{Act, Delivery, DeliveryState, Hook, HookKind};

use super::news::News;
use super::{github, slack, webhook};
use crate::ops::OpsError;
use crate::ops::fresh::random_id;
use crate::outgoing::Outgo;
use crate::store::StoredHook;

/// Whether a hook is told of such an act.
pub(super) fn is_told(hook: &Hook, act: Act) -> bool {
    hook.acts.is_empty() || hook.acts.contains(&act)
}

/// The bodies that tell a hook the news; none where its kind has nothing to say about them.
pub(super) fn bodies(hook: &Hook, news: &News) -> Vec<String> {
    match hook.kind {
        HookKind::Webhook => vec![webhook::body(news)],
        HookKind::Slack => vec![slack::body(news)],
        HookKind::Github => {
            let calls = github::calls(news).into_iter();
            calls.map(|call| json!({ "path": call.path, "body": call.body }).to_string()).collect()
        }
    }
}

/// A body that tells nothing but that the hook works.
pub(in crate::ops) fn trial(kind: HookKind, address: &str) -> String {
    let text = "Bayplan reaches this hook.";
    match kind {
        HookKind::Webhook => json!({ "act": null, "sentence": text, "address": address }).to_string(),
        HookKind::Slack => json!({ "text": text }).to_string(),
        // Reads whom the token belongs to, and writes nothing.
        HookKind::Github => json!({ "path": "/rate_limit", "body": null }).to_string(),
    }
}

/// A message that is due at once.
pub(in crate::ops) fn parcel_for(
    hook: &Hook,
    act: Act,
    audit_seq: Option<i64>,
    body: String,
    now: i64,
) -> Result<Delivery, OpsError> {
    Ok(Delivery {
        id: random_id()?,
        hook_id: hook.id.clone(),
        act,
        audit_seq,
        body,
        state: DeliveryState::Waiting,
        attempts: 0,
        outcome: String::new(),
        created_at: now,
        at: now,
    })
}

#[derive(Deserialize)]
struct GithubCall {
    path: String,
    body: Value,
}

/// What is sent for a message at `now`; nothing where the message can't be read.
pub(super) fn outgo(hook: &StoredHook, delivery: &Delivery, now: i64) -> Option<Outgo> {
    let json = ("content-type", "application/json".to_owned());
    match hook.hook.kind {
        HookKind::Webhook => {
            let signature = webhook::signature(&hook.secret, now / 1000, &delivery.body);
            let id = ("bayplan-delivery", delivery.id.clone());
            let headers = vec![json, id, (webhook::SIGNATURE, signature)];
            Some(post(hook.url.clone(), headers, &delivery.body))
        }
        HookKind::Slack => Some(post(hook.url.clone(), vec![json], &delivery.body)),
        HookKind::Github => {
            let call: GithubCall = serde_json::from_str(&delivery.body).ok()?;
            let url = format!("{}{}", hook.url.trim_end_matches('/'), call.path);
            let headers = vec![
                json,
                ("accept", "application/vnd.github+json".to_owned()),
                ("x-github-api-version", "2022-11-28".to_owned()),
                ("authorization", format!("Bearer {}", hook.secret)),
            ];
            if call.body.is_null() {
                return Some(Outgo { method: Method::GET, url, headers, body: Vec::new() });
            }
            Some(post(url, headers, &call.body.to_string()))
        }
    }
}

fn post(url: String, headers: Vec<(&'static str, String)>, body: &str) -> Outgo {
    Outgo { method: Method::POST, url, headers, body: body.as_bytes().to_vec() }
}
