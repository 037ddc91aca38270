//! Applies over HTTP, as far as the store knows them.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, header};
use axum::response::Response;
use bayplan::store::{Claim, Entry, NewApply, SqliteStore, Store, StoredPlan};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use shared::api::ApplyKind;
use shared::environment::Environment;
use shared::event::{ApplyEvent, Outcome};
use shared::plan::{Action, Lookup, Plan, Risk, Step, StepId};

use crate::support::app::{HOST, TestApp};

/// How long a stream may be silent.
const PATIENCE: Duration = Duration::from_secs(30);

fn step() -> StepId {
    StepId("cluster:CreateCluster".to_owned())
}

fn plan() -> Plan {
    Plan {
        fingerprint: "f".to_owned(),
        design_fingerprint: "d".to_owned(),
        design: "shop".to_owned(),
        environment: "sandbox".to_owned(),
        environment_counter: 1,
        account: "123456789012".to_owned(),
        region: "eu-central-1".to_owned(),
        observed_at: 5,
        steps: vec![Step {
            id: step(),
            element: "cluster".to_owned(),
            service: Action::CreateCluster.service(),
            action: Action::CreateCluster,
            input: json!({"clusterName": "shop"}),
            holes: Vec::new(),
            after: Vec::new(),
            after_done: Vec::new(),
            why: "it isn't there".to_owned(),
            risk: Risk::None,
            waits_for: None,
            look: Lookup::Cluster { name: "shop".to_owned() },
        }],
        relies_on: Vec::new(),
        blockers: Vec::new(),
        unchanged: Vec::new(),
        notes: Vec::new(),
    }
}

/// Queues an apply of a plan of its own, and takes it.
async fn queued(store: &dyn Store, design: &str, id: &str, version: i64) -> Claim {
    let plan_id = format!("plan-{id}");
    let stored = StoredPlan {
        id: plan_id.clone(),
        design_id: design.to_owned(),
        version,
        kind: ApplyKind::Apply,
        environment: Environment::sandbox(),
        plan: plan(),
        created_at: 1,
    };
    store.keep_plan(stored).await.unwrap();
    let apply = NewApply {
        id: id.to_owned(),
        plan_id,
        design_id: design.to_owned(),
        version,
        environment: "sandbox".to_owned(),
        kind: ApplyKind::Apply,
        at: 1,
        by: shared::api::Doer::Person { person: shared::access::PersonRef::local() },
        break_glass: false,
    };
    store.create_apply(apply).await.unwrap();
    store.claim("worker", 600_000, Some(id)).await.unwrap().unwrap()
}

fn started() -> Entry {
    Entry { events: vec![ApplyEvent::StepStarted { step: step(), attempt: 1 }], at: 7, ..Entry::default() }
}

fn end() -> Entry {
    Entry { end: Some(Outcome::Done), at: 9, ..Entry::default() }
}

/// A stream of events, read message by message.
struct Events {
    response: Response,
    text: String,
}

impl Events {
    async fn open(app: &TestApp, path: &str, last: Option<&str>) -> Self {
        let mut request = Request::get(path).header(header::HOST, HOST);
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let response = app.open(request.body(Body::empty()).unwrap()).await;
        Self { response, text: String::new() }
    }

    /// The next message; nothing when the stream has ended.
    async fn message(&mut self) -> Option<String> {
        loop {
            if let Some(end) = self.text.find("\n\n") {
                let rest = self.text.split_off(end + 2);
                return Some(std::mem::replace(&mut self.text, rest));
            }
            let frame = tokio::time::timeout(PATIENCE, self.response.body_mut().frame()).await;
            let frame = frame.expect("an event or a comment long ago")?.unwrap();
            self.text.push_str(std::str::from_utf8(&frame.into_data().unwrap()).unwrap());
        }
    }

    /// The id and the record of the next event, after any comments and hints.
    async fn next(&mut self) -> Option<(String, Value)> {
        loop {
            let message = self.message().await?;
            assert!(!message.starts_with(':'), "a comment where an event or the end was due");
            let field = |name: &str| message.lines().find_map(|line| line.strip_prefix(name).map(str::trim));
            if let Some(data) = field("data:") {
                return Some((field("id:").unwrap().to_owned(), serde_json::from_str(data).unwrap()));
            }
        }
    }

