use serde_json::{Value, json};
use shared::plan::Action;

use super::{GROUP, Rig, STEADY};
use crate::ports::Read;
use crate::sandbox::{Fate, Pace};

/// A service that was steady on `shop:1` and now rolls out another image; and that deployment's id.
fn rolling_out(image: &str) -> (Rig, String) {
    let mut rig = Rig::with_service("shop:1", true);
    rig.until_steady();
    let id = rig.roll_out(image);
    (rig, id)
}

fn until_failed(rig: &mut Rig, id: &str) -> i64 {
    rig.until("failed", 3 * STEADY, |rig| rig.deployment(id).is_some_and(|found| found["rolloutState"] == "FAILED"))
}

/// The last stopped task and its container.
fn last_stopped(rig: &mut Rig, id: &str) -> (Value, Value) {
    let mut task = rig.stopped().into_iter().rfind(|task| task["startedBy"] == id).unwrap();
    let container = task["containers"][0].take();
    (task, container)
}

#[test]
fn failing_deployments_are_rolled_back() {
    for fate in [Fate::Crash, Fate::Oom, Fate::Nopull, Fate::Unhealthy] {
        let (mut rig, id) = rolling_out(&format!("shop:2-{}", fate.word().unwrap()));
        let took = until_failed(&mut rig, &id);
        let at_default_pace = took * Pace::default().steady_ms / STEADY;
        assert!(at_default_pace <= 8_000, "{fate:?}: {at_default_pace} ms");
        let failed = rig.deployment(&id).unwrap();
        assert_eq!(failed["rolloutStateReason"], "ECS deployment circuit breaker: tasks failed to start.");
        assert!(failed["failedTasks"].as_i64().unwrap() >= 3);

        let back = rig.service()["deployments"][0].take();
        assert_eq!((back["status"].as_str(), back["rolloutState"].as_str()), (Some("PRIMARY"), Some("IN_PROGRESS")));
        assert!(back["taskDefinition"].as_str().unwrap().ends_with("/web:1"));
        rig.until_completed(back["id"].as_str().unwrap());
        let service = rig.service();
        assert!(service["taskDefinition"].as_str().unwrap().ends_with("/web:1"));
        assert_eq!(service["runningCount"], 2);
        assert!(rig.deployment(&id).is_none(), "AWS lists a failed deployment only until another has completed");
        let messages = rig.messages();
        assert!(
            messages.contains(&format!("(service web) (deployment {id}) deployment failed: tasks failed to start."))
        );
    }
}

#[test]
fn the_stopped_tasks_say_why() {
    for (fate, code, reason, exit_code, container_reason) in [
        (Fate::Crash, "EssentialContainerExited", "Essential container in task exited", Some(1), None),
        (
            Fate::Oom,
            "EssentialContainerExited",
            "Essential container in task exited",
            Some(137),
            Some("OutOfMemoryError: Container killed due to memory usage"),
        ),
        (Fate::Nopull, "TaskFailedToStart", "CannotPullContainerError: ", None, Some("CannotPullContainerError: ")),
        (
            Fate::Unhealthy,
            "ServiceSchedulerInitiated",
            "Task failed ELB health checks in (target-group ",
            Some(143),
            None,
        ),
    ] {
        let (mut rig, id) = rolling_out(&format!("shop:2-{}", fate.word().unwrap()));
        until_failed(&mut rig, &id);
        let (task, container) = last_stopped(&mut rig, &id);
        assert_eq!(task["stopCode"], code);
        assert!(task["stoppedReason"].as_str().unwrap().starts_with(reason), "{task:#}");
        assert_eq!(container["exitCode"].as_i64(), exit_code, "{fate:?}");
        let said = container["reason"].as_str();
        assert_eq!(said.is_some(), container_reason.is_some());
        assert!(said.unwrap_or_default().starts_with(container_reason.unwrap_or_default()));
        assert_eq!(task["lastStatus"], "STOPPED");

        let stream = format!("ecs/app/{}", task["taskArn"].as_str().unwrap().rsplit('/').next().unwrap());
        let input = json!({ "logGroupName": "/web", "logStreamName": stream, "limit": 2 });
        let elsewhere = json!({ "logGroupName": "/api", "logStreamName": stream });
        assert!(rig.account.read(Read::GetLogEvents, &elsewhere, rig.now).is_err());
        let lines = rig.account.read(Read::GetLogEvents, &input, rig.now);
        if fate == Fate::Nopull {
            assert_eq!(lines.unwrap_err().code, "ResourceNotFoundException", "it never ran");
        } else {
            let lines = lines.unwrap();
            let word = format!("`{}`", fate.word().unwrap());
            let lines = lines["events"].as_array().unwrap();
            assert!(lines.len() == 2 && lines.iter().any(|line| line["message"].as_str().unwrap().contains(&word)));
        }
    }
}

