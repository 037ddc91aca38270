//! What can't be seen through one request alone.

use std::sync::Arc;

use serde_json::{Value, json};
use shared::access::{EVERYWHERE, Grant, Grants, PersonRef, Role};
use shared::api::{EnvironmentDraft, NewThread, OpenReview, Submission};
use shared::document::Pointer;
use shared::environment::EnvironmentKind;
use shared::review::Policy;

use super::*;
use crate::connections;
use crate::ops::{SAMPLE, create_design, create_environment, save_version};
use crate::ports::Clock;
use crate::sandbox::{Pace, Simulated};
use crate::store::{MemoryStore, Store};

const LOG_LEVEL: &str = "/taskDefinitions/web/containerDefinitions/1/environment/1/value";

fn actor(name: &str, environment: &str, role: Role) -> Actor {
    let person = PersonRef { id: name.to_lowercase(), name: name.to_owned() };
    Actor::person(person, Grants(vec![Grant { environment: environment.to_owned(), role }]))
}

/// The sample as version 1, and two simulated environments whose changes have to be approved.
async fn world() -> (Context, String) {
    let clock = Clock::from(1_800_000_000_000);
    let store: Arc<dyn Store> = Arc::new(MemoryStore::with_clock(clock));
    let connect = Arc::new(Simulated::new(store.clone(), clock, Pace::default()));
    let context = Context { connect, clock, ..connections::context(store) };
    let owner = actor("Ona", EVERYWHERE, Role::Owner);
    for name in ["production", "staging"] {
        let draft = EnvironmentDraft {
            name: name.to_owned(),
            kind: EnvironmentKind::Protected,
            account: "123456789012".to_owned(),
            region: "eu-central-1".to_owned(),
            role_arn: None,
            endpoint: None,
            subnets: Vec::new(),
            security_groups: Vec::new(),
            tags: Vec::new(),
            policy: Policy::default(),
        };
        create_environment(&*context.store, &owner, draft).await.unwrap();
    }
    let design = create_design(&*context.store, &owner, SAMPLE).await.unwrap().id;
    save_version(&*context.store, &owner, &design, 1, "").await.unwrap();
    (context, design)
}

async fn opened(context: &Context, design: &str, environment: &str) -> String {
    let request = OpenReview {
        environment: environment.to_owned(),
        version: None,
        kind: shared::api::ApplyKind::Apply,
        title: String::new(),
    };
    open_review(context, &actor("Ed", EVERYWHERE, Role::Editor), design, &request).await.unwrap().id
}

async fn say(context: &Context, by: &Actor, review: &str, suggestion: Option<Value>) -> String {
    let thread = NewThread {
        path: Some(Pointer::try_from(LOG_LEVEL.to_owned()).unwrap()),
        text: "Better.".to_owned(),
        suggestion,
    };
    let submission = Submission {
        threads: vec![thread],
        decision: None,
        note: String::new(),
        plan_fingerprint: String::new(),
        guest: None,
    };
    submit(context, by, review, submission).await.unwrap();
    let threads = load_review(context, by, review).await.unwrap().threads;
    threads.last().unwrap().id.clone()
}

#[tokio::test(start_paused = true)]
async fn who_may_not_see_an_environment_sees_none_of_what_is_said_about_it() {
    let (context, design) = world().await;
    let (production, staging) =
        (opened(&context, &design, "production").await, opened(&context, &design, "staging").await);
    let ed = actor("Ed", EVERYWHERE, Role::Editor);
    for review in [&production, &staging] {
        say(&context, &ed, review, None).await;
    }
    assert_eq!(load_review(&context, &ed, &staging).await.unwrap().threads.len(), 2);
    let vic = actor("Vic", "staging", Role::Viewer);
    let seen = load_review(&context, &vic, &staging).await.unwrap().threads;
    assert!(seen.len() == 1 && seen[0].review_id == staging);
    let listed = list_reviews(&*context.store, &vic, None).await.unwrap();
    assert!(listed.len() == 1 && listed[0].id == staging);
}

#[tokio::test(start_paused = true)]
async fn of_two_who_apply_a_suggestion_at_once_no_work_is_lost() {
    let (context, design) = world().await;
    let review = opened(&context, &design, "production").await;
    let ann = actor("Ann", "production", Role::Approver);
    let thread = say(&context, &ann, &review, Some(json!("warn"))).await;
    let (ed, eve) = (actor("Ed", EVERYWHERE, Role::Editor), actor("Eve", EVERYWHERE, Role::Editor));
    let (one, other) =
        tokio::join!(apply_suggestion(&context, &ed, &thread), apply_suggestion(&context, &eve, &thread));
    assert!(one.is_ok() || other.is_ok(), "{one:?} {other:?}");
    assert_eq!(context.store.versions(&design).await.unwrap().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn the_record_of_a_review_has_ids_and_no_values() {
    let (context, design) = world().await;
    let review = opened(&context, &design, "production").await;
    let ann = actor("Ann", "production", Role::Approver);
    let thread = say(&context, &ann, &review, Some(json!("canary-value"))).await;
    apply_suggestion(&context, &actor("Ed", EVERYWHERE, Role::Editor), &thread).await.unwrap();
    let entries = context.store.entries(0, 1000).await.unwrap();
    let told = serde_json::to_string(&entries).unwrap();
    assert!(!told.contains("canary-value") && !told.contains("Better."), "{told}");
    let of_the_review = entries.iter().filter(|entry| entry.detail["review"] == json!(review));
    assert_eq!(of_the_review.count(), 3);
}
