//! What people do, and what happens around them.

use serde_json::json;
use shared::access::{LinkScope, TokenScope};
use shared::api::{ApplyKind, MakeLink, OpenReview, PlanRequest, RefreshReview, ReviewMeta, Submission};
use shared::plan::Action;
use shared::review::{Decision, DecisionKind};
use tokio::time::{Duration, sleep};

use super::oracle::{Note, Says, Who};
use super::shape::{FAMILY, GROUP};
use super::team::{PEOPLE, PRODUCTION, Team, granted, person, rules};
use crate::ops::actor::OpenedLink;
use crate::ops::{self, Actor, content_of};
use crate::store::{NewEntry, StoredPlan};

const EDITORS: [Who; 4] = ["eve", "paul", "olga", "otto"];

impl Team {
    /// Anything that takes no time and makes no plan.
    pub(super) async fn act(&mut self) {
        match self.random.below(100) {
            0..8 => self.edit().await,
            8..18 => {
                let who = self.random.pick(&EDITORS);
                self.save_version(who).await;
            }
            18..48 => self.decide(DecisionKind::Approve).await,
            48..53 => self.decide(DecisionKind::RequestChanges).await,
            53..68 => self.break_glass().await,
            68..76 => self.withdraw().await,
            76..83 => self.grant().await,
            83..85 => self.disable().await,
            85..90 => self.change_environment().await,
            90..94 => self.link().await,
            _ => self.drift(),
        }
    }

    /// The same, but for what changes AWS.
    pub(super) async fn act_in_between(&mut self) {
        match self.random.below(7) {
            0 => {
                self.edit().await;
                let who = self.random.pick(&EDITORS);
                self.save_version(who).await;
            }
            1 | 2 => self.withdraw().await,
            3 => self.decide(DecisionKind::RequestChanges).await,
            4 => self.grant().await,
            5 => self.change_environment().await,
            _ => self.disable().await,
        }
    }

    async fn edit(&mut self) {
        let who = self.random.pick(&EDITORS);
        let shape = self.books.draft;
        self.books.draft = match self.random.below(10) {
            0..6 => shape.edited(&mut self.random),
            6..8 => shape.overridden(&mut self.random),
            _ => shape.overridden_elsewhere(&mut self.random),
        };
        self.note(format!("{who} edits: {:?}", self.books.draft));
        let (store, by) = (&*self.context.store, Actor::person(person(who), granted(&[("*", "editor")])));
        let counter = store.load(&self.design).await.unwrap().meta.counter;
        ops::save_design(store, &by, &self.design, counter, &self.books.draft.text()).await.unwrap();
        self.books.editors.insert(who);
    }

    pub(super) async fn save_version(&mut self, who: Who) {
        let (store, by) = (&*self.context.store, Actor::person(person(who), granted(&[("*", "editor")])));
        let counter = store.load(&self.design).await.unwrap().meta.counter;
        let saved = ops::save_version(store, &by, &self.design, counter, "").await.unwrap();
        if self.books.versions.is_empty() {
            // Whoever made the design is its author, too, and nobody of the team.
            self.books.editors.clear();
        }
        self.books.saves(who);
        let version = i64::try_from(self.books.versions.len()).unwrap();
        self.note(format!("{who} saves v{}", saved.number));
        if saved.number != version {
            self.violation(format!("v{} was saved, and the books have {version}", saved.number));
        }
    }

    /// Has something planned, in a review of its own, or one that moves.
    pub(super) async fn plan_anew(&mut self) {
        let owner = self.actor("olga").await;
        if !self.books.is("olga", &["owner"]) {
            return;
        }
        if self.random.chance(10) {
            self.plan_rollback(&owner).await;
            return;
        }
        let newest = self.books.versions.len();
        let version = if self.random.chance(80) { newest } else { 1 + self.random.below(newest) };
        let version = Some(i64::try_from(version).unwrap());
        let moved = if self.reviews.is_empty() || self.random.chance(40) {
            let wanted = OpenReview {
                environment: PRODUCTION.to_owned(),
                version,
                kind: ApplyKind::Apply,
                title: String::new(),
            };
            ops::open_review(&self.context, &owner, &self.design, &wanted).await
        } else {
            let review = self.reviews[self.random.below(self.reviews.len())].clone();
            ops::refresh_review(&self.context, &owner, &review, &RefreshReview { version }).await
        };
        let Ok(review) = moved else {
            if self.books.stamp.is_some() {
                self.violation(format!("no plan: {:?}", moved.err()));
            }
            return;
        };
        let stored = self.context.store.plan(&review.plan_id).await.unwrap();
        self.keep(&stored);
        if !self.reviews.contains(&review.id) {
            self.reviews.push(review.id);
        }
    }

