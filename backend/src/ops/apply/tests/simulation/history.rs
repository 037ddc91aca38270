//! One history: people who save, apply, cancel, roll back, and others who come in between.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use shared::access::PersonRef;
use shared::api::{ApplyKind, ApplyRequest, PlanRequest};
use tokio::time::sleep;

use super::faults::Life;
use super::oracle::Oracle;
use super::process::Place;
use super::shape::Shape;
use crate::connections::context;
use crate::ops::Actor;
use crate::ops::apply::{NoPoints, Pace, StartError, start_apply};
use crate::ops::observe::observe;
use crate::ops::{Context, News, OpsError, PlanError, cancel_apply, make_plan, save_version};
use crate::ports::Clock;
use crate::sandbox::{self, simulation::MemorySandbox};
use crate::store::{Designs, Draft, MemoryStore, StoredPlan};

const START: i64 = 1_800_000_000_000;
/// The cluster, service, role and log group that no design names.
pub(super) const OTHERS: &str = "others";

pub(super) struct History {
    pub(super) oracle: Arc<Oracle>,
    pub(super) context: Context,
    pub(super) designs: [Shape; 2],
    /// What of the account belongs to a version when it has been applied and nobody else came in between.
    pub(super) digests: BTreeMap<(&'static str, i64), Value>,
    pub(super) governed: BTreeSet<(String, String)>,
    pub(super) others: Value,
}

impl History {
    pub(super) fn new(seed: u64) -> Self {
        let clock = Clock::from(START);
        let sandbox = MemorySandbox::new(clock, sandbox::Pace::default());
        sandbox.foreign_cluster(OTHERS);
        sandbox.foreign_service(OTHERS, OTHERS);
        sandbox.foreign_role(OTHERS);
        sandbox.foreign_log_group(OTHERS);
        let (store, news) = (Arc::new(MemoryStore::with_clock(clock)), News::default());
        let oracle = Arc::new(Oracle::new(seed, sandbox, Arc::clone(&store), clock, &news));
        // Looks are what histories spend their time with, so there are fewer of them than with AWS.
        let poll = (Duration::from_secs(2), Duration::from_secs(5));
        let pace = Pace { poll, steady: Duration::from_mins(1), ..Pace::default() };
        // People's own requests meet no faults.
        let calm = Life {
            oracle: Arc::clone(&oracle),
            worker: "people".to_owned(),
            faults: 0,
            stranger: false,
            expired: None,
            crash: Arc::default(),
            pace,
        };
        let connect = Arc::new(calm);
        let context = Context { connect, clock, pace, news, points: Arc::new(NoPoints), ..context(store) };
        let mut history = Self {
            oracle,
            context,
            designs: [Shape::new("shop"), Shape::new("blog")],
            digests: BTreeMap::new(),
            governed: BTreeSet::new(),
            others: Value::Null,
        };
        history.others = history.foreign();
        history
    }

    pub(super) async fn go_on(&mut self) {
        let random = &self.oracle.random;
        let operations = 3 + random.below(6).min(random.below(6));
        for _ in 0..operations {
            let of = usize::try_from(self.oracle.random.below(2)).unwrap();
            let random = &self.oracle.random;
            match random.below(100) {
                0..=59 => {
                    let random = &self.oracle.random;
                    self.designs[of].change(random);
                    self.save(of).await;
                    self.plan_and_apply(of, ApplyKind::Apply).await;
                }
                60..=67 => self.plan_and_apply(of, ApplyKind::Apply).await,
                68..=81 => self.plan_and_apply(of, ApplyKind::Rollback).await,
                _ => {
                    self.drift(of);
                }
            }
            if !self.oracle.seen().violations.is_empty() {
                return;
            }
            sleep(Duration::from_millis(5000 + self.oracle.random.below(30_000))).await;
        }
        if self.foreign() != self.others {
            self.oracle.violation("what others have was changed");
        }
    }

    async fn save(&self, of: usize) {
        let (name, store) = (self.designs[of].name, &*self.context.store);
        self.oracle.note(format!("SAVE {:?}", self.designs[of]));
        let document = self.designs[of].document().to_string();
        let draft = Draft { name: name.to_owned(), document, at: self.context.clock.now(), by: PersonRef::local() };
        let meta = match self.oracle.store.load(name).await {
            Ok(copy) => store.save(name, copy.meta.counter, draft).await,
            Err(_) => store.create(name, draft).await,
        };
        save_version(store, &Actor::local(), name, meta.unwrap().counter, "").await.unwrap();
    }

