use serde_json::json;
use shared::plan::Action;

use super::{Rig, STEADY};
use crate::ports::Read;

#[test]
fn a_new_service_becomes_steady_step_by_step() {
    let mut rig = Rig::with_service("shop:1", true);
    let mut seen: Vec<(i64, i64)> = Vec::new();
    let took = rig.until("completed", 2 * STEADY, |rig| {
        let service = rig.service();
        let counts = (service["pendingCount"].as_i64().unwrap(), service["runningCount"].as_i64().unwrap());
        if seen.last() != Some(&counts) {
            seen.push(counts);
        }
        service["deployments"][0]["rolloutState"] == "COMPLETED"
    });
    assert_eq!(seen, [(0, 0), (2, 0), (0, 2)]);
    assert!((STEADY * 9 / 10..=STEADY * 11 / 10).contains(&took), "{took} ms");
    let messages = rig.messages();
    let about: Vec<bool> = [
        "has started 2 tasks: (task ",
        "registered 2 targets in (target-group arn:",
        "deployment completed.",
        "has reached a steady state.",
    ]
    .iter()
    .map(|words| messages.iter().any(|message| message.starts_with("(service web) ") && message.contains(words)))
    .collect();
    assert_eq!(about, [true; 4], "{messages:#?}");
    let deployment = rig.service()["deployments"][0].take();
    assert_eq!(deployment["status"], "PRIMARY");
    let digits = deployment["id"].as_str().unwrap().strip_prefix("ecs-svc/").unwrap().to_owned();
    assert!(digits.len() == 19 && digits.bytes().all(|b| b.is_ascii_digit()), "{digits}");
}

#[test]
fn only_what_is_rolled_out_starts_a_deployment() {
    let mut rig = Rig::with_service("shop:1", true);
    rig.until_steady();
    let first = rig.service()["deployments"][0]["id"].take();
    rig.call(
        Action::UpdateService,
        &json!({ "service": "web", "desiredCount": 3, "healthCheckGracePeriodSeconds": 5 }),
    );
    rig.until("3 tasks", 2 * STEADY, |rig| rig.service()["runningCount"] == 3);
    rig.call(Action::UpdateService, &json!({ "service": "web", "desiredCount": 1, "taskDefinition": "web:1" }));
    rig.until("1 task", 2 * STEADY, |rig| rig.service()["runningCount"] == 1);
    assert_eq!(rig.service()["deployments"][0]["id"], first);
    let network = json!({ "awsvpcConfiguration": { "subnets": ["subnet-2"] } });
    for change in [
        json!({ "service": "web", "networkConfiguration": network }),
        json!({ "service": "web", "loadBalancers": [] }),
        json!({ "service": "web", "forceNewDeployment": true }),
    ] {
        let before = rig.service()["deployments"][0]["id"].take();
        let after = rig.call(Action::UpdateService, &change)["service"]["deployments"][0].take();
        assert_ne!(after["id"], before, "{change}");
        assert_eq!(after["rolloutState"], "IN_PROGRESS");
        rig.until_completed(after["id"].as_str().unwrap());
    }
}

#[test]
fn an_update_keeps_the_part_of_the_deployment_configuration_that_it_leaves_out() {
    let mut rig = Rig::with_service("shop:1", true);
    let part = json!({ "service": "web", "deploymentConfiguration": { "maximumPercent": 150 } });
    let configuration = rig.call(Action::UpdateService, &part)["service"]["deploymentConfiguration"].take();
    assert_eq!(configuration["maximumPercent"], 150);
    assert_eq!(configuration["deploymentCircuitBreaker"], json!({ "enable": true, "rollback": true }));
}

#[test]
fn a_roll_out_never_has_too_few_healthy_tasks() {
    let mut rig = Rig::with_service("shop:1", true);
    rig.until_steady();
    let old = rig.service()["deployments"][0]["id"].as_str().unwrap().to_owned();
    let new = rig.roll_out("shop:2");
    let (mut least, mut most) = (i64::MAX, 0);
    rig.until("completed", 3 * STEADY, |rig| {
        let running = rig.service()["runningCount"].as_i64().unwrap();
        (least, most) = (least.min(running), most.max(running));
        rig.deployment(&new).unwrap()["rolloutState"] == "COMPLETED"
    });
    assert_eq!((least, most), (2, 4));
    assert!(rig.deployment(&old).is_none());
    assert_eq!(rig.service()["runningCount"], 2);
    let stopped = rig.stopped();
    assert_eq!(stopped.len(), 2);
    assert_eq!(stopped[0]["stopCode"], "ServiceSchedulerInitiated");
    assert_eq!(stopped[0]["startedBy"], old);
}

#[test]
fn a_service_may_be_replaced_in_place() {
    let mut rig = Rig::with_service("shop:1", true);
    let configuration = json!({ "maximumPercent": 100, "minimumHealthyPercent": 50 });
    rig.call(Action::UpdateService, &json!({ "service": "web", "deploymentConfiguration": configuration }));
    rig.until_steady();
    let new = rig.roll_out("shop:2");
    let mut most = 0;
    rig.until("completed", 5 * STEADY, |rig| {
        let service = rig.service();
        most = most.max(service["runningCount"].as_i64().unwrap() + service["pendingCount"].as_i64().unwrap());
        rig.deployment(&new).unwrap()["rolloutState"] == "COMPLETED"
    });
    assert_eq!(most, 2);
}

#[test]
fn a_deployment_that_is_overtaken_disappears() {
    let mut rig = Rig::with_service("shop:1", true);
    rig.until_steady();
    let ours = rig.roll_out("shop:2");
    rig.pass(STEADY * 3 / 10);
    let theirs = rig.roll_out("shop:3");
    let overtaken = rig.deployment(&ours).unwrap();
    assert_eq!((overtaken["status"].as_str(), overtaken["pendingCount"].as_i64()), (Some("ACTIVE"), Some(2)));
    rig.pass(STEADY / 10);
    assert!(rig.deployment(&ours).is_none(), "what is pending is not waited for");
    rig.until_completed(&theirs);
}

#[test]
fn a_larger_count_at_the_last_moment_is_waited_for() {
    let mut rig = Rig::with_service("shop:1", true);
    rig.until("2 healthy tasks", 2 * STEADY, |rig| {
        let health = rig.ask(Read::DescribeTargetHealth, &json!({ "TargetGroupArn": super::GROUP }));
        let targets = health["TargetHealthDescriptions"].as_array().unwrap();
        targets.iter().filter(|target| target["TargetHealth"]["State"] == "healthy").count() == 2
    });
    rig.pass(STEADY * 13 / 100);
    rig.call(Action::UpdateService, &json!({ "service": "web", "desiredCount": 3 }));
    rig.until_steady();
    assert_eq!(rig.service()["runningCount"], 3);
}

#[test]
fn how_often_it_is_asked_makes_no_difference() {
    let often = |every: i64| {
        let mut rig = Rig::with_service("shop:1", true);
        rig.until_steady();
        rig.now = super::START + 3 * STEADY;
        rig.roll_out("shop:crash");
        for _ in 0..(20 * STEADY / every) {
            rig.pass(every);
            rig.ask(Read::GetCallerIdentity, &json!({}));
        }
        serde_json::to_string(&rig.account).unwrap()
    };
    assert_eq!(often(10), often(20 * STEADY));
}
