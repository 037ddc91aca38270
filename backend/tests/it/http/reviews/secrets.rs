//! What looks secret is shown to those who may edit, and to nobody else.

use bayplan::ops::{Worked, Worker};
use serde_json::{Value, json};
use shared::secrecy::MASK;

use super::{Crew, sample_with};
use crate::support::log::Log;
use crate::support::team::Caller;

/// Known by its name, by itself, and within a command.
const SECRETS: [&str; 3] = ["hunter2hunter2", "ghp_0123456789abcdefghij", "correct-horse-battery"];

fn design(suffix: &str) -> Value {
    let secret = |at: usize| format!("{}{suffix}", SECRETS[at]);
    let mut document = sample_with(
        "/taskDefinitions/web/containerDefinitions/1/environment",
        json!([
            { "name": "LISTEN", "value": "127.0.0.1:3000" },
            { "name": "DB_PASSWORD", "value": secret(0) },
            { "name": "GREETING", "value": secret(1) },
        ]),
    );
    document["taskDefinitions"]["web"]["containerDefinitions"][1]["command"] = json!(["run", "--password", secret(2)]);
    document["environments"] = json!({ "staging": { "overrides": {
        "/taskDefinitions/web/containerDefinitions/app/environment/DB_PASSWORD/value": secret(0),
    }}});
    document
}

#[tokio::test(start_paused = true)]
async fn nobody_but_editors_sees_them_in_any_answer() {
    let crew = Crew::with(&design("").to_string()).await;
    let review = crew.review().await;
    let password = "/taskDefinitions/web/containerDefinitions/1/environment/1/value";
    let suggestion =
        json!({ "path": password, "text": format!("Take {} for it", SECRETS[1]), "suggestion": "hunter2hunter2-new" });
    let thread = crew.comment(&crew.editor, &review, suggestion).await;
    assert_eq!(crew.decide(&crew.approver, &review, "approve", "").await.status.as_u16(), 201);
    let copy = crew.load(&crew.editor, &review).await;
    let plan = copy["plan"]["id"].as_str().unwrap();
    let order = json!({ "fingerprint": copy["plan"]["plan"]["fingerprint"] });
    let apply = crew.applier.call(&crew.app, "POST", &format!("/api/plans/{plan}/apply"), &order).await.json();
    let apply = apply["id"].as_str().unwrap();
    let worked = Worker::new(crew.app.context.clone(), "test").work(None).await.unwrap();
    assert!(matches!(worked, Worked::Ended { .. }));
    crew.push(&design("-new")).await;
    let next = crew.review().await;

    let design = &crew.design;
    let mut routes = vec![
        ("GET", format!("/api/designs/{design}"), Value::Null),
        ("GET", format!("/api/designs/{design}/versions/1"), Value::Null),
        ("GET", format!("/api/designs/{design}/compare?from=1&to=2"), Value::Null),
        ("GET", format!("/api/plans/{plan}"), Value::Null),
        ("GET", format!("/api/applies/{apply}"), Value::Null),
        ("GET", format!("/api/applies/{apply}/events?after=0"), Value::Null),
        ("POST", "/api/check".to_owned(), self::design("")),
    ];
    let of_the_review =
        [("GET", format!("/api/reviews/{review}"), Value::Null), ("GET", format!("/api/reviews/{next}"), Value::Null)];
    routes.extend(of_the_review.clone());
    let telling = |text: &str| SECRETS.iter().filter(|secret| text.contains(**secret)).count();
    for (method, path, body) in &routes {
        for who in [&crew.viewer, &crew.approver, &crew.applier] {
            let answer = who.call(&crew.app, method, path, body).await;
            assert_eq!(answer.status.as_u16(), 200, "{path}: {}", answer.text);
            assert_eq!(telling(&answer.text), 0, "{path}: {}", answer.text);
        }
        let answer = crew.editor.call(&crew.app, method, path, body).await;
        assert!(!answer.text.contains(MASK), "{path}: {}", answer.text);
    }
    // Otherwise the above would prove nothing.
    for (method, path, body) in
        &[routes[0].clone(), routes[1].clone(), routes[2].clone(), routes[3].clone(), routes[7].clone()]
    {
        let answer = crew.editor.call(&crew.app, method, path, body).await;
        assert_eq!(telling(&answer.text), 3, "{path}: {}", answer.text);
        let answer = crew.viewer.call(&crew.app, method, path, body).await;
        assert!(answer.text.contains(MASK), "{path}: {}", answer.text);
        assert!(path.contains("compare") || answer.text.contains("127.0.0.1:3000"), "{path}: {}", answer.text);
    }

    let (_, guest) = crew.guest(&review, "comment").await;
    let replies = ("POST", format!("/api/threads/{thread}/replies"), json!({ "text": "Hm.", "guest": "Gil" }));
    for (method, path, body) in [of_the_review[0].clone(), replies] {
        let answer = guest.call(&crew.app, method, &path, &body).await;
        assert_eq!((answer.status.as_u16(), telling(&answer.text)), (200, 0), "{path}: {}", answer.text);
    }
    let seen = crew.load(&guest, &review).await;
    assert_eq!((&seen["threads"][0]["text"], &seen["threads"][0]["suggestion"]), (&json!(MASK), &json!(MASK)));
    let told = crew.app.store.entries(0, 1000).await.unwrap();
    assert_eq!(telling(&serde_json::to_string(&told).unwrap()), 0);
}