    async fn plan_rollback(&mut self, owner: &Actor) {
        let version = self.random.chance(40).then(|| 1 + self.random.below(self.books.versions.len()));
        let wanted = PlanRequest {
            environment: PRODUCTION.to_owned(),
            version: version.map(|version| i64::try_from(version).unwrap()),
            kind: ApplyKind::Rollback,
        };
        let Ok(stored) = ops::make_plan(&self.context, owner, &self.design, &wanted).await else { return };
        self.keep(&stored);
        let review = ReviewMeta {
            id: format!("rollback-{}", self.reviews.len()),
            design_id: self.design.clone(),
            design_name: "shop".to_owned(),
            version: stored.version,
            environment: PRODUCTION.to_owned(),
            title: String::new(),
            plan_id: stored.id,
            by: person("olga"),
            created_at: self.now(),
            refreshed_at: self.now(),
        };
        let entry = NewEntry {
            at: self.now(),
            by: owner.doer(""),
            act: shared::api::Act::ReviewOpened,
            environment: Some(PRODUCTION.to_owned()),
            design_id: None,
            detail: json!({}),
        };
        self.reviews.push(review.id.clone());
        self.context.store.open_review(review, entry).await.unwrap();
    }

    fn keep(&mut self, stored: &StoredPlan) {
        let plan = &stored.plan;
        let calls: Vec<_> = plan.steps.iter().map(|step| (step.action, &step.input, &step.holes)).collect();
        let version = usize::try_from(stored.version).unwrap();
        let note = Note {
            version,
            rollback: stored.kind == ApplyKind::Rollback,
            stamp: self.books.stamp.unwrap(),
            effective: self.books.versions[version - 1].shape.effective(),
            calls: json!([calls, plan.relies_on, plan.account, plan.region]).to_string(),
            only_registers: plan.steps.iter().all(|step| step.action == Action::RegisterTaskDefinition),
            epoch: self.books.epoch,
        };
        let steps: Vec<_> = plan.steps.iter().map(|step| step.id.0.as_str()).collect();
        self.note(format!("plan {} {:?} of v{version}: {}", &stored.id[..6], stored.kind, steps.join(", ")));
        if !plan.blockers.is_empty() {
            self.violation(format!("the plan is blocked: {:?}", plan.blockers));
        }
        self.books.plans.insert(stored.id.clone(), note);
        self.plans.push(stored.id.clone());
    }

    /// The newest review mostly.
    fn any_review(&mut self) -> Option<String> {
        let last = self.reviews.len().checked_sub(1)?;
        let at = if self.random.chance(75) { last } else { self.random.below(last + 1) };
        Some(self.reviews[at].clone())
    }

    async fn break_glass(&mut self) {
        if !self.random.chance(50) {
            self.decide(DecisionKind::BreakGlass).await;
            return;
        }
        let Some(review) = self.any_review() else { return };
        self.decide_as("olga", DecisionKind::BreakGlass, &review, true).await;
        self.decide_as("otto", DecisionKind::BreakGlass, &review, true).await;
    }

    async fn decide(&mut self, kind: DecisionKind) {
        let Some(review) = self.any_review() else { return };
        let who = self.anybody();
        let in_person = !self.random.chance(5);
        self.decide_as(who, kind, &review, in_person).await;
    }

