//! What the simulated account does.

mod calls;
mod clusters;
mod deployments;
mod failures;
mod histories;
mod plans;
mod roles_and_logs;
mod shell;

use serde_json::{Value, json};
use shared::plan::Action;

use super::{Account, Pace};
use crate::ports::{PortError, Read};

const START: i64 = 1_700_000_000_000;
/// How long a healthy deployment takes here.
const STEADY: i64 = 1_000;
const GROUP: &str = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/0123456789abcdef";

/// An account and its time.
struct Rig {
    account: Account,
    now: i64,
}

impl Rig {
    fn new() -> Self {
        let pace = Pace { steady_ms: STEADY };
        Self { account: Account::new("123456789012", "eu-central-1", pace, START), now: START }
    }

    /// With a service `web` in the cluster `default`, of 2 tasks on `web:1`, just made.
    fn with_service(image: &str, breaker: bool) -> Self {
        let mut rig = Self::new();
        rig.register(image);
        rig.call(Action::CreateService, &service(breaker));
        rig
    }

    fn change(&mut self, action: Action, input: &Value) -> Result<Value, PortError> {
        self.account.change(action, input, self.now).map(|reply| reply.body)
    }

    fn call(&mut self, action: Action, input: &Value) -> Value {
        self.change(action, input).unwrap()
    }

    fn code(&mut self, action: Action, input: &Value) -> String {
        self.change(action, input).unwrap_err().code
    }

    fn ask(&mut self, read: Read, input: &Value) -> Value {
        self.account.read(read, input, self.now).unwrap()
    }

    fn register(&mut self, image: &str) -> Value {
        self.call(Action::RegisterTaskDefinition, &task_definition(image))
    }

    fn roll_out(&mut self, image: &str) -> String {
        let arn = self.register(image)["taskDefinition"]["taskDefinitionArn"].take();
        let service = self.call(Action::UpdateService, &json!({ "service": "web", "taskDefinition": arn }));
        service["service"]["deployments"][0]["id"].as_str().unwrap().to_owned()
    }

    fn service(&mut self) -> Value {
        self.ask(Read::DescribeServices, &json!({ "services": ["web"], "include": ["TAGS"] }))["services"][0].take()
    }

    fn deployment(&mut self, id: &str) -> Option<Value> {
        let service = self.service();
        service["deployments"].as_array().unwrap().iter().find(|deployment| deployment["id"] == id).cloned()
    }

    fn messages(&mut self) -> Vec<String> {
        let service = self.service();
        let events = service["events"].as_array().unwrap().iter().rev();
        events.map(|event| event["message"].as_str().unwrap().to_owned()).collect()
    }

    fn pass(&mut self, ms: i64) {
        self.now += ms;
    }

    /// Lets time pass in small steps until something holds, and says how long that took.
    fn until(&mut self, what: &str, most: i64, mut holds: impl FnMut(&mut Self) -> bool) -> i64 {
        let from = self.now;
        while !holds(self) {
            assert!(self.now - from < most, "not within {most} ms: {what}; {:#}", self.service());
            self.pass(STEADY / 100);
        }
        self.now - from
    }

    fn until_completed(&mut self, id: &str) -> i64 {
        self.until("completed", 5 * STEADY, |rig| {
            rig.deployment(id).is_some_and(|deployment| deployment["rolloutState"] == "COMPLETED")
        })
    }

    fn until_steady(&mut self) -> i64 {
        let id = self.service()["deployments"][0]["id"].as_str().unwrap().to_owned();
        self.until_completed(&id)
    }

    fn stopped(&mut self) -> Vec<Value> {
        let arns = self.ask(Read::ListTasks, &json!({ "serviceName": "web", "desiredStatus": "STOPPED" }));
        let tasks = self.ask(Read::DescribeTasks, &json!({ "tasks": arns["taskArns"] }));
        tasks["tasks"].as_array().unwrap().clone()
    }
}

fn task_definition(image: &str) -> Value {
    let logs = json!({ "awslogs-group": "/web", "awslogs-region": "eu-central-1", "awslogs-stream-prefix": "ecs" });
    json!({
        "family": "web",
        "requiresCompatibilities": ["FARGATE"],
        "networkMode": "awsvpc",
        "cpu": "256",
        "memory": "512",
        "containerDefinitions": [{
            "name": "app",
            "image": image,
            "portMappings": [{ "containerPort": 80 }],
            "logConfiguration": { "logDriver": "awslogs", "options": logs },
            "aMemberOfTomorrow": { "kept": true },
        }],
        "tags": [{ "key": "bayplan:design", "value": "shop" }],
    })
}

fn service(breaker: bool) -> Value {
    json!({
        "serviceName": "web",
        "taskDefinition": "web:1",
        "desiredCount": 2,
        "launchType": "FARGATE",
        "clientToken": "once",
        "networkConfiguration": { "awsvpcConfiguration": { "subnets": ["subnet-1"] } },
        "loadBalancers": [{ "targetGroupArn": GROUP, "containerName": "app", "containerPort": 80 }],
        "deploymentConfiguration": { "deploymentCircuitBreaker": { "enable": breaker, "rollback": breaker } },
        "tags": [{ "key": "bayplan:design", "value": "shop" }],
    })
}