#[tokio::test(start_paused = true)]
async fn what_hides_no_secret_is_sent_to_the_byte() {
    let crew = Crew::new().await;
    let text = "{\"document\":{ \"name\":\"shop\", \"n\": 1.50}}";
    crew.app.send(crew.editor.request("POST", &crew.at("push"), text)).await;
    for who in [&crew.editor, &crew.viewer] {
        let kept = who.call(&crew.app, "GET", &crew.at("versions/2"), &Value::Null).await;
        assert!(kept.text.contains("{ \"name\":\"shop\", \"n\": 1.50}"), "{}", kept.text);
    }
    // A token that someone makes for themselves is theirs to see.
    let asked = json!({ "name": "ci", "scope": "view", "environment": "production", "expiresInDays": 1 });
    let made = crew.viewer.call(&crew.app, "POST", "/api/tokens", &asked).await;
    assert_eq!(made.status.as_u16(), 201, "{}", made.text);
    let program = Caller { bearer: made.json()["secret"].as_str().map(str::to_owned), ..Caller::default() };
    assert_eq!(program.call(&crew.app, "GET", "/api/designs", &Value::Null).await.status.as_u16(), 200);
}

/// A secret of each of many kinds, put together so that nobody takes this file for a leak.
fn canaries() -> Vec<String> {
    let mixed = "aB3dE5gH7jK9mN1pQ2sT4vW6xY8z";
    let hex = "0123456789abcdef0123456789abcdef";
    let of = |parts: &[&str]| parts.concat();
    vec![
        of(&["AKIA", "IOSFODNN7CANARY1"]),
        of(&["ASIA", "IOSFODNN7CANARY2"]),
        of(&["wJalrXUtnFEMI/K7MDENG/", "bPxRfiCYCANARYKEYS"]),
        of(&["IQoJb3JpZ2lu", "X2VjEMv//////////wEaCXVz"]),
        of(&["ghp_", mixed]),
        of(&["github_pat_", mixed, "_", mixed]),
        of(&["ghs_", mixed]),
        of(&["glpat-", "aB3dE5gH7jK9mN1pQ2sT"]),
        of(&["xoxb-", "1234567890-abcdefghij"]),
        of(&["https://hooks.slack.com/", "services/T000/B000/XXXX"]),
        of(&["sk_live_", mixed]),
        of(&["AIza", "SyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q"]),
        of(&["npm_", mixed, "01234567"]),
        of(&["pypi-", "AgEIcHlwaS5vcmc", mixed]),
        of(&["SG.", "aB3dE5gH7jK9mN1pQ2sT4v", ".", mixed]),
        of(&["SK", hex]),
        of(&["AccountName=a;AccountKey=", mixed, mixed, "=="]),
        of(&["eyJhbGciOiJIUzI1NiJ9", ".eyJzdWIiOiIxIn0", ".c2lnbmF0dXJl"]),
        of(&["-----BEGIN", " PRIVATE KEY-----MIIECANARY"]),
        of(&["postgres://shop:", "hunter2@db.internal:5432/shop"]),
        of(&["Authorization: Bearer ", "canarycanary"]),
        of(&["hvs.", mixed]),
    ]
}