    async fn decide_as(&mut self, who: Who, kind: DecisionKind, review: &str, in_person: bool) {
        let mut by = self.actor(who).await;
        if !in_person {
            let grants = granted(&self.books.grants[who]);
            by = Actor::token(person(who), grants, "t".to_owned(), TokenScope::Apply, "*".to_owned());
        }
        let plan = self.context.store.review(review).await.unwrap().plan_id;
        let seen = self.context.store.plan(&plan).await.unwrap().plan.fingerprint;
        let other = self.random.chance(5);
        let submission = Submission {
            threads: Vec::new(),
            decision: Some(kind),
            note: "the shop is down".to_owned(),
            plan_fingerprint: if other { "another".to_owned() } else { seen },
            guest: None,
        };
        // What is kept may be from when other rules held: each look judges it anew.
        if kind == DecisionKind::Approve && in_person && !other && self.random.chance(20) {
            self.kept_before(who, &plan, review).await;
            return;
        }
        let answer = ops::submit(&self.context, &by, review, submission).await;
        self.note(format!("{who} decides {kind:?} on plan {}: {:?}", &plan[..6], answer.as_ref().err()));
        let (says, may) = match kind {
            DecisionKind::Approve => (Says::Yes, self.books.would_count(who, &plan) && self.books.rules.protected),
            DecisionKind::RequestChanges => (Says::No, self.books.is(who, &["approver", "owner"])),
            DecisionKind::BreakGlass => (Says::Emergency, self.books.is(who, &["owner"])),
        };
        let may = may && in_person && !other;
        match answer {
            Ok(()) if !may => self.violation(format!("{who} has decided {kind:?} and may not")),
            Ok(()) => {
                let kept = self.context.store.decisions(&self.design, PRODUCTION).await.unwrap();
                let decision = kept.last().unwrap().id.clone();
                self.decisions.push((who, decision.clone()));
                self.books.says(who, &plan, says, decision, self.now());
            }
            // What an environment that lets everything through was planned for needs no decision.
            Err(error) if may && self.is_protected(&plan).await => {
                self.violation(format!("{who} may decide {kind:?}: {error:?}"));
            }
            Err(_) => self.count("decisions refused"),
        }
    }

    /// An approval is there that nobody could make now, perhaps.
    async fn kept_before(&mut self, who: Who, plan: &str, review: &str) {
        let stored = self.context.store.plan(plan).await.unwrap();
        let decision = Decision {
            id: format!("kept-{}", self.decisions.len()),
            review_id: review.to_owned(),
            kind: DecisionKind::Approve,
            content: content_of(&stored),
            by: person(who),
            note: String::new(),
            at: self.now(),
            withdrawn_at: None,
        };
        self.note(format!("there is an approval of plan {} by {who}", &plan[..6]));
        let id = decision.id.clone();
        self.context.store.submit(Vec::new(), Some((decision, plan.to_owned())), Vec::new()).await.unwrap();
        self.decisions.push((who, id.clone()));
        self.books.says(who, plan, Says::Yes, id, self.now());
    }

    async fn is_protected(&self, plan: &str) -> bool {
        !self.context.store.plan(plan).await.unwrap().environment.applies_without_approval()
    }

    async fn withdraw(&mut self) {
        if self.decisions.is_empty() {
            return;
        }
        let newest = self.decisions.len() - 1;
        let at = if self.random.chance(60) { newest } else { self.random.below(newest + 1) };
        let (of, decision) = self.decisions[at].clone();
        let who = if self.random.chance(90) { of } else { self.anybody() };
        let by = self.actor(who).await;
        let answer = ops::withdraw(&self.context, &by, &decision).await;
        self.note(format!("{who} withdraws what {of} decided: {}", answer.is_ok()));
        let may = who == of && !self.books.disabled.contains(who);
        match answer {
            Ok(()) if !may => self.violation("somebody else has withdrawn a decision"),
            Ok(()) => self.books.takes_back(&decision),
            Err(error) if may => self.violation(format!("a decision can't be withdrawn: {error:?}")),
            Err(_) => {}
        }
    }

