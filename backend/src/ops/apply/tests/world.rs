//! A store, a simulated account and a virtual clock, with everything that was called written down.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use serde_json::{Value, json};
use shared::access::PersonRef;
use shared::api::{ApplyKind, ApplyRequest, PlanRequest};
use shared::environment::Environment;
use shared::event::{EventRecord, Outcome};
use shared::plan::{Action, Outputs, Plan, StepId, fill};

use crate::connections::context;
use crate::ops::Actor;
use crate::ops::apply::{NoPoints, Pace, StartError, Worked, Worker, start_apply};
use crate::ops::{Context, make_plan, save_version};
use crate::ports::{Aws, Clock, Connect, ErrorKind, PortError, Read, Reads, Reply};
use crate::sandbox::simulation::MemorySandbox;
use crate::sandbox::{self};
use crate::store::{Draft, MemoryStore, StoredPlan};

pub(super) const IMAGE: &str = "public.ecr.aws/nginx/nginx:1.29";
const DESIGN: &str = "design";
const START: i64 = 1_800_000_000_000;

pub(super) const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;

/// One of everything that can be applied.
pub(super) fn design(image: &str) -> Value {
    json!({
        "name": "shop",
        "clusters": {"main": {"clusterName": "shop"}},
        "logGroups": {"web": {"logGroupName": "/shop/web", "bayplan": {"PutRetentionPolicy": {"retentionInDays": 30}}}},
        "roles": {"execution": {"RoleName": "shop-execution", "AssumeRolePolicyDocument": TRUST, "bayplan": {
            "AttachRolePolicy": [{"PolicyArn": "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"}],
        }}},
        "taskDefinitions": {"web": {
            "family": "shop-web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256",
            "memory": "512", "executionRoleArn": "${roles.execution}",
            "containerDefinitions": [{"name": "app", "image": image, "essential": true, "futureMember": {"a": [1]},
                "portMappings": [{"containerPort": 80}],
                "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/shop/web",
                    "awslogs-region": "eu-central-1", "awslogs-stream-prefix": "web"}}}],
        }},
        "services": {"web": {
            "serviceName": "web", "cluster": "${clusters.main}", "taskDefinition": "${taskDefinitions.web}",
            "desiredCount": 2, "launchType": "FARGATE",
            "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-0a1b2c3d"]}},
            "loadBalancers": [{"containerName": "app", "containerPort": 80, "targetGroupArn":
                "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/shop-web/0123456789abcdef"}],
            "deploymentConfiguration": {"deploymentCircuitBreaker": {"enable": true, "rollback": true}},
        }},
    })
}

/// Everything that an apply needs.
pub(super) struct World {
    pub(super) context: Context,
    pub(super) sandbox: Arc<MemorySandbox>,
    pub(super) recorder: Arc<Recorder>,
}

impl World {
    pub(super) fn new() -> Self {
        let clock = Clock::from(START);
        let sandbox = Arc::new(MemorySandbox::new(clock, sandbox::Pace::default()));
        let recorder = Arc::new(Recorder {
            inner: Arc::clone(&sandbox),
            calls: Mutex::default(),
            canary: Mutex::default(),
            failing: Mutex::default(),
        });
        let pace = Pace { steady: Duration::from_mins(2), ..Pace::default() };
        let context = Context {
            connect: Arc::new(Here(Arc::clone(&recorder))),
            clock,
            pace,
            points: Arc::new(NoPoints),
            ..context(Arc::new(MemoryStore::with_clock(clock)))
        };
        Self { context, sandbox, recorder }
    }

    /// Saves the design and a version of it; gives the version's number.
    pub(super) async fn save(&self, design: &Value) -> i64 {
        let (store, document) = (&*self.context.store, design.to_string());
        let draft = Draft { name: "shop".to_owned(), document, at: self.context.clock.now(), by: PersonRef::local() };
        let meta = match store.load(DESIGN).await {
            Ok(copy) => store.save(DESIGN, copy.meta.counter, draft).await,
            Err(_) => store.create(DESIGN, draft).await,
        };
        save_version(store, &Actor::local(), DESIGN, meta.unwrap().counter, "").await.unwrap().number
    }

    pub(super) async fn plan(&self, version: i64, kind: ApplyKind) -> StoredPlan {
        let request = PlanRequest { environment: "sandbox".to_owned(), version: Some(version), kind };
        make_plan(&self.context, &Actor::local(), DESIGN, &request).await.unwrap()
    }

    pub(super) async fn try_start(&self, plan: &StoredPlan, accept_risks: bool) -> Result<String, StartError> {
        let request = ApplyRequest { fingerprint: plan.plan.fingerprint.clone(), accept_risks };
        Ok(start_apply(&self.context, &Actor::local(), &plan.id, &request).await?.id)
    }

    pub(super) async fn start(&self, plan: &StoredPlan, accept_risks: bool) -> String {
        self.try_start(plan, accept_risks).await.unwrap()
    }

    pub(super) async fn work(&self, apply: &str) -> Outcome {
        match Worker::new(self.context.clone(), "test").work(Some(apply)).await.unwrap() {
            Worked::Ended { outcome, .. } => *outcome,
            Worked::Nothing => panic!("nothing to work on"),
        }
    }

