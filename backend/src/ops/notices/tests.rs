//! From the record to a server on this machine, which keeps what it is sent.

use std::sync::Arc;

use serde_json::{Value, json};
use shared::access::PersonRef;
use shared::api::{Act, DeliveryState, Doer, HookKind, MakeHook, Source};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use super::send::send_due;
use super::tell::tell;
use super::webhook::{SIGNATURE, signature};
use crate::connections;
use crate::ops::{Actor, Context, HookError, OpsError, list_deliveries, make_hook, redeliver, remove_hook, try_hook};
use crate::outgoing::{Outgoing, Reach};
use crate::ports::Clock;
use crate::store::{Draft, MemoryStore, NewEntry, NewVersion};

/// A request as it came: its head and its body.
struct Came {
    head: String,
    body: String,
}

/// A server that answers with `status`, and what comes to it.
async fn receiver(status: &'static str) -> (String, mpsc::UnboundedReceiver<Came>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (tell, came) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut bytes = Vec::new();
            let (head, body) = loop {
                let mut chunk = [0; 4096];
                let read = stream.read(&mut chunk).await.unwrap();
                bytes.extend_from_slice(&chunk[..read]);
                let text = String::from_utf8_lossy(&bytes).into_owned();
                let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
                let head = head.to_lowercase();
                let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
                if body.len() >= length.unwrap_or(0) {
                    break (head, body.to_owned());
                }
            };
            tell.send(Came { head, body }).unwrap();
            let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    (address, came)
}

const NOW: i64 = 1_800_000_000_000;

/// A design with a version from a commit, and an approval of it to come.
async fn context() -> Context {
    let clock = Clock::from(NOW);
    let store = Arc::new(MemoryStore::with_clock(clock));
    let outgoing = Outgoing::new(Reach::PublicAndLoopback);
    let context = Context { clock, outgoing, address: "https://bay.example".into(), ..connections::context(store) };
    let draft = Draft { name: "shop".to_owned(), document: "{}".to_owned(), at: NOW, by: PersonRef::local() };
    context.store.create("d", draft).await.unwrap();
    let source = Source { repository: "acme/shop".to_owned(), commit: "a".repeat(40), pull_request: Some(7) };
    let version = NewVersion {
        fingerprint: "f".to_owned(),
        note: String::new(),
        document: "{}".to_owned(),
        at: NOW,
        by: ana(),
        with: Vec::new(),
        after: None,
        source: Some(source),
    };
    context.store.save_version("d", version).await.unwrap();
    context
}

fn ana() -> Doer {
    Doer::Person { person: PersonRef { id: "ana".to_owned(), name: "Ana <script> & @all".to_owned() } }
}

fn approval() -> NewEntry {
    NewEntry {
        at: NOW,
        by: ana(),
        act: Act::Approved,
        environment: Some("production".to_owned()),
        design_id: Some("d".to_owned()),
        detail: json!({ "review": "r1", "version": 1 }),
    }
}

fn hook(kind: HookKind, url: &str) -> MakeHook {
    MakeHook { kind, name: "ops".to_owned(), url: url.to_owned(), secret: Some("token".to_owned()), acts: Vec::new() }
}

async fn told_and_sent(context: &Context) {
    while tell(context).await.unwrap() {}
    while send_due(context).await.unwrap() > 0 {}
}

#[tokio::test]
async fn a_webhook_is_told_once_and_signed() {
    let context = context().await;
    let (url, mut came) = receiver("204 No Content").await;
    let made = make_hook(&context, &Actor::local(), hook(HookKind::Webhook, &format!("{url}/in?key=1"))).await.unwrap();
    let secret = made.secret.unwrap();
    assert!(secret.len() == 64 && !made.hook.url.contains("key"), "{}", made.hook.url);
    context.store.add_entry(approval()).await.unwrap();
    told_and_sent(&context).await;
    told_and_sent(&context).await;

    // The hook was told that it was made, too: its own entry comes after `since`.
    let mut bodies = Vec::new();
    while let Ok(Came { head, body }) = came.try_recv() {
        assert!(head.starts_with("post /in?key=1 http/1.1"), "{head}");
        let told = head.lines().find_map(|line| line.strip_prefix(SIGNATURE)?.strip_prefix(": ")).unwrap();
        let seconds = told.strip_prefix("t=").unwrap().split(',').next().unwrap().parse().unwrap();
        assert_eq!(told, signature(&secret, seconds, &body));
        bodies.push(serde_json::from_str::<Value>(&body).unwrap());
    }
    let approved: Vec<_> = bodies.iter().filter(|body| body["act"] == "approved").collect();
    assert_eq!(approved.len(), 1);
    assert_eq!(approved[0]["address"], "https://bay.example/reviews/r1");
    assert_eq!(approved[0]["sentence"], "Ana <script> & @all approved v1 of the design shop for production.");
    let deliveries = list_deliveries(&context, &made.hook.id).await.unwrap();
    assert!(deliveries.iter().all(|delivery| delivery.state == DeliveryState::Delivered));
    assert_eq!(deliveries[0].outcome, "204 No Content");
}

#[tokio::test]
async fn slack_gets_text_in_which_nothing_is_marked_up() {
    let context = context().await;
    let (url, mut came) = receiver("200 OK").await;
    let only = MakeHook { acts: vec![Act::Approved], ..hook(HookKind::Slack, &format!("{url}/services/T/B/secret")) };
    let made = make_hook(&context, &Actor::local(), only).await.unwrap();
    assert!(made.secret.is_none() && !made.hook.url.contains("secret"));
    context.store.add_entry(approval()).await.unwrap();
    told_and_sent(&context).await;
    let body: Value = serde_json::from_str(&came.try_recv().unwrap().body).unwrap();
    assert_eq!(body["text"], "Ana &lt;script&gt; &amp; @all approved v1 of the design shop for production.");
    let marked = body["blocks"][0]["text"]["text"].as_str().unwrap();
    assert!(marked.ends_with("<https://bay.example/reviews/r1|Look at it>"), "{marked}");
    assert!(came.try_recv().is_err(), "only what it asked for");
}

