//! What the page knows: what is planned for where, and what came of it.

use std::sync::Arc;

use leptos::prelude::*;
use parts::announcer::Announcer;
use parts::api::{self, Answer, ApiError};
use parts::storage::{last_environment, remember_environment};
use shared::api::{ApplyKind, DesignCopy, NotPlanned, PlanCopy, PlanRequest, VersionMeta};
use shared::environment::{Environment, SANDBOX};
use wasm_bindgen_futures::spawn_local;

use parts::address::{query, show};

/// What came of planning.
#[derive(Clone)]
pub(super) enum Shown {
    Making,
    /// No plan can be made of the design as it is.
    NotPlanned(Arc<NotPlanned>),
    /// Something is in the way that may pass.
    Failed(String),
    Ready(Arc<PlanCopy>),
}

/// What the parts of this page share.
#[derive(Clone, Copy)]
pub(super) struct Planning {
    pub(super) design: StoredValue<String>,
    pub(super) environment: RwSignal<String>,
    /// Nothing: the newest, and for a rollback the one before the current one.
    pub(super) version: RwSignal<Option<i64>>,
    pub(super) kind: RwSignal<ApplyKind>,
    pub(super) shown: RwSignal<Shown>,
    /// Why the plan that is shown no longer holds; empty while it does.
    pub(super) stale: RwSignal<String>,
    pub(super) environments: RwSignal<Vec<Environment>>,
    pub(super) versions: RwSignal<Vec<VersionMeta>>,
    pub(super) copy: RwSignal<Option<DesignCopy>>,
    /// What went wrong beside the plan; empty if nothing did.
    pub(super) problem: RwSignal<String>,
    pub(super) announcer: Announcer,
    /// Counts the plans asked for: an answer to an earlier question is dropped.
    asked: StoredValue<u32>,
}

impl Planning {
    pub(super) fn new(design: String, rollback: bool) -> Self {
        let environment = query("environment").or_else(last_environment).unwrap_or_else(|| SANDBOX.to_owned());
        Self {
            design: StoredValue::new(design),
            environment: RwSignal::new(environment),
            version: RwSignal::new(query("version").and_then(|version| version.parse().ok())),
            kind: RwSignal::new(if rollback { ApplyKind::Rollback } else { ApplyKind::Apply }),
            shown: RwSignal::new(Shown::Making),
            stale: RwSignal::new(String::new()),
            environments: RwSignal::new(Vec::new()),
            versions: RwSignal::new(Vec::new()),
            copy: RwSignal::new(None),
            problem: RwSignal::new(String::new()),
            announcer: Announcer::here(),
            asked: StoredValue::new(0),
        }
    }

    /// Loads what stands around the plan.
    pub(super) fn load(self) {
        let id = self.design.get_value();
        spawn_local(async move {
            self.keep(api::design(&id).await, |copy| self.copy.set(Some(copy)));
            self.keep(api::versions(&id).await, |versions| self.versions.set(versions));
            self.keep(api::environments().await, |environments| self.environments.set(environments));
        });
    }

    fn keep<T>(self, answer: Answer<T>, put: impl FnOnce(T)) {
        match answer {
            Ok(found) => put(found),
            Err(error) => self.problem.set(error.to_string()),
        }
    }

    /// Asks for a plan of what is chosen.
    pub(super) fn make(self) {
        let (id, number) = self.next();
        let wanted = PlanRequest {
            environment: self.environment.get_untracked(),
            version: self.version.get_untracked(),
            kind: self.kind.get_untracked(),
        };
        spawn_local(async move {
            remember_environment(&wanted.environment);
            let answer = api::make_plan(&id, &wanted).await;
            self.finish(number, answer);
        });
    }

    /// Opens a plan that was made before.
    pub(super) fn open(self, plan: String) {
        let (_, number) = self.next();
        spawn_local(async move {
            let answer = api::plan(&plan).await;
            self.finish(number, answer);
        });
    }

    fn next(self) -> (String, u32) {
        self.shown.set(Shown::Making);
        self.stale.set(String::new());
        self.asked.update_value(|asked| *asked += 1);
        (self.design.get_value(), self.asked.get_value())
    }

    fn finish(self, number: u32, answer: Answer<PlanCopy>) {
        if self.asked.get_value() != number {
            return;
        }
        self.shown.set(match answer {
            Ok(copy) => {
                self.environment.set(copy.environment.name.clone());
                self.version.set(Some(copy.version));
                self.kind.set(copy.kind);
                show(&self.address(Some(&copy.id)));
                Shown::Ready(Arc::new(copy))
            }
            Err(ApiError::NotPlanned(why)) => {
                show(&self.address(None));
                Shown::NotPlanned(Arc::new(*why))
            }
            Err(error) => Shown::Failed(error.to_string()),
        });
    }

    fn address(self, plan: Option<&str>) -> String {
        let environment = Some(("environment", self.environment.get_untracked()));
        let version = self.version.get_untracked().map(|version| ("version", version.to_string()));
        let rollback = (self.kind.get_untracked() == ApplyKind::Rollback).then(|| ("kind", "rollback".to_owned()));
        let plan = plan.map(|plan| ("plan", plan.to_owned()));
        let members = [environment, version, rollback, plan].into_iter().flatten();
        let members: Vec<String> = members.map(|(name, value)| format!("{name}={value}")).collect();
        format!("/designs/{}/plan?{}", self.design.get_value(), members.join("&"))
    }

    /// The chosen environment, once the list is known.
    pub(super) fn chosen(self) -> Option<Environment> {
        let name = self.environment.get();
        self.environments.with(|all| all.iter().find(|environment| environment.name == name).cloned())
    }
}
