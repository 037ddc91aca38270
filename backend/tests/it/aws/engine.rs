//! The engine against the local AWS: a design is planned and applied, and what arrived is what was planned.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use bayplan::ops::{Actor, Context, NoPoints, Pace, Worked, Worker, make_plan_for, save_version, start_apply};
use bayplan::ports::Clock;
use bayplan::store::{Draft, MemoryStore, StoredPlan};
use serde_json::{Value, json};
use shared::api::{ApplyKind, ApplyRequest, PlanRequest};
use shared::environment::{AWS, Environment};
use shared::event::Outcome;
use shared::plan::{Service, fill};

use crate::support::arrived::arrived_as_given;
use crate::support::aws::MotoWorld;

const DESIGN: &str = "design";
const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;

/// One of everything that can be applied.
pub(super) fn design(world: &MotoWorld, target_group: &str, tag: &str) -> Value {
    let policy = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";
    let retention = json!({"PutRetentionPolicy": {"retentionInDays": 30}});
    let log = json!({"awslogs-group": "/shop/web", "awslogs-region": world.region, "awslogs-stream-prefix": "web"});
    json!({
        "name": "shop",
        "clusters": {"main": {"clusterName": "shop"}},
        "logGroups": {"web": {"logGroupName": "/shop/web", "bayplan": retention}},
        "roles": {"execution": {
            "RoleName": format!("shop-{}", world.region),
            "AssumeRolePolicyDocument": TRUST,
            "bayplan": {"AttachRolePolicy": [{"PolicyArn": policy}]},
        }},
        "taskDefinitions": {"web": {
            "family": "shop-web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256",
            "memory": "512", "executionRoleArn": "${roles.execution}",
            "containerDefinitions": [{
                "name": "app", "image": format!("example/web:{tag}"), "essential": true, "futureMember": {"a": [1]},
                "portMappings": [{"containerPort": 80}],
                "logConfiguration": {"logDriver": "awslogs", "options": log},
            }],
        }},
        "services": {"web": {
            "serviceName": "web", "cluster": "${clusters.main}", "taskDefinition": "${taskDefinitions.web}",
            "desiredCount": 2, "launchType": "FARGATE",
            "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-0a1b2c3d"]}},
            "loadBalancers": [{"containerName": "app", "containerPort": 80, "targetGroupArn": target_group}],
            "deploymentConfiguration": {"deploymentCircuitBreaker": {"enable": true, "rollback": true}},
        }},
    })
}

/// The engine over the local AWS.
struct Engine {
    context: Context,
    environment: Environment,
}

impl Engine {
    fn new(world: &MotoWorld) -> Self {
        let context = Context {
            connect: Arc::new(MotoWorld::connector()),
            pace: Pace { call: Duration::from_secs(8), lease: Duration::from_secs(12), ..Pace::quick() },
            points: Arc::new(NoPoints),
            ..bayplan::connections::context(Arc::new(MemoryStore::with_clock(Clock::System)))
        };
        // The environment of this name needs not be kept.
        Self { context, environment: Environment { name: AWS.to_owned(), ..world.environment() } }
    }

    async fn plan(&self, design: &Value) -> StoredPlan {
        let (store, document) = (&*self.context.store, design.to_string());
        let draft = Draft {
            name: "shop".to_owned(),
            document,
            at: self.context.clock.now(),
            by: shared::access::PersonRef::local(),
        };
        let meta = match store.load(DESIGN).await {
            Ok(copy) => store.save(DESIGN, copy.meta.counter, draft).await,
            Err(_) => store.create(DESIGN, draft).await,
        };
        let version = save_version(store, &Actor::local(), DESIGN, meta.unwrap().counter, "").await.unwrap().number;
        self.plan_as(Some(version), ApplyKind::Apply).await
    }

    async fn plan_as(&self, version: Option<i64>, kind: ApplyKind) -> StoredPlan {
        let request = PlanRequest { environment: AWS.to_owned(), version, kind };
        let plan = make_plan_for(&self.context, DESIGN, &request, self.environment.clone()).await.unwrap();
        assert_eq!(plan.plan.blockers, []);
        plan
    }

    async fn apply(&self, plan: &StoredPlan) -> Outcome {
        let request = ApplyRequest { fingerprint: plan.plan.fingerprint.clone(), accept_risks: true };
        let apply = start_apply(&self.context, &Actor::local(), &plan.id, &request).await.unwrap().id;
        match Worker::new(self.context.clone(), "test").work(Some(&apply)).await.unwrap() {
            Worked::Ended { outcome, .. } => *outcome,
            Worked::Nothing => panic!("nothing to work on"),
        }
    }