    async fn ids(mut self) -> Vec<String> {
        let mut ids = Vec::new();
        while let Some((id, record)) = self.next().await {
            assert_eq!(id, record["seq"].to_string());
            ids.push(id);
        }
        ids
    }
}

#[tokio::test]
async fn an_apply_is_listed_opened_and_cancelled() {
    let app = TestApp::new();
    let design = app.create("{\"name\":\"my shop\"}").await;
    let list = format!("/api/designs/{design}/applies");
    assert_eq!(app.call("GET", &list, None, "").await.json(), json!({"applies": []}));
    assert_eq!(app.call("GET", "/api/designs/0123/applies", None, "").await.code(), "no-such-design");

    let first = queued(&*app.store, &design, "a", 1).await;
    app.store.record(&first, end()).await.unwrap();
    let second = queued(&*app.store, &design, "b", 2).await;
    app.store.record(&second, started()).await.unwrap();
    let listed = app.call("GET", &list, None, "").await.json();
    assert_eq!((&listed["applies"][0]["id"], &listed["applies"][1]["id"]), (&json!("b"), &json!("a")));
    assert_eq!(listed["applies"][1]["outcome"], json!({"outcome": "done"}));

    let copy = app.call("GET", "/api/applies/b", None, "").await.json();
    assert_eq!((&copy["designName"], &copy["version"], &copy["lastSeq"]), (&json!("my shop"), &json!(2), &json!(2)));
    assert_eq!(copy["environmentAt"]["name"], json!("sandbox"));
    assert_eq!(copy["plan"]["steps"][0]["input"], json!({"clusterName": "shop"}));
    let progress = &copy["progress"];
    assert_eq!((&progress["seq"], &progress["steps"][0]["state"]), (&json!(2), &json!("calling")));
    assert_eq!(copy.get("rollbackTo"), None, "it runs");

    for _ in 0..2 {
        let cancelled = app.call("POST", "/api/applies/b/cancel", None, "").await;
        assert_eq!((cancelled.status.as_u16(), cancelled.json()["lastSeq"].clone()), (202, json!(3)));
    }
    assert_eq!(app.call("GET", "/api/applies/b", None, "").await.json()["progress"]["cancelRequested"], json!(true));
    app.store.record(&second, end()).await.unwrap();
    let copy = app.call("GET", "/api/applies/b", None, "").await.json();
    assert_eq!((&copy["rollbackTo"], &copy["progress"]["endedAt"]), (&json!(1), &json!(9)));

    app.call("DELETE", &format!("/api/designs/{design}"), Some(1), "").await;
    let copy = app.call("GET", "/api/applies/b", None, "").await.json();
    assert_eq!((&copy["designName"], copy.get("rollbackTo")), (&json!("shop"), None), "the record stays");
    for (method, path) in [("GET", ""), ("GET", "/events"), ("POST", "/cancel")] {
        let missing = app.call(method, &format!("/api/applies/no{path}"), None, "").await;
        assert_eq!((missing.status.as_u16(), missing.code().as_str()), (404, "no-such-apply"), "{path}");
    }
}

#[tokio::test]
async fn events_are_replayed_from_where_the_client_was() {
    let app = TestApp::new();
    let claim = queued(&*app.store, "one", "a", 1).await;
    app.store.record(&claim, started()).await.unwrap();
    app.store.record(&claim, end()).await.unwrap();
    let mut all = Events::open(&app, "/api/applies/a/events", None).await;
    assert_eq!(all.response.headers()[header::CONTENT_TYPE], "text/event-stream");
    assert!(all.message().await.unwrap().starts_with("retry:"), "how soon to join again");
    let (id, record) = all.next().await.unwrap();
    assert_eq!((&*id, record), ("1", json!({"seq": 1, "at": 1, "event": {"type": "queued"}})));
    assert_eq!(all.ids().await, ["2", "3"], "it ends with the apply");
    for (query, last, expected) in [
        ("?after=1", None, &["2", "3"][..]),
        ("?after=0", Some("2"), &["3"]),
        ("?after=2", Some("0"), &["1", "2", "3"]),
    ] {
        let events = Events::open(&app, &format!("/api/applies/a/events{query}"), last).await;
        assert_eq!(events.ids().await, expected, "{query} {last:?}");
    }
    for (query, last) in [("?after=3", None), ("", Some("3")), ("?after=99", None)] {
        let events = Events::open(&app, &format!("/api/applies/a/events{query}"), last).await;
        assert_eq!(events.response.status().as_u16(), 204, "nothing is left: {query} {last:?}");
    }
    for query in ["?after=-1", "?after=x", "?after=1&after=2", "?after="] {
        let answer = app.call("GET", &format!("/api/applies/a/events{query}"), None, "").await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (400, "no-event-number"), "{query}");
    }
}