#[tokio::test]
async fn github_gets_a_status_and_a_comment() {
    let context = context().await;
    let (url, mut came) = receiver("201 Created").await;
    make_hook(&context, &Actor::local(), hook(HookKind::Github, &url)).await.unwrap();
    context.store.add_entry(approval()).await.unwrap();
    told_and_sent(&context).await;
    let mut calls = [came.try_recv().unwrap(), came.try_recv().unwrap()];
    calls.sort_by(|a, b| b.head.cmp(&a.head));
    assert!(calls[0].head.starts_with(&format!("post /repos/acme/shop/statuses/{} ", "a".repeat(40))));
    assert!(calls[0].head.contains("authorization: bearer token"));
    let status: Value = serde_json::from_str(&calls[0].body).unwrap();
    assert_eq!(status["context"], "bayplan/production");
    assert_eq!(status["state"], "pending", "one approval is not yet all that is asked for");
    assert!(calls[1].head.starts_with("post /repos/acme/shop/issues/7/comments "));
    let comment: Value = serde_json::from_str(&calls[1].body).unwrap();
    let text = comment["body"].as_str().unwrap();
    assert!(text.starts_with("Ana &lt;script> &amp; @\u{200b}all approved"), "{text}");
    assert!(came.try_recv().is_err());
}

#[tokio::test]
async fn what_does_not_arrive_is_kept_and_can_be_sent_again() {
    let context = context().await;
    let (url, mut came) = receiver("500 Internal Server Error").await;
    let made = make_hook(&context, &Actor::local(), hook(HookKind::Webhook, &url)).await.unwrap();
    try_hook(&context, &made.hook.id).await.unwrap();
    assert_eq!(send_due(&context).await.unwrap(), 1);
    let tried = &list_deliveries(&context, &made.hook.id).await.unwrap()[0];
    assert_eq!((tried.state, tried.attempts), (DeliveryState::Waiting, 1));
    assert_eq!(tried.outcome, "500 Internal Server Error");
    assert_eq!(send_due(&context).await.unwrap(), 0, "it is not due yet");
    assert!(came.try_recv().is_ok() && came.try_recv().is_err());
    redeliver(&context, &tried.id).await.unwrap();
    assert_eq!(send_due(&context).await.unwrap(), 1);
    assert!(came.try_recv().is_ok());
    remove_hook(&context, &Actor::local(), &made.hook.id).await.unwrap();
    assert!(list_deliveries(&context, &made.hook.id).await.is_err());
}

#[tokio::test]
async fn two_tellers_make_each_message_once() {
    let context = context().await;
    make_hook(&context, &Actor::local(), hook(HookKind::Webhook, "https://example.com/")).await.unwrap();
    for _ in 0..20 {
        context.store.add_entry(approval()).await.unwrap();
    }
    let (one, other) = tokio::join!(tell(&context), tell(&context));
    assert!(one.unwrap() | other.unwrap());
    while tell(&context).await.unwrap() {}
    let late = context.store.tell(0, 21, Vec::new()).await.unwrap();
    assert!(!late, "someone else was faster");
    let hooks = context.store.hooks().await.unwrap();
    let made = context.store.deliveries(&hooks[0].hook.id, 1000).await.unwrap();
    assert_eq!(made.iter().filter(|delivery| delivery.act == Act::Approved).count(), 20);
}

#[tokio::test]
async fn a_hook_is_judged_when_it_is_made() {
    let context = Context { outgoing: Outgoing::new(Reach::Public), ..context().await };
    let by = Actor::local();
    let refused = async |request: MakeHook| match make_hook(&context, &by, request).await {
        Err(OpsError::Hook(error)) => error.path(),
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("it was made"),
    };
    assert_eq!(refused(hook(HookKind::Webhook, "http://example.com/")).await, "/url");
    assert_eq!(refused(hook(HookKind::Webhook, "http://localhost/")).await, "/url");
    assert_eq!(refused(MakeHook { name: " ".to_owned(), ..hook(HookKind::Slack, "https://a.example") }).await, "/name");
    let secretless = MakeHook { secret: None, ..hook(HookKind::Github, "") };
    assert_eq!(refused(secretless).await, HookError::SecretMissing.path());
    assert!(make_hook(&context, &by, hook(HookKind::Github, "")).await.is_ok(), "GitHub's own address");
}

#[tokio::test]
async fn without_hooks_nothing_is_written() {
    let context = context().await;
    context.store.add_entry(approval()).await.unwrap();
    assert!(!tell(&context).await.unwrap());
    assert_eq!((context.store.told().await.unwrap(), send_due(&context).await.unwrap()), (0, 0));
    // Whoever comes later is told what comes after, and nothing before.
    let made = make_hook(&context, &Actor::local(), hook(HookKind::Webhook, "https://example.com/")).await.unwrap();
    context.store.add_entry(approval()).await.unwrap();
    while tell(&context).await.unwrap() {}
    let deliveries = list_deliveries(&context, &made.hook.id).await.unwrap();
    assert_eq!(deliveries.iter().filter(|delivery| delivery.act == Act::Approved).count(), 1);
}