    /// The changes that arrived are the plan's steps, and nothing else.
    async fn assert_made(&self, plan: &StoredPlan, world: &MotoWorld) {
        let applies = self.context.store.applies(DESIGN).await.unwrap();
        let apply = applies.into_iter().find(|apply| apply.plan_id == plan.id).unwrap();
        let journal = self.context.store.journal(&apply.id).await.unwrap();
        let outputs: BTreeMap<_, _> = journal.into_iter().map(|entry| (entry.step, entry.outputs)).collect();
        let arrived: Vec<_> = world.calls().into_iter().filter(|call| call.mutating).collect();
        assert_eq!(arrived.len(), plan.plan.steps.len(), "{arrived:#?}");
        for step in &plan.plan.steps {
            let input = fill(step, &apply.id, &outputs).unwrap();
            let made = |call: &&_| arrived_as_given(call, step.action.name(), step.service, &input);
            assert_eq!(arrived.iter().filter(made).count(), 1, "{} {input} is not once in {arrived:#?}", step.id);
        }
    }
}

#[tokio::test]
async fn what_arrives_is_what_was_planned() {
    let Some(world) = MotoWorld::new() else { return };
    let engine = Engine::new(&world);
    let group = world.target_group("web");
    let first = engine.plan(&design(&world, &group, "1")).await;
    assert!(world.calls().iter().all(|call| !call.mutating));
    world.forget();
    assert_eq!(engine.apply(&first).await, Outcome::Done);
    engine.assert_made(&first, &world).await;
    assert!(world.calls().iter().any(|call| call.mutating && call.body.contains(r#""futureMember":{"a":[1]}"#)));

    world.forget();
    let again = engine.plan_as(Some(first.version), ApplyKind::Apply).await;
    assert!(again.plan.is_empty(), "{:#?}", again.plan);
    let reads: Vec<_> = world.calls().into_iter().map(|call| call.action).collect();
    println!("reads of an unchanged design: {}", reads.join(" "));
    assert!(reads.len() <= 14, "{reads:?}");

    world.forget();
    let second = engine.plan(&design(&world, &group, "2")).await;
    assert_eq!(engine.apply(&second).await, Outcome::Done);
    engine.assert_made(&second, &world).await;
    let changes: Vec<_> = world.calls().into_iter().filter(|call| call.mutating).map(|call| call.action).collect();
    assert_eq!(changes, ["RegisterTaskDefinition", "UpdateService"]);
}

#[tokio::test]
async fn a_failing_image_is_told_and_taken_back() {
    let Some(world) = MotoWorld::new() else { return };
    let engine = Engine::new(&world);
    let group = world.target_group("web");
    let good = engine.plan(&design(&world, &group, "1")).await;
    assert_eq!(engine.apply(&good).await, Outcome::Done);
    let bad = engine.plan(&design(&world, &group, "crash")).await;
    let Outcome::Failed { cause } = engine.apply(&bad).await else { panic!("it did not fail") };
    assert_eq!((cause.exit_code, cause.container.as_deref()), (Some(1), Some("app")), "{cause:#?}");
    assert!(cause.log_lines.iter().any(|line| line.contains("crash")), "{cause:#?}");
    let back = engine.plan_as(None, ApplyKind::Rollback).await;
    assert_eq!(engine.apply(&back).await, Outcome::RolledBack);
    let state = world.state();
    let definitions = state["taskDefinitions"].as_array().unwrap();
    let current = definitions.iter().find(|each| each["arn"] == state["services"][0]["taskDefinition"]).unwrap();
    assert_eq!(current["given"]["containerDefinitions"][0]["image"], "example/web:1");
}

#[tokio::test]
async fn faults_on_the_way_leave_one_of_each() {
    let Some(world) = MotoWorld::new() else { return };
    let engine = Engine::new(&world);
    let group = world.target_group("web");
    let plan = engine.plan(&design(&world, &group, "1")).await;
    let faults = ["lost", "reset", "500", "throttle"].iter().cycle();
    let rules = plan.plan.steps.iter().zip(faults);
    world.rules(
        rules.map(|(step, fault)| json!({"action": step.action.name(), "nth": 1, "fault": fault})).collect::<Value>(),
    );
    assert_eq!(engine.apply(&plan).await, Outcome::Done);
    let state = world.state();
    for (list, count) in [("clusters", 1), ("services", 1), ("taskDefinitions", 1), ("logGroups", 1)] {
        assert_eq!(state[list].as_array().map(Vec::len), Some(count), "{list}: {state:#}");
    }
    let role = format!("shop-{}", world.region);
    assert_eq!(state["roles"].as_array().unwrap().iter().filter(|each| each["name"] == role.as_str()).count(), 1);
    assert_eq!(world.calls().iter().filter(|call| call.fault.is_some()).count(), plan.plan.steps.len());
    assert!(plan.plan.steps.iter().any(|step| step.service == Service::Iam));
}

#[tokio::test]
async fn a_new_role_that_ecs_does_not_know_yet_is_waited_for() {
    let Some(world) = MotoWorld::new() else { return };
    let engine = Engine::new(&world);
    let group = world.target_group("web");
    world.settles(&format!("shop-{}", world.region), 700);
    let plan = engine.plan(&design(&world, &group, "1")).await;
    assert_eq!(engine.apply(&plan).await, Outcome::Done);
    let tries = world.calls().iter().filter(|call| call.action == "RegisterTaskDefinition").count();
    assert!(tries > 1, "it was never refused");
    assert_eq!(world.state()["taskDefinitions"].as_array().map(Vec::len), Some(1));
}
