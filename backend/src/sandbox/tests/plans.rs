//! What a plan makes here is seen as made: planned again, nothing is left to do.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};
use shared::environment::Environment;
use shared::plan::{Plan, Wait, fill, further_lookups, lookups, outputs, plan};
use shared::resolve::{CheckedDesign, resolve};

use super::{START, STEADY};
use crate::ops::observe;
use crate::ports::{Aws as _, Clock};
use crate::sandbox::Pace;
use crate::sandbox::simulation::MemorySandbox;

fn checked(design: &Value) -> CheckedDesign {
    CheckedDesign::new(resolve(design, &Environment::sandbox())).unwrap()
}

async fn planned(aws: &MemorySandbox, design: &CheckedDesign, previous: &[CheckedDesign]) -> Plan {
    let mut observed = observe(aws, "123456789012", START, &lookups(design, previous)).await.unwrap();
    let further = observe(aws, "123456789012", START, &further_lookups(design, &observed)).await.unwrap();
    observed.sightings.extend(further.sightings);
    plan(design, previous, &observed)
}

async fn apply(aws: &MemorySandbox, plan: &Plan) {
    assert_eq!(plan.blockers, []);
    let mut made = BTreeMap::new();
    for step in &plan.steps {
        let input = fill(step, "apply", &made).unwrap();
        let reply = aws.change(step.action, &input).await.unwrap_or_else(|error| panic!("{}: {error}", step.id));
        made.insert(step.id.clone(), outputs(step.action, &reply.body));
        if step.waits_for == Some(Wait::ServiceGone) {
            pass(STEADY).await;
        }
    }
}

async fn pass(ms: i64) {
    tokio::time::advance(Duration::from_millis(ms.unsigned_abs())).await;
}

fn sandbox() -> MemorySandbox {
    MemorySandbox::new(Clock::from(START), Pace { steady_ms: STEADY })
}

fn design() -> Value {
    let mut design: Value = serde_json::from_str(include_str!("../../ops/sample.json")).unwrap();
    let trust = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;
    let policy = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";
    design["clusters"] = json!({ "main": { "clusterName": "shop" } });
    design["services"]["web"]["cluster"] = json!("${clusters.main}");
    design["logGroups"] = json!({
        "web": { "logGroupName": "/shop/web", "bayplan": { "PutRetentionPolicy": { "retentionInDays": 30 } } },
    });
    design["roles"] = json!({
        "execution": {
            "RoleName": "shop-execution",
            "AssumeRolePolicyDocument": trust,
            "bayplan": { "AttachRolePolicy": [{ "PolicyArn": policy }] },
        },
    });
    design["taskDefinitions"]["web"]["executionRoleArn"] = json!("${roles.execution}");
    design
}

/// On instances, without a network of their own, with what AWS prints of deployments only.
fn on_instances() -> Value {
    let mut design = design();
    design["clusters"]["main"]["capacityProviders"] = json!(["instances"]);
    let task = &mut design["taskDefinitions"]["web"];
    task["requiresCompatibilities"] = json!(["EC2"]);
    task["networkMode"] = json!("bridge");
    let service = &mut design["services"]["web"];
    for member in
        ["launchType", "platformVersion", "networkConfiguration", "loadBalancers", "healthCheckGracePeriodSeconds"]
    {
        service.as_object_mut().unwrap().shift_remove(member);
    }
    service["capacityProviderStrategy"] = json!([{ "capacityProvider": "instances", "weight": 1 }]);
    service["placementStrategy"] = json!([{ "type": "spread", "field": "attribute:ecs.availability-zone" }]);
    service["serviceConnectConfiguration"] = json!({ "enabled": false });
    design
}

#[tokio::test(start_paused = true)]
async fn an_applied_design_needs_nothing_more() {
    for design in [design(), on_instances()] {
        let aws = sandbox();
        let first = checked(&design);
        let all = planned(&aws, &first, &[]).await;
        assert!(!all.steps.is_empty());
        apply(&aws, &all).await;
        for wait in [0, STEADY / 2, 2 * STEADY] {
            pass(wait).await;
            let again = planned(&aws, &first, std::slice::from_ref(&first)).await;
            assert!(again.is_empty(), "{:#?} {:#?}", again.steps, again.blockers);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn another_image_is_two_calls() {
    let aws = sandbox();
    let first = checked(&design());
    let all = planned(&aws, &first, &[]).await;
    apply(&aws, &all).await;
    pass(2 * STEADY).await;
    let mut changed = design();
    changed["taskDefinitions"]["web"]["containerDefinitions"][1]["image"] = json!("shop-app:2");
    let second = checked(&changed);
    let update = planned(&aws, &second, std::slice::from_ref(&first)).await;
    let actions: Vec<&str> = update.steps.iter().map(|step| step.action.name()).collect();
    assert_eq!(actions, ["RegisterTaskDefinition", "UpdateService"]);
    apply(&aws, &update).await;
    pass(3 * STEADY).await;
    assert!(planned(&aws, &second, &[second.clone(), first]).await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn what_a_design_no_longer_has_is_deleted() {
    let aws = sandbox();
    let before = aws.state();
    let first = checked(&design());
    let all = planned(&aws, &first, &[]).await;
    apply(&aws, &all).await;
    pass(2 * STEADY).await;
    let empty = checked(&json!({ "name": "shop" }));
    let removal = planned(&aws, &empty, &[first]).await;
    assert!(!removal.steps.is_empty());
    apply(&aws, &removal).await;
    let after = aws.state();
    assert_eq!((&after["clusters"], &after["roles"]), (&before["clusters"], &before["roles"]));
}