    pub(super) async fn apply(&self, plan: &StoredPlan, accept_risks: bool) -> Outcome {
        let apply = self.start(plan, accept_risks).await;
        self.work(&apply).await
    }

    /// Saves, plans and applies.
    pub(super) async fn applied(&self, design: &Value) -> Outcome {
        let version = self.save(design).await;
        let plan = self.plan(version, ApplyKind::Apply).await;
        self.apply(&plan, false).await
    }

    /// Rolls back to what was applied before.
    pub(super) async fn rolled_back(&self) -> Outcome {
        let request = PlanRequest { environment: "sandbox".to_owned(), version: None, kind: ApplyKind::Rollback };
        let plan = make_plan(&self.context, &Actor::local(), DESIGN, &request).await.unwrap();
        self.apply(&plan, true).await
    }

    pub(super) async fn events(&self, apply: &str) -> Vec<EventRecord> {
        self.context.store.events(apply, 0, i64::MAX).await.unwrap()
    }

    /// What the steps of the newest apply gave.
    pub(super) async fn outputs(&self, plan: &StoredPlan) -> (String, BTreeMap<StepId, Outputs>) {
        let applies = self.context.store.applies(DESIGN).await.unwrap();
        let apply = applies.into_iter().find(|apply| apply.plan_id == plan.id).unwrap();
        let journal = self.context.store.journal(&apply.id).await.unwrap();
        (apply.id, journal.into_iter().map(|entry| (entry.step, entry.outputs)).collect())
    }
}

struct Here(Arc<Recorder>);

#[async_trait]
impl Connect for Here {
    async fn connect(&self, _: &Environment) -> Result<Arc<dyn Aws>, PortError> {
        Ok(Arc::clone(&self.0) as Arc<dyn Aws>)
    }
}

enum Call {
    Read(Read),
    Change(Action, Value),
}

/// Writes down what is called.
pub(super) struct Recorder {
    inner: Arc<MemorySandbox>,
    calls: Mutex<Vec<Call>>,
    /// Fails the next change with this in the message.
    canary: Mutex<Option<String>>,
    /// How many of the next reads fail.
    failing: Mutex<u32>,
}

impl Recorder {
    pub(super) fn clear(&self) {
        self.calls.lock().unwrap().clear();
    }

    pub(super) fn say_in_errors(&self, text: &str) {
        *self.canary.lock().unwrap() = Some(text.to_owned());
    }

    pub(super) fn fail_reads(&self, count: u32) {
        *self.failing.lock().unwrap() = count;
    }

    pub(super) fn reads(&self) -> usize {
        self.calls.lock().unwrap().iter().filter(|call| matches!(call, Call::Read(_))).count()
    }

    pub(super) fn names(&self) -> Vec<String> {
        let name = |call: &Call| match call {
            Call::Read(read) => read.name().to_owned(),
            Call::Change(action, _) => action.name().to_owned(),
        };
        self.calls.lock().unwrap().iter().map(name).collect()
    }

    pub(super) fn changes(&self) -> Vec<Action> {
        let change = |call: &Call| match call {
            Call::Read(_) => None,
            Call::Change(action, _) => Some(*action),
        };
        self.calls.lock().unwrap().iter().filter_map(change).collect()
    }

    /// The changes are the plan's steps, member by member, and nothing else.
    pub(super) fn assert_is(&self, plan: &Plan, (apply, outputs): &(String, BTreeMap<StepId, Outputs>)) {
        let line = |action: Action, input: &Value| format!("{action} {input}");
        let mut wanted: Vec<_> =
            plan.steps.iter().map(|step| line(step.action, &fill(step, apply, outputs).unwrap())).collect();
        let calls = self.calls.lock().unwrap();
        let mut made: Vec<_> = calls
            .iter()
            .filter_map(|call| match call {
                Call::Read(_) => None,
                Call::Change(action, input) => Some(line(*action, input)),
            })
            .collect();
        wanted.sort();
        made.sort();
        assert_eq!(made, wanted);
    }
}

#[async_trait]
impl Reads for Recorder {
    async fn read(&self, read: Read, input: &Value) -> Result<Value, PortError> {
        self.calls.lock().unwrap().push(Call::Read(read));
        let left = self.failing.lock().unwrap().checked_sub(1);
        if let Some(left) = left {
            *self.failing.lock().unwrap() = left;
            return Err(PortError::new(ErrorKind::Throttled, "ThrottlingException", "too often"));
        }
        self.inner.read(read, input).await
    }
}

#[async_trait]
impl Aws for Recorder {
    async fn change(&self, action: Action, input: &Value) -> Result<Reply, PortError> {
        if let Some(canary) = self.canary.lock().unwrap().take() {
            return Err(PortError::new(
                ErrorKind::Throttled,
                "ThrottlingException",
                format!("too often, said {canary}"),
            ));
        }
        self.calls.lock().unwrap().push(Call::Change(action, input.clone()));
        self.inner.change(action, input).await
    }
}
