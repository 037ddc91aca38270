//! Plans applied to a simulated account in virtual time.

mod found;
mod simulation;
mod world;

use serde_json::{Value, json};
use shared::api::ApplyKind;
use shared::event::{ApplyEvent, Outcome};
use shared::plan::Action;

use world::{IMAGE, World, design};

#[tokio::test(start_paused = true)]
async fn a_new_design_is_applied_and_then_nothing_is_left_to_do() {
    let world = World::new();
    let first = world.save(&design(IMAGE)).await;
    let plan = world.plan(first, ApplyKind::Apply).await;
    assert_eq!(plan.plan.blockers, []);
    assert_eq!(world.apply(&plan, false).await, Outcome::Done);
    world.recorder.assert_is(&plan.plan, &world.outputs(&plan).await);
    let state = world.sandbox.state();
    assert_eq!(state["clusters"]["shop"]["services"]["web"]["desiredCount"], 2, "{state:#}");

    world.recorder.clear();
    let again = world.plan(first, ApplyKind::Apply).await;
    assert!(again.plan.is_empty(), "{:#?}", again.plan);
    assert!(world.recorder.reads() <= 14, "{} reads: {:?}", world.recorder.reads(), world.recorder.names());
}

#[tokio::test(start_paused = true)]
async fn a_new_image_is_two_changes() {
    let world = World::new();
    world.applied(&design(IMAGE)).await;
    world.recorder.clear();
    assert_eq!(world.applied(&design("nginx:1.30")).await, Outcome::Done);
    assert_eq!(world.recorder.changes(), [Action::RegisterTaskDefinition, Action::UpdateService]);
}