/// Virtual time moves on only when all wait, so what comes at once takes none of it.
#[tokio::test(start_paused = true)]
async fn events_come_at_once_when_announced_and_soon_when_not() {
    let app = TestApp::new();
    let claim = queued(&*app.store, "one", "a", 1).await;
    let mut events = Events::open(&app, "/api/applies/a/events", None).await;
    assert_eq!(events.next().await.unwrap().0, "1");

    let worker = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        app.store.record(&claim, started()).await.unwrap();
        app.news.announce("a");
        tokio::time::Instant::now()
    };
    let (written, next) = tokio::join!(worker, events.next());
    assert_eq!((next.unwrap().0.as_str(), written.elapsed()), ("2", Duration::ZERO));

    let other_process = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        app.store.record(&claim, started()).await.unwrap();
        tokio::time::Instant::now()
    };
    let (written, next) = tokio::join!(other_process, events.next());
    assert_eq!(next.unwrap().0, "3");
    assert!(written.elapsed() <= Duration::from_millis(500), "{:?}", written.elapsed());

    let (answer, next) = tokio::join!(app.call("POST", "/api/applies/a/cancel", None, ""), events.next());
    assert_eq!((answer.status.as_u16(), next.unwrap().1["event"]["type"].clone()), (202, json!("cancelRequested")));
}

#[tokio::test(start_paused = true)]
async fn a_quiet_stream_is_kept_open_past_the_time_limit_of_requests() {
    let app = TestApp::new();
    let claim = queued(&*app.store, "one", "a", 1).await;
    let mut events = Events::open(&app, "/api/applies/a/events?after=1", None).await;
    let opened = tokio::time::Instant::now();
    assert!(events.message().await.unwrap().starts_with("retry:"));
    for comments in 1..=5 {
        assert!(events.message().await.unwrap().starts_with(':'), "a comment");
        assert_eq!(opened.elapsed().as_secs(), comments * 15);
    }
    app.store.record(&claim, end()).await.unwrap();
    assert_eq!(events.next().await.unwrap().1["event"]["type"], json!("ended"));
    assert_eq!(events.next().await, None);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_stops_ends_its_streams() {
    let app = TestApp::new();
    queued(&*app.store, "one", "a", 1).await;
    let mut events = Events::open(&app, "/api/applies/a/events", None).await;
    assert_eq!(events.next().await.unwrap().0, "1");
    let (next, ()) = tokio::join!(events.next(), async { app.news.end() });
    assert_eq!(next, None);
    let joined = Events::open(&app, "/api/applies/a/events", None).await;
    assert_eq!(joined.ids().await, ["1"], "what is there is sent");
}

#[tokio::test]
async fn many_readers_see_the_same_numbers_while_they_are_written() {
    const EVENTS: usize = 300;
    let app = TestApp::on_file(async |path| SqliteStore::open(&path).await.unwrap()).await;
    let claim = queued(&*app.store, "one", "a", 1).await;
    let read = async |last: Option<&str>| Events::open(&app, "/api/applies/a/events", last).await.ids().await;
    let write = async {
        for _ in 2..EVENTS {
            app.store.record(&claim, started()).await.unwrap();
            app.news.announce("a");
        }
        app.store.record(&claim, end()).await.unwrap();
    };
    let (all, late, ()) = tokio::join!(read(None), read(Some("1")), write);
    let expected: Vec<String> = (1..=EVENTS).map(|seq| seq.to_string()).collect();
    assert_eq!(all, expected);
    assert_eq!(late, expected[1..]);
}