#[tokio::test(start_paused = true)]
async fn secrets_of_twenty_kinds_stay_where_they_were_typed() {
    let log = Log::default();
    let _logging = log.take();
    let canaries = canaries();
    assert!(canaries.len() >= 20);
    let variables = canaries.iter().enumerate().map(|(at, value)| json!({ "name": format!("V{at}"), "value": value }));
    let variables: Vec<Value> =
        [json!({ "name": "LOG_LEVEL", "value": "info" })].into_iter().chain(variables).collect();
    let mut document = sample_with("/taskDefinitions/web/containerDefinitions/1/environment", json!(variables));
    let place = "/taskDefinitions/web/containerDefinitions/app/environment/LOG_LEVEL/value";
    document["environments"] = json!({ "production": { "overrides": { place: canaries[4] } } });

    let crew = Crew::with(&document.to_string()).await;
    let hook = json!({ "kind": "webhook", "name": "all", "url": "https://hooks.example.com/in" });
    assert_eq!(crew.owner.call(&crew.app, "POST", "/api/hooks", &hook).await.status.as_u16(), 201);
    let review = crew.review().await;
    let approved = crew.decide(&crew.approver, &review, "approve", "Fine.").await;
    assert_eq!(approved.status.as_u16(), 201, "{}", approved.text);
    let plan = approved.json()["plan"].clone();
    let order = json!({ "fingerprint": plan["plan"]["fingerprint"] });
    let address = format!("/api/plans/{}/apply", plan["id"].as_str().unwrap());
    let apply = crew.applier.call(&crew.app, "POST", &address, &order).await;
    assert_eq!(apply.status.as_u16(), 201, "{}", apply.text);
    let apply = apply.json()["id"].as_str().unwrap().to_owned();
    let worked = Worker::new(crew.app.context.clone(), "test").work(None).await.unwrap();
    assert!(matches!(worked, Worked::Ended { .. }));

    let telling = tokio::spawn(bayplan::ops::tell_forever(crew.app.context.clone()));
    let hooks = crew.app.store.hooks().await.unwrap();
    let mut messages = crew.app.store.deliveries(&hooks[0].hook.id, 100).await.unwrap();
    while messages.len() < 4 {
        tokio::task::yield_now().await;
        messages = crew.app.store.deliveries(&hooks[0].hook.id, 100).await.unwrap();
    }
    telling.abort();

    let (_, guest) = crew.guest(&review, "comment").await;
    let entries = crew.app.store.entries(0, 1000).await.unwrap();
    let events = crew.app.store.events(&apply, 0, 1000).await.unwrap();
    let mut told = vec![
        ("the log", log.text()),
        ("the record", serde_json::to_string(&entries).unwrap()),
        ("the events", serde_json::to_string(&events).unwrap()),
        ("the notices", messages.into_iter().map(|message| message.body).collect()),
        ("the guest's review", crew.load(&guest, &review).await.to_string()),
    ];
    for path in ["", "/versions/1", "/versions", "/applies"] {
        let address = format!("/api/designs/{}{path}", crew.design);
        told.push(("an answer", crew.viewer.call(&crew.app, "GET", &address, &Value::Null).await.text));
    }
    let shown = crew.load(&crew.editor, &review).await.to_string();
    for canary in canaries {
        let written = json!(canary).to_string();
        let written = written.trim_matches('"');
        assert!(shown.contains(written), "who edits sees {canary}");
        for (what, text) in &told {
            assert!(!text.is_empty() && !text.contains(written), "{what} tells {canary}: {text}");
        }
    }
}
