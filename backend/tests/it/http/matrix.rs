//! Who may do what: every route that the API describes, asked by everybody, for things in their environment, in
//! another one, and for nothing.

mod asked;
mod expected;
mod people;
mod world;

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::Value;

use self::asked::{ASKED, Act, Asked, DECISIONS, IN_BODY};
use self::expected::{Expected, Place, expected, expected_decision, expected_in_body};
use self::people::Asker;
use self::world::{FOREIGN, Ground, OWN, World};
use crate::support::app::TestApp;
use crate::support::team::{ADDRESS, Caller};

/// What tells that somebody was not let in.
const REFUSED: [&str; 4] = ["sign-in", "in-person-only", "not-permitted", "method-not-allowed"];

struct Got {
    status: StatusCode,
    /// Of the error; empty where it is none.
    code: String,
    text: String,
}

#[tokio::test(start_paused = true)]
async fn every_route_has_a_row_and_every_row_a_route() {
    let app = TestApp::for_team(ADDRESS);
    let description = Caller::default().call(&app, "GET", "/api/openapi.json", &Value::Null).await.json();
    let mut described: BTreeSet<String> = BTreeSet::from(["GET /api/openapi.json".to_owned()]);
    for (path, methods) in description["paths"].as_object().unwrap() {
        described.extend(methods.as_object().unwrap().keys().map(|method| format!("{} {path}", method.to_uppercase())));
    }
    let asked: BTreeSet<String> = ASKED.iter().map(|(method, path, _)| format!("{method} {path}")).collect();
    assert_eq!(described, asked, "the description on the left, the rows on the right");
}

#[tokio::test(start_paused = true)]
async fn everybody_may_what_they_may_and_nothing_else() {
    let ground = Ground::new().await;
    let (mut cells, mut wrong) = (0, Vec::new());
    for asker in Asker::ALL {
        let mut world = ground.world(asker).await;
        for (method, path, asks) in ASKED {
            let mut missing = BTreeSet::new();
            for place in places(*asks, path) {
                let got = ask(&world, method, &world.address(path, place), body(method, path)).await;
                cells += 1;
                let wanted = expected(asker, *asks, place);
                if wanted == Expected::Missing {
                    missing.insert(got.text.clone());
                }
                if !is(&got, wanted, *asks) || missing.len() > 1 {
                    wrong.push(format!(
                        "{method} {path}: {asker:?} {place:?}: {wanted:?}, got {} {}",
                        got.status, got.text
                    ));
                }
                if *method != "GET" && got.status.is_success() {
                    world = ground.world(asker).await;
                }
            }
        }
    }
    report(cells, &wrong);
}

#[tokio::test(start_paused = true)]
async fn environments_in_bodies_are_asked_for_as_well() {
    let ground = Ground::new().await;
    let (mut cells, mut wrong) = (0, Vec::new());
    for (path, body, acts) in IN_BODY {
        for asker in Asker::ALL {
            let world = ground.world(asker).await;
            let mut missing = BTreeSet::new();
            for (place, environment) in [(Place::Own, OWN), (Place::Foreign, FOREIGN), (Place::None, "nowhere")] {
                let body = body.replace("ENVIRONMENT", environment);
                let got = ask(&world, "POST", &world.address(path, Place::Own), body).await;
                cells += 1;
                let wanted = expected_in_body(asker, acts, place);
                if wanted == Expected::Missing {
                    missing.insert(got.text.clone());
                }
                if !is(&got, wanted, Asked::Account) || missing.len() > 1 {
                    wrong.push(format!("{path} {environment}: {asker:?}: {wanted:?}, got {} {}", got.status, got.text));
                }
            }
        }
    }
    report(cells, &wrong);
}

#[tokio::test(start_paused = true)]
async fn only_people_who_may_decide() {
    let ground = Ground::new().await;
    let (mut cells, mut wrong) = (0, Vec::new());
    for (decision, act) in DECISIONS {
        for asker in Asker::ALL {
            for place in [Place::Own, Place::Foreign, Place::None] {
                let world = ground.world(asker).await;
                let body = serde_json::json!({ "decision": decision, "note": "It can't wait any longer", "guest": "Gus",
                    "planFingerprint": world.plan_fingerprint().await });
                let address = world.address("/api/reviews/{id}/submissions", place);
                let before = world.app.store.last_entry().await.unwrap();
                let got = ask(&world, "POST", &address, body.to_string()).await;
                cells += 1;
                let wanted = expected_decision(asker, *act, place);
                let told = world.app.store.last_entry().await.unwrap() > before;
                if !is(&got, wanted, Asked::Account) || (told && wanted != Expected::LetIn) {
                    wrong.push(format!("{decision} {place:?}: {asker:?}: {wanted:?}, got {} {}", got.status, got.text));
                }
            }
        }
    }
    report(cells, &wrong);
}