    async fn plan_and_apply(&mut self, of: usize, kind: ApplyKind) {
        let name = self.designs[of].name;
        let request = PlanRequest { environment: "sandbox".to_owned(), version: None, kind };
        let plan = match make_plan(&self.context, &Actor::local(), name, &request).await {
            Ok(plan) => plan,
            Err(PlanError::NothingToRollBackTo | PlanError::Ops(_)) => return,
            Err(error) => panic!("{error:?}"),
        };
        let steps: Vec<_> = plan.plan.steps.iter().map(|step| format!("{} ({})", step.id, step.risk.word())).collect();
        self.oracle.note(format!(
            "{kind:?} {name} version {}: {} {:?}",
            plan.version,
            steps.join(", "),
            plan.plan.blockers
        ));
        self.check_plan(&plan);
        let random = &self.oracle.random;
        let (accept, other_fingerprint) = (random.chance(850), random.chance(30));
        let drifted = random.chance(120) && self.drift(of);
        let overtaken = drifted && !self.still_holds(&plan).await;
        let Some(apply) = self.start(&plan, accept, other_fingerprint).await else { return };
        if overtaken {
            self.oracle.seen().stale.insert(apply.clone());
        } else if drifted {
            self.oracle.seen().left.insert(apply.clone());
        }
        self.work(of, &apply).await;
        self.judge(&plan, &apply).await;
    }

    async fn still_holds(&self, plan: &StoredPlan) -> bool {
        let lookups: Vec<_> = plan.plan.relies_on.iter().map(|sighting| sighting.lookup.clone()).collect();
        let fresh = observe(&self.oracle.sandbox, &plan.plan.account, 0, &lookups).await.unwrap();
        plan.plan.relies_on.iter().all(|sighting| sighting.still_holds(fresh.get(&sighting.lookup)))
    }

    /// Starts the plan, often twice at once; nothing where that has to be refused and is.
    async fn start(&self, plan: &StoredPlan, accept_risks: bool, other_fingerprint: bool) -> Option<String> {
        let fingerprint = if other_fingerprint { "other".to_owned() } else { plan.plan.fingerprint.clone() };
        let request = ApplyRequest { fingerprint, accept_risks };
        let before = self.oracle.seen().calls;
        let local = Actor::local();
        let start = || start_apply(&self.context, &local, &plan.id, &request);
        let (first, second) = if self.oracle.random.chance(250) {
            let (first, second) = tokio::join!(start(), start());
            (first, Some(second))
        } else {
            (start().await, None)
        };
        let refuse =
            other_fingerprint || !plan.plan.blockers.is_empty() || (plan.plan.needs_consent() && !accept_risks);
        match first {
            Ok(meta) => {
                if refuse {
                    self.oracle.violation("an apply was started that had to be refused");
                }
                self.oracle.may_announce(&meta.id);
                if let Some(second) = second {
                    self.oracle.may_announce(&meta.id);
                    if second.ok().map(|second| second.id) != Some(meta.id.clone()) {
                        self.oracle.violation("a double click started something else");
                    }
                }
                self.oracle.seen().applies.push((meta.id.clone(), plan.clone()));
                Some(meta.id)
            }
            Err(error) => {
                let expected = match &error {
                    StartError::OtherPlan | StartError::Blocked(_) | StartError::RisksNotAccepted(_) => refuse,
                    StartError::NeedsApproval(_)
                    | StartError::MayNotApply { .. }
                    | StartError::EnvironmentChanged
                    | StartError::Ops(OpsError::Store(_) | _) => false,
                };
                if !expected {
                    self.oracle.violation(format!("a plan was refused: {error:?}"));
                }
                if before != self.oracle.seen().calls {
                    self.oracle.violation("something was called although the apply was refused");
                }
                self.oracle.note(format!("refused: {error}"));
                self.oracle.count("refused");
                None
            }
        }
    }

    async fn work(&self, of: usize, apply: &str) {
        let random = &self.oracle.random;
        let place = Place {
            oracle: &self.oracle,
            news: &self.context.news,
            pace: self.context.pace,
            faults: random.pick(&[0, 20, 60, 120, 250]),
            stranger: random.chance(60).then(|| u32::try_from(random.below(3)).unwrap()),
        };
        let (two, cancel, drift) = (random.chance(450), random.chance(130), random.chance(60));
        let workers = async {
            if two {
                tokio::join!(place.work(apply, "one"), place.work(apply, "two"));
            } else {
                place.work(apply, "one").await;
            }
        };
        let cancelled = async {
            if cancel {
                sleep(Duration::from_millis(random.below(12_000))).await;
                self.oracle.note("CANCEL");
                self.oracle.may_announce(apply);
                cancel_apply(&*self.context.store, &Actor::local(), &self.context.news, apply).await.unwrap();
            }
        };
        let drifted = async {
            if drift {
                sleep(Duration::from_millis(random.below(12_000))).await;
                if self.oracle.store_is_open(apply) {
                    self.oracle.seen().disturbed.insert(apply.to_owned());
                    self.drift_of(of);
                }
            }
        };
        tokio::join!(workers, cancelled, drifted);
    }
}
