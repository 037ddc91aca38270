//! AWS as a worker meets it: slow, throttled, broken, and with answers that get lost.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use serde_json::{Value, json};
use shared::environment::Environment;
use shared::plan::{Action, Step};
use tokio::sync::Notify;
use tokio::time::{Instant, sleep};

use super::oracle::Oracle;
use super::shape::CANARY;
use crate::ops::apply::{Pace, Point, Points};
use crate::ports::{Aws, Connect, ErrorKind, PortError, Read, Reads, Reply};

/// One life of a worker's process.
#[derive(Clone)]
pub(super) struct Life {
    pub(super) oracle: Arc<Oracle>,
    pub(super) worker: String,
    /// How many of a thousand calls go wrong.
    pub(super) faults: u64,
    /// Its credentials are another account's.
    pub(super) stranger: bool,
    /// Its credentials have expired between these times.
    pub(super) expired: Option<(Instant, Instant)>,
    /// Ends the process.
    pub(super) crash: Arc<Notify>,
    pub(super) pace: Pace,
}

impl Life {
    pub(super) fn goes_wrong(&self) -> bool {
        self.oracle.random.chance(self.faults)
    }

    pub(super) async fn die(&self, at: &str) {
        self.oracle.note(format!("{} dies {at}", self.worker));
        self.crash.notify_one();
        std::future::pending::<()>().await;
    }

    fn check_credentials(&self) -> Result<(), PortError> {
        let expired = self.expired.is_some_and(|(from, until)| (from..until).contains(&Instant::now()));
        if expired { Err(error(ErrorKind::Credentials, "ExpiredTokenException")) } else { Ok(()) }
    }

    /// What a call that goes wrong comes to before it takes effect.
    fn refused(&self, told: &str) -> PortError {
        let (kind, code) = self.oracle.random.pick(&[
            (ErrorKind::Throttled, "ThrottlingException"),
            (ErrorKind::Throttled, "ThrottlingException"),
            (ErrorKind::Throttled, "ThrottlingException"),
            (ErrorKind::Unavailable, "InternalError"),
            (ErrorKind::Unavailable, "InternalError"),
            (ErrorKind::Unavailable, "InternalError"),
            (ErrorKind::Credentials, "ExpiredTokenException"),
            (ErrorKind::Denied, "AccessDeniedException"),
        ]);
        self.oracle.note(format!("{}   {told} refused: {code}", self.worker));
        error(kind, code)
    }
}

fn error(kind: ErrorKind, code: &str) -> PortError {
    PortError::new(kind, code, format!("AWS repeats the request: {CANARY}"))
}

#[async_trait]
impl Connect for Life {
    async fn connect(&self, _: &Environment) -> Result<Arc<dyn Aws>, PortError> {
        Ok(Arc::new(self.clone()))
    }
}

#[async_trait]
impl Reads for Life {
    async fn read(&self, read: Read, input: &Value) -> Result<Value, PortError> {
        self.oracle.seen().calls += 1;
        sleep(Duration::from_millis(20 + self.oracle.random.below(60))).await;
        self.check_credentials()?;
        if self.oracle.random.chance(self.faults / 4) {
            if self.oracle.random.chance(700) {
                return Err(self.refused(read.name()));
            }
            sleep(Duration::from_millis(self.oracle.random.below(4000))).await;
        }
        if self.stranger && read == Read::GetCallerIdentity {
            return Ok(json!({ "Account": "999999999999" }));
        }
        self.oracle.sandbox.read(read, input).await
    }
}

#[async_trait]
impl Aws for Life {
    async fn change(&self, action: Action, input: &Value) -> Result<Reply, PortError> {
        let Some(found) = self.oracle.step_of(&self.worker, self.stranger, action, input) else {
            return Err(error(ErrorKind::Denied, "AccessDeniedException"));
        };
        let (random, worker) = (&self.oracle.random, &self.worker);
        sleep(Duration::from_millis(20 + random.below(200))).await;
        self.check_credentials()?;
        if !self.goes_wrong() {
            return self.oracle.effect(&found, input);
        }
        match random.below(10) {
            0..=3 => Err(self.refused(action.name())),
            4 | 5 => {
                let _ = self.oracle.effect(&found, input);
                self.oracle.note(format!("{worker}   the answer is lost"));
                Err(error(ErrorKind::Unavailable, "connection-reset"))
            }
            6 => {
                self.die("before the call takes effect").await;
                Err(error(ErrorKind::Unavailable, "connection-reset"))
            }
            7 => {
                let _ = self.oracle.effect(&found, input);
                self.die("after the call took effect").await;
                Err(error(ErrorKind::Unavailable, "connection-reset"))
            }
            _ => self.slowly(found, input.clone()).await,
        }
    }
}

impl Life {
    /// The effect comes at any time before another worker may look, whoever waits for it; the answer comes later, or
    /// too late.
    async fn slowly(&self, found: (super::oracle::Which, Step), input: Value) -> Result<Reply, PortError> {
        let latest = u64::try_from((self.pace.call + self.pace.late).as_millis()).unwrap() - 250;
        let effect = Duration::from_millis(self.oracle.random.below(latest));
        let answer = Duration::from_millis(self.oracle.random.below(8000));
        self.oracle.note(format!("{}   takes effect in {effect:?}, answers {answer:?} later", self.worker));
        let oracle = Arc::clone(&self.oracle);
        let reply = tokio::spawn(async move {
            sleep(effect).await;
            oracle.effect(&found, &input)
        });
        let reply = reply.await.unwrap();
        sleep(answer).await;
        reply
    }
}

#[async_trait]
impl Points for Life {
    async fn reached(&self, point: Point, step: &Step) {
        if point == Point::IntentStored && self.oracle.random.chance(self.faults / 6) {
            self.overtake(step);
        }
        if self.oracle.random.chance(self.faults / 2) {
            self.die(&format!("at {} of {}", point.word(), step.id)).await;
        }
        tokio::task::yield_now().await;
    }
}

impl Life {
    /// Somebody else makes a thing of the name that a step is about to take.
    fn overtake(&self, step: &Step) {
        let sandbox = &self.oracle.sandbox;
        let name = |key: &str| step.input[key].as_str().unwrap_or_default().to_owned();
        let is_there = super::oracle::now(crate::ops::observe::look(sandbox, &step.look)).is_ok_and(|it| it.is_some());
        if is_there {
            return;
        }
        match step.action {
            Action::CreateLogGroup => sandbox.foreign_log_group(&name("logGroupName")),
            Action::CreateRole => sandbox.foreign_role(&name("RoleName")),
            Action::CreateService => sandbox.foreign_service(&name("cluster"), &name("serviceName")),
            // ECS takes CreateCluster for a cluster that is there, whoever made it, so nothing could be told.
            _ => return,
        }
        self.oracle.note(format!("somebody else makes what {} is about to make", step.id));
    }
}