#[test]
fn a_bad_first_deployment_has_nothing_to_go_back_to() {
    let mut rig = Rig::with_service("shop:crash", true);
    let id = rig.service()["deployments"][0]["id"].as_str().unwrap().to_owned();
    until_failed(&mut rig, &id);
    rig.pass(20 * STEADY);
    let service = rig.service();
    assert_eq!((service["runningCount"].as_i64(), service["pendingCount"].as_i64()), (Some(0), Some(0)));
    assert_eq!(service["deployments"].as_array().unwrap().len(), 1);
    assert_eq!(service["deployments"][0]["id"], id);
    assert_eq!(service["deployments"][0]["status"], "PRIMARY");
    // A good one may follow.
    let good = rig.roll_out("shop:2");
    rig.until_completed(&good);
}

#[test]
fn without_a_circuit_breaker_it_goes_on_failing_ever_more_slowly() {
    let mut rig = Rig::with_service("shop:crash", false);
    let failed = |rig: &mut Rig| rig.service()["deployments"][0]["failedTasks"].as_i64().unwrap();
    rig.pass(10 * STEADY);
    let soon = failed(&mut rig);
    assert!(soon >= 4, "{soon}");
    rig.pass(365 * 24 * 3_600_000);
    let late = failed(&mut rig);
    assert!(late > soon && late < 100_000, "{late}");
    assert_eq!(rig.service()["deployments"][0]["rolloutState"], "IN_PROGRESS");
    let service = rig.service();
    assert_eq!(service["events"].as_array().unwrap().len(), 100);
    assert_eq!(rig.stopped().len(), 30);
}

#[test]
fn without_rollback_the_earlier_tasks_go_on() {
    let mut rig = Rig::with_service("shop:1", true);
    let breaker = json!({ "deploymentCircuitBreaker": { "enable": true, "rollback": false } });
    rig.call(Action::UpdateService, &json!({ "service": "web", "deploymentConfiguration": breaker }));
    rig.until_steady();
    let id = rig.roll_out("shop:2-crash");
    until_failed(&mut rig, &id);
    rig.pass(5 * STEADY);
    let service = rig.service();
    assert_eq!(service["deployments"][0]["rolloutState"], "FAILED");
    assert_eq!(service["deployments"][1]["runningCount"], 2);
}

#[test]
fn a_stalled_task_stays_pending() {
    let (mut rig, id) = rolling_out("shop:2-stall");
    rig.pass(100 * STEADY);
    let deployment = rig.deployment(&id).unwrap();
    assert_eq!((deployment["pendingCount"].as_i64(), deployment["failedTasks"].as_i64()), (Some(2), Some(0)));
    assert_eq!(deployment["rolloutState"], "IN_PROGRESS");
    assert_eq!(rig.service()["runningCount"], 2);
}

#[test]
fn without_capacity_no_task_is_placed() {
    let (mut rig, id) = rolling_out("shop:2-nocapacity");
    rig.pass(100 * STEADY);
    let deployment = rig.deployment(&id).unwrap();
    assert_eq!((deployment["pendingCount"].as_i64(), deployment["failedTasks"].as_i64()), (Some(0), Some(0)));
    assert_eq!(deployment["rolloutState"], "IN_PROGRESS");
    let reason = "(service web) was unable to place a task. Reason: Capacity is unavailable at this time.";
    let refusals = rig.messages().iter().filter(|message| message.starts_with(reason)).count();
    assert!((2..20).contains(&refusals), "{refusals}");
}

#[test]
fn targets_of_unhealthy_tasks_are_unhealthy() {
    let (mut rig, _) = rolling_out("shop:2-unhealthy");
    rig.until("an unhealthy target", STEADY, |rig| {
        let health = rig.ask(Read::DescribeTargetHealth, &json!({ "TargetGroupArn": GROUP }));
        let mut targets = health["TargetHealthDescriptions"].as_array().unwrap().iter();
        targets.any(|target| target["TargetHealth"]["State"] == "unhealthy")
    });
}
