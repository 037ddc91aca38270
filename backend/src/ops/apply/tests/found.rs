//! What simulated histories found, each by itself.

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use shared::api::ApplyKind;
use shared::event::{ApplyEvent, Outcome};
use shared::plan::Action;

use super::world::{IMAGE, World, design};
use crate::ops::apply::{HoldAt, NoPoints, Worker};

#[tokio::test(start_paused = true)]
async fn a_deployment_that_came_and_went_is_not_started_again() {
    let mut world = World::new();
    world.applied(&design(IMAGE)).await;
    let version = world.save(&design("nginx:crash")).await;
    let plan = world.plan(version, ApplyKind::Apply).await;
    let apply = world.start(&plan, false).await;
    world.recorder.clear();
    world.context.points = Arc::new(HoldAt::read("reply-received:UpdateService").unwrap());
    let worker = Worker::new(world.context.clone(), "killed");
    // ECS gives the deployment up and rolls back before another worker may look.
    assert!(tokio::time::timeout(Duration::from_secs(30), worker.work(Some(&apply))).await.is_err());
    tokio::time::sleep(Duration::from_mins(1)).await;
    world.context.points = Arc::new(NoPoints);
    let Outcome::Failed { cause } = world.work(&apply).await else { panic!("a rollback was taken for success") };
    assert_eq!(cause.code, "deployment-failed", "{cause:#?}");
    assert_eq!(world.recorder.changes(), [Action::RegisterTaskDefinition, Action::UpdateService]);
}

#[tokio::test(start_paused = true)]
async fn an_update_that_starts_no_deployment_goes_with_the_one_that_there_was() {
    let mut world = World::new();
    let with_breaker = |image: &str, on: bool| {
        let mut design = design(image);
        design["services"]["web"]["deploymentConfiguration"] =
            json!({"deploymentCircuitBreaker": {"enable": on, "rollback": on}});
        design
    };
    world.applied(&with_breaker(IMAGE, false)).await;
    assert!(matches!(world.applied(&with_breaker("nginx:nopull", false)).await, Outcome::Failed { .. }));
    // The breaker now trips for what fails already, and ECS rolls back while nobody looks.
    let version = world.save(&with_breaker("nginx:nopull", true)).await;
    let plan = world.plan(version, ApplyKind::Apply).await;
    let apply = world.start(&plan, false).await;
    world.context.points = Arc::new(HoldAt::read("reply-received:UpdateService").unwrap());
    let worker = Worker::new(world.context.clone(), "killed");
    assert!(tokio::time::timeout(Duration::from_secs(30), worker.work(Some(&apply))).await.is_err());
    tokio::time::sleep(Duration::from_mins(1)).await;
    world.context.points = Arc::new(NoPoints);
    assert!(matches!(world.work(&apply).await, Outcome::Failed { .. }), "a rollback was taken for success");
}

#[tokio::test(start_paused = true)]
async fn a_secret_of_what_runs_already_is_in_no_event() {
    const CANARY: &str = "canary-5f1e0c77";
    let world = World::new();
    let mut secret = design(IMAGE);
    secret["taskDefinitions"]["web"]["containerDefinitions"][0]["environment"] =
        json!([{"name": "DB_PASSWORD", "value": CANARY}]);
    assert_eq!(world.applied(&secret).await, Outcome::Done);
    secret["services"]["web"]["desiredCount"] = json!(3);
    let version = world.save(&secret).await;
    let plan = world.plan(version, ApplyKind::Apply).await;
    assert_eq!(plan.plan.steps.len(), 1, "nothing is registered, so no step has the secret");
    world.recorder.say_in_errors(CANARY);
    let apply = world.start(&plan, false).await;
    assert_eq!(world.work(&apply).await, Outcome::Done);
    let told = format!("{:?}", world.events(&apply).await);
    assert!(told.contains("StepDelayed") && !told.contains(CANARY), "{told}");
}

#[tokio::test(start_paused = true)]
async fn a_circuit_breaker_that_is_switched_off_is_not_found_done() {
    let mut world = World::new();
    world.applied(&design(IMAGE)).await;
    let mut off = design(IMAGE);
    off["services"]["web"]["deploymentConfiguration"]["deploymentCircuitBreaker"] =
        json!({"enable": false, "rollback": false});
    let version = world.save(&off).await;
    let plan = world.plan(version, ApplyKind::Apply).await;
    let apply = world.start(&plan, false).await;
    world.context.points = Arc::new(HoldAt::read("intent-stored:UpdateService").unwrap());
    let worker = Worker::new(world.context.clone(), "killed");
    assert!(tokio::time::timeout(Duration::from_secs(30), worker.work(Some(&apply))).await.is_err());
    tokio::time::sleep(Duration::from_mins(1)).await;
    world.context.points = Arc::new(NoPoints);
    world.recorder.clear();
    assert_eq!(world.work(&apply).await, Outcome::Done);
    assert_eq!(world.recorder.changes(), [Action::UpdateService]);
    assert!(world.plan(version, ApplyKind::Apply).await.plan.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_moment_of_trouble_before_the_first_call_ends_nothing() {
    let world = World::new();
    let version = world.save(&design(IMAGE)).await;
    let plan = world.plan(version, ApplyKind::Apply).await;
    let apply = world.start(&plan, false).await;
    world.recorder.fail_reads(3);
    assert_eq!(world.work(&apply).await, Outcome::Done);
    let admitted = |record: &&shared::event::EventRecord| matches!(record.event, ApplyEvent::Admitted { .. });
    assert_eq!(world.events(&apply).await.iter().filter(admitted).count(), 1);
}