    async fn grant(&mut self) {
        let (who, usual) = PEOPLE[self.random.below(PEOPLE.len())];
        let mut held = usual.to_vec();
        if self.random.chance(50) {
            held = vec![("*", "viewer")];
            if self.random.chance(50) {
                held.push((PRODUCTION, self.random.pick(&["approver", "applier", "owner", "editor", "commenter"])));
            }
        }
        self.note(format!("{who} is {held:?}"));
        let by = Actor::local();
        if ops::set_grants(&self.context, &by, who, granted(&held)).await.is_ok() {
            self.books.grants.insert(who, held);
        }
    }

    async fn disable(&mut self) {
        let who = self.anybody();
        self.note(format!("{who} is disabled"));
        if ops::disable_person(&self.context, &Actor::local(), who).await.is_ok() {
            self.books.disabled.insert(who);
        }
    }

    async fn change_environment(&mut self) {
        let Some((id, revision)) = self.books.stamp else {
            let made = ops::create_environment(&*self.context.store, &Actor::local(), self.environment()).await;
            made.unwrap();
            self.note("the environment is made again");
            self.books.stamp = Some((self.books.epoch + 1000 + self.now().unsigned_abs(), 1));
            return;
        };
        let store = &*self.context.store;
        let counter = store.environment(PRODUCTION).await.unwrap().counter;
        if self.random.chance(10) {
            ops::delete_environment(store, &Actor::local(), PRODUCTION, counter).await.unwrap();
            self.note("the environment is deleted");
            self.books.stamp = None;
            return;
        }
        self.books.rules = rules(&mut self.random);
        let draft = self.environment();
        ops::save_environment(store, &Actor::local(), PRODUCTION, counter, draft).await.unwrap();
        self.books.stamp = Some((id, revision + 1));
        self.note(format!("the environment asks for {:?}", self.books.rules));
    }

    /// Whoever has a link sees the review, and approves nothing, however far the link goes.
    async fn link(&mut self) {
        let Some(review) = self.any_review() else { return };
        let owner = Actor::local();
        let wanted = MakeLink { scope: LinkScope::Approve, expires_in_hours: Some(1), title: String::new() };
        let (link, _) = ops::make_link(&self.context, &owner, &review, &wanted).await.unwrap();
        if self.random.chance(50) {
            ops::revoke_link(&self.context, &owner, &link.id).await.unwrap();
        }
        let opened = OpenedLink {
            id: link.id,
            scope: LinkScope::Approve,
            review_id: review.clone(),
            design_id: self.design.clone(),
            environment: PRODUCTION.to_owned(),
        };
        let by = Actor::nobody().with_link(Some(opened));
        let plan = self.context.store.review(&review).await.unwrap().plan_id;
        let plan_fingerprint = self.context.store.plan(&plan).await.unwrap().plan.fingerprint;
        let submission = Submission {
            threads: Vec::new(),
            decision: Some(DecisionKind::Approve),
            note: String::new(),
            plan_fingerprint,
            guest: Some("Guest".to_owned()),
        };
        if ops::submit(&self.context, &by, &review, submission).await.is_ok() {
            self.violation("a link has approved");
        }
    }

    /// Something else changes what the design has made, or will.
    pub(super) fn drift(&mut self) {
        let days = self.random.pick(&[7, 14, 90]);
        let image = self.random.below(4);
        let revision = self.random.chance(50);
        self.stage.sandbox.with(|account, now| {
            if revision {
                let input = json!({"family": FAMILY, "containerDefinitions": [
                    {"name": "app", "image": format!("other:{image}"), "memory": 128, "essential": true}]});
                account.change(Action::RegisterTaskDefinition, &input, now).unwrap();
            } else {
                // There may be none yet.
                let input = json!({"logGroupName": GROUP, "retentionInDays": days});
                drop(account.change(Action::PutRetentionPolicy, &input, now));
            }
        });
        self.books.epoch += 1;
        self.note(if revision { "DRIFT of the task definition" } else { "DRIFT of the log group" });
    }

    pub(super) async fn pass_time(&mut self) {
        let minutes = self.random.pick(&[1, 20, 59, 60, 61, 600, 1440, 1441, 4000]);
        sleep(Duration::from_secs(minutes * 60)).await;
        self.note(format!("{minutes} minutes pass"));
    }
}