#[tokio::test(start_paused = true)]
async fn lists_hold_nothing_of_other_environments() {
    let ground = Ground::new().await;
    let (mut cells, mut wrong) = (0, Vec::new());
    let lists = [
        "/api/environments",
        "/api/reviews",
        "/api/designs/{id}/reviews",
        "/api/designs/{id}/applies",
        "/api/reviews/{id}",
    ];
    for asker in Asker::ALL {
        let world = ground.world(asker).await;
        for path in lists {
            let got = world.caller.call(&world.app, "GET", &world.address(path, Place::Own), &Value::Null).await;
            cells += 1;
            let (own, foreign) = (got.text.contains(OWN), got.text.contains(FOREIGN));
            // A link shows one review and lists nothing.
            let shown = asker.may(Act::See) || (asker.link_may(Act::See) && path == "/api/reviews/{id}");
            if own != shown || (foreign && !asker.everywhere()) {
                wrong.push(format!("{path}: {asker:?}: {own} {foreign}: {} {}", got.status, got.text));
            }
        }
    }
    report(cells, &wrong);
}

/// Where the thing that the address names may be.
fn places(asks: Asked, path: &str) -> Vec<Place> {
    match asks {
        _ if !path.contains('{') => vec![Place::Own],
        Asked::Nothing | Asked::Account | Asked::Oneself | Asked::Anywhere(_) => vec![Place::Own],
        Asked::Everywhere(_) | Asked::Design(_) => vec![Place::Own, Place::None],
        Asked::There(_) | Asked::Review(_) | Asked::ReviewByAccount(_) | Asked::Own | Asked::OwnDecision => {
            vec![Place::Foreign, Place::None, Place::Own]
        }
    }
}

/// What is sent: as little as the route can read, so that little is changed.
fn body(method: &str, path: &str) -> String {
    match (method, path) {
        ("GET" | "DELETE", _) => String::new(),
        (_, "/api/threads/{id}/resolved") => r#"{"resolved": true}"#.to_owned(),
        (_, "/api/threads/{id}/replies") => r#"{"text": "So.", "guest": "Gus"}"#.to_owned(),
        _ => "{}".to_owned(),
    }
}

async fn ask(world: &World, method: &str, address: &str, body: String) -> Got {
    let response = world.app.open(world.caller.request(method, address, body)).await;
    let status = response.status();
    // A stream of events has no end.
    if status.is_success() {
        return Got { status, code: String::new(), text: String::new() };
    }
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let code = serde_json::from_str::<Value>(&text).ok();
    let code = code.and_then(|body| Some(body["error"]["code"].as_str()?.to_owned())).unwrap_or_default();
    Got { status, code, text }
}

fn is(got: &Got, wanted: Expected, asks: Asked) -> bool {
    let refused = REFUSED.contains(&got.code.as_str()) || got.code == "no-such-address" || got.status.is_server_error();
    let is = |status: u16, code: &str| got.status.as_u16() == status && got.code == code;
    let nothing = got.status == StatusCode::NOT_FOUND && got.code.starts_with("no-such-") && !refused;
    match wanted {
        Expected::LetIn => !refused && (asks == Asked::Nothing || got.status != StatusCode::NOT_FOUND),
        Expected::LetInToNothing => nothing || (!refused && got.status.is_client_error()),
        Expected::SignIn => is(401, "sign-in"),
        Expected::InPerson => is(403, "in-person-only"),
        Expected::NotPermitted => is(403, "not-permitted"),
        Expected::Missing => nothing,
    }
}

fn report(cells: usize, wrong: &[String]) {
    println!("{cells} cells of who may do what, {} wrong", wrong.len());
    assert!(wrong.is_empty(), "{} of {cells} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