#[tokio::test(start_paused = true)]
async fn each_failure_tells_its_cause() {
    for (image, word) in [
        ("nginx:crash", "exit code 1"),
        ("nginx:oom", "more memory than it may"),
        ("nginx:nopull", "can't be pulled"),
        ("nginx:unhealthy", "health checks"),
        ("nginx:nocapacity", "no place for a task"),
        ("nginx:stall", "did not reach steady state"),
    ] {
        let world = World::new();
        world.applied(&design(IMAGE)).await;
        let before = world.sandbox.state();
        let Outcome::Failed { cause } = world.applied(&design(image)).await else { panic!("{image} succeeded") };
        assert!(cause.summary.contains(word), "{image}: {cause:#?}");
        assert!(!cause.next.is_empty(), "{image}: {cause:#?}");
        if image.contains("crash") {
            assert_eq!((cause.exit_code, cause.container.as_deref()), (Some(1), Some("app")));
            assert!(!cause.log_lines.is_empty(), "{cause:#?}");
        }
        let back = world.rolled_back().await;
        assert_eq!(back, Outcome::RolledBack, "{image}");
        let after = world.sandbox.state();
        assert_eq!(after["clusters"], before["clusters"], "{image}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_failed_first_apply_can_be_corrected() {
    let world = World::new();
    assert!(matches!(world.applied(&design("nginx:crash")).await, Outcome::Failed { .. }));
    assert_eq!(world.applied(&design(IMAGE)).await, Outcome::Done);
}

#[tokio::test(start_paused = true)]
async fn what_an_earlier_version_made_is_removed_by_a_rollback() {
    let world = World::new();
    world.applied(&design(IMAGE)).await;
    let before = world.sandbox.state();
    let mut more = design(IMAGE);
    let mut second = more["services"]["web"].clone();
    second["serviceName"] = json!("admin");
    more["services"]["admin"] = second;
    more["roles"]["execution"]["bayplan"]["PutRolePolicy"] =
        json!([{"PolicyName": "more", "PolicyDocument": {"Version": "2012-10-17", "Statement": []}}]);
    assert_eq!(world.applied(&more).await, Outcome::Done);
    assert_ne!(world.sandbox.state()["clusters"], before["clusters"]);
    assert_eq!(world.rolled_back().await, Outcome::RolledBack);
    let after = world.sandbox.state();
    assert_eq!((&after["clusters"], &after["roles"]), (&before["clusters"], &before["roles"]));
}

#[tokio::test(start_paused = true)]
async fn a_rollback_runs_the_revision_that_ran_before() {
    let world = World::new();
    world.applied(&design(IMAGE)).await;
    world.applied(&design("nginx:1.30")).await;
    world.recorder.clear();
    assert_eq!(world.rolled_back().await, Outcome::RolledBack);
    assert_eq!(world.recorder.changes(), [Action::UpdateService]);
}

#[tokio::test(start_paused = true)]
async fn cancelling_stops_between_steps() {
    let world = World::new();
    let version = world.save(&design(IMAGE)).await;
    let plan = world.plan(version, ApplyKind::Apply).await;
    let apply = world.start(&plan, false).await;
    world.context.store.request_cancel(&apply, world.context.clock.now()).await.unwrap();
    assert_eq!(world.work(&apply).await, Outcome::Cancelled);
    let events = world.events(&apply).await;
    assert!(events.iter().any(|record| matches!(record.event, ApplyEvent::StepSkipped { .. })));
    let again = world.plan(version, ApplyKind::Apply).await;
    assert_eq!(world.apply(&again, false).await, Outcome::Done);
}

#[tokio::test(start_paused = true)]
async fn drift_between_plan_and_apply_stops_it_before_the_first_change() {
    let world = World::new();
    world.applied(&design(IMAGE)).await;
    let version = world.save(&design("nginx:1.30")).await;
    let plan = world.plan(version, ApplyKind::Apply).await;
    world.sandbox.drift_roll_out("shop", "web", "nginx:ci");
    world.recorder.clear();
    let Outcome::Failed { cause } = world.apply(&plan, false).await else { panic!("drift was ignored") };
    assert_eq!(cause.code, "drift", "{cause:#?}");
    assert_eq!(world.recorder.changes(), []);
    let again = world.plan(version, ApplyKind::Apply).await;
    assert!(again.plan.needs_consent());
    assert!(world.try_start(&again, false).await.is_err());
    assert_eq!(world.apply(&again, true).await, Outcome::Done);
}

#[tokio::test(start_paused = true)]
async fn a_count_that_scaling_governs_is_left_alone() {
    let world = World::new();
    world.applied(&design(IMAGE)).await;
    world.sandbox.govern("shop", "web", 1, 10);
    world.sandbox.drift_scale("shop", "web", 7);
    assert_eq!(world.applied(&design("nginx:1.30")).await, Outcome::Done);
    assert_eq!(world.sandbox.state()["clusters"]["shop"]["services"]["web"]["desiredCount"], 7);
}

#[tokio::test(start_paused = true)]
async fn no_secret_is_in_an_event() {
    const CANARY: &str = "canary-5f1e0c77";
    let world = World::new();
    let mut secret = design("nginx:crash");
    secret["taskDefinitions"]["web"]["containerDefinitions"][0]["environment"] =
        json!([{"name": "DB_PASSWORD", "value": CANARY}]);
    world.recorder.say_in_errors(CANARY);
    let version = world.save(&secret).await;
    let plan = world.plan(version, ApplyKind::Apply).await;
    let apply = world.start(&plan, false).await;
    world.work(&apply).await;
    let told = format!("{:?}", world.events(&apply).await);
    assert!(told.contains("StepDelayed") && !told.contains(CANARY), "{told}");
}

/// An event log as text, to compare runs.
#[tokio::test(start_paused = true)]
async fn events_have_no_gap_and_fold_to_the_end() {
    let world = World::new();
    let version = world.save(&design(IMAGE)).await;
    let plan = world.plan(version, ApplyKind::Apply).await;
    let apply = world.start(&plan, false).await;
    world.work(&apply).await;
    let events = world.events(&apply).await;
    let numbers: Vec<_> = events.iter().map(|record| record.seq).collect();
    assert_eq!(numbers, (1..=i64::try_from(events.len()).unwrap()).collect::<Vec<_>>());
    let mut progress = shared::event::Progress::new(&plan.plan);
    for record in &events {
        progress.fold(record);
    }
    assert_eq!(progress.state, shared::event::State::Ended(Outcome::Done));
    assert!(progress.steps.iter().all(|step| step.state == shared::event::StepState::Done));
    let service = progress.steps.last().unwrap();
    assert_eq!(service.deployment.as_ref().unwrap().rollout_state, "COMPLETED");
    assert!(service.events.iter().any(|event| event.message.contains("steady state")), "{:#?}", service.events);
    let _: Value = serde_json::to_value(&progress).unwrap();
}
