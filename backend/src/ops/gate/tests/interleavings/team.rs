//! The team, and one history of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::json;
use shared::access::{Grant, Grants, PersonRef, Role};
use shared::api::{Act, Doer, EnvironmentDraft, Invitation, Person};
use shared::environment::{EnvironmentKind, KeyValue};
use shared::review::Policy;

use super::aws::{Here, Stage};
use super::oracle::{Books, Rules, Who};
use super::random::Random;
use crate::connections;
use crate::ops::{Actor, Context, create_design, create_environment};
use crate::ports::Clock;
use crate::sandbox::{self, simulation::MemorySandbox};
use crate::store::{MemoryStore, NewEntry, NewPerson, StoredInvitation};

pub(super) const PRODUCTION: &str = "production";
const START: i64 = 1_800_000_000_000;
pub(super) const PEOPLE: [(Who, &[(&str, &str)]); 6] = [
    ("olga", &[("*", "owner")]),
    ("otto", &[("*", "owner")]),
    ("ana", &[("*", "viewer"), (PRODUCTION, "approver")]),
    ("ben", &[(PRODUCTION, "approver")]),
    ("eve", &[("*", "editor"), (PRODUCTION, "approver")]),
    ("paul", &[("*", "editor"), (PRODUCTION, "applier")]),
];

/// A team with all that happened to it.
pub(super) struct Team {
    pub(super) context: Context,
    pub(super) stage: Arc<Stage>,
    pub(super) random: Random,
    pub(super) books: Books,
    pub(super) design: String,
    pub(super) reviews: Vec<String>,
    /// Oldest first.
    pub(super) plans: Vec<String>,
    /// Decisions with who made them.
    pub(super) decisions: Vec<(Who, String)>,
    /// What was ordered and has not ended: the apply, its plan, who ordered it, and whether it has begun.
    pub(super) open: Option<(String, String, Who, bool)>,
    pub(super) trace: Vec<String>,
    pub(super) violations: Vec<String>,
    pub(super) counts: BTreeMap<&'static str, u64>,
}

pub(super) fn person(who: Who) -> PersonRef {
    PersonRef { id: who.to_owned(), name: who.to_owned() }
}

pub(super) fn granted(held: &[(&str, &str)]) -> Grants {
    let role = |word: &str| Role::ALL.into_iter().find(|role| role.word() == word).unwrap();
    Grants(held.iter().map(|(at, word)| Grant { environment: (*at).to_owned(), role: role(word) }).collect())
}

impl Team {
    pub(super) async fn new(seed: u64) -> Self {
        let clock = Clock::from(START);
        let stage = Arc::new(Stage::new(MemorySandbox::new(clock, sandbox::Pace::default())));
        let context = Context {
            connect: Arc::new(Here(Arc::clone(&stage))),
            clock,
            ..connections::context(Arc::new(MemoryStore::with_clock(clock)))
        };
        let mut random = Random::new(seed);
        let rules = rules(&mut random);
        let local = Actor::local();
        let design = create_design(&*context.store, &local, &super::shape::Shape::first().text()).await.unwrap().id;
        let mut team = Self {
            context,
            stage,
            random,
            books: Books::new(rules),
            design,
            reviews: Vec::new(),
            plans: Vec::new(),
            decisions: Vec::new(),
            open: None,
            trace: Vec::new(),
            violations: Vec::new(),
            counts: BTreeMap::new(),
        };
        for (who, held) in PEOPLE {
            team.join(who, held).await;
        }
        let made = create_environment(&*team.context.store, &local, team.environment()).await.unwrap();
        assert_eq!(made.counter, 1);
        team.save_version("eve").await;
        team
    }

    async fn join(&mut self, who: Who, held: &'static [(&'static str, &'static str)]) {
        let entry =
            |act| NewEntry { at: START, by: Doer::Server, act, environment: None, design_id: None, detail: json!({}) };
        let grants = granted(held);
        let invitation = Invitation {
            id: who.to_owned(),
            note: String::new(),
            grants: grants.clone(),
            by: person("olga"),
            created_at: START,
            expires_at: START + 1000,
        };
        self.context.store.invite(StoredInvitation { invitation, hash: [0; 32] }, entry(Act::Invited)).await.unwrap();
        let joined = Person {
            id: who.to_owned(),
            name: who.to_owned(),
            email: format!("{who}@example.com"),
            grants,
            created_at: START,
            disabled_at: None,
        };
        let joined = NewPerson { person: joined, password: None, identity: None };
        self.context.store.join(joined, who, entry(Act::Joined)).await.unwrap();
        self.books.grants.insert(who, held.to_vec());
    }

    /// The environment as its rules are in the books.
    pub(super) fn environment(&self) -> EnvironmentDraft {
        let Rules { protected, approvals, exclude_authors, fresh_hours, appliers, image_only } = &self.books.rules;
        EnvironmentDraft {
            name: PRODUCTION.to_owned(),
            kind: if *protected { EnvironmentKind::Protected } else { EnvironmentKind::Development },
            account: "123456789012".to_owned(),
            region: "eu-central-1".to_owned(),
            role_arn: None,
            endpoint: None,
            subnets: Vec::new(),
            security_groups: Vec::new(),
            tags: vec![KeyValue { key: "team".to_owned(), value: "shop".to_owned() }],
            policy: Policy {
                approvals: *approvals,
                exclude_authors: *exclude_authors,
                fresh_hours: *fresh_hours,
                appliers: appliers.iter().map(|who| (*who).to_owned()).collect(),
                image_only_approvals: *image_only,
            },
        }
    }

    /// Who acts, as the server would know them now.
    pub(super) async fn actor(&self, who: Who) -> Actor {
        let found = self.context.store.person(who).await.unwrap();
        if found.disabled_at.is_some() { Actor::nobody() } else { Actor::person(found.reference(), found.grants) }
    }

    pub(super) fn anybody(&mut self) -> Who {
        PEOPLE[self.random.below(PEOPLE.len())].0
    }

    pub(super) fn now(&self) -> i64 {
        self.context.clock.now()
    }

    pub(super) fn note(&mut self, line: impl Into<String>) {
        let line = format!("{:>9} {}", (self.now() - START) / 1000, line.into());
        self.trace.push(line);
    }

    pub(super) fn violation(&mut self, what: impl Into<String>) {
        let what = what.into();
        self.note(format!("WRONG: {what}"));
        self.violations.push(what);
    }

    pub(super) fn count(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
    }

    pub(super) async fn go_on(&mut self) {
        let acts = 10 + self.random.below(31).min(self.random.below(31));
        for _ in 0..acts {
            match self.random.below(100) {
                0..24 => self.order().await,
                24..36 => self.work().await,
                36..50 => self.plan_anew().await,
                50..58 => self.pass_time().await,
                _ => self.act().await,
            }
            if !self.violations.is_empty() {
                return;
            }
        }
        if self.open.is_some() {
            self.work().await;
        }
    }
}

pub(super) fn rules(random: &mut Random) -> Rules {
    Rules {
        protected: !random.chance(8),
        approvals: random.pick(&[0, 1, 1, 1, 1, 2]),
        exclude_authors: random.chance(75),
        fresh_hours: random.pick(&[None, Some(1), Some(24), Some(72)]),
        appliers: if random.chance(80) { Vec::new() } else { vec!["paul", "olga"] },
        image_only: random.pick(&[None, None, Some(0), Some(1)]),
    }
}
