//! Books of its own, kept as people act: nothing here asks the code that is tested.

use std::collections::{BTreeMap, BTreeSet};

use super::shape::{Effective, Shape};

pub(super) type Who = &'static str;

const HOUR: i64 = 3_600_000;

/// Which environment of the name it is, and how often it was changed.
pub(super) type Stamp = (u64, u64);

#[derive(Clone, Debug)]
pub(super) struct Rules {
    pub(super) protected: bool,
    pub(super) approvals: u32,
    pub(super) exclude_authors: bool,
    pub(super) fresh_hours: Option<u32>,
    pub(super) appliers: Vec<Who>,
    pub(super) image_only: Option<u32>,
}

pub(super) struct Version {
    pub(super) shape: Shape,
    pub(super) authors: BTreeSet<Who>,
}

/// What a plan is, in the oracle's words.
#[derive(Clone, Debug)]
pub(super) struct Note {
    pub(super) version: usize,
    pub(super) rollback: bool,
    pub(super) stamp: Stamp,
    pub(super) effective: Effective,
    /// Its calls and what they rely on, whole.
    pub(super) calls: String,
    pub(super) only_registers: bool,
    /// How often AWS was changed before.
    pub(super) epoch: u64,
}

impl Note {
    fn content(&self) -> String {
        let Self { version, rollback, stamp, effective, calls, .. } = self;
        format!("{version} {rollback} {stamp:?} {effective:?} {calls}")
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    Yes,
    No,
    Emergency,
}

/// What a person says of a content now.
struct Ballot {
    decision: String,
    says: Says,
    at: i64,
    withdrawn: bool,
}

pub(super) struct Books {
    /// Environment and role.
    pub(super) grants: BTreeMap<Who, Vec<(&'static str, &'static str)>>,
    pub(super) disabled: BTreeSet<Who>,
    pub(super) rules: Rules,
    /// Nothing while there is no environment.
    pub(super) stamp: Option<Stamp>,
    pub(super) versions: Vec<Version>,
    pub(super) editors: BTreeSet<Who>,
    pub(super) draft: Shape,
    pub(super) plans: BTreeMap<String, Note>,
    ballots: BTreeMap<(Who, String), Ballot>,
    /// Who wants changes first, by environment and whether it is a rollback; with the decision that said so last.
    asks: BTreeMap<(Who, u64, bool), (String, bool)>,
    /// What was applied completely, oldest first.
    pub(super) applied: Vec<(u64, usize)>,
    /// What was ordered, oldest first, with the plan.
    pub(super) tried: Vec<(String, Effective)>,
    pub(super) epoch: u64,
}

/// What has to come of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    Fine,
    MayNot,
    EnvironmentChanged,
    NotApproved,
}

impl Books {
    pub(super) fn new(rules: Rules) -> Self {
        Self {
            grants: BTreeMap::new(),
            disabled: BTreeSet::new(),
            rules,
            stamp: Some((1, 1)),
            versions: Vec::new(),
            editors: BTreeSet::new(),
            draft: Shape::first(),
            plans: BTreeMap::new(),
            ballots: BTreeMap::new(),
            asks: BTreeMap::new(),
            applied: Vec::new(),
            tried: Vec::new(),
            epoch: 0,
        }
    }

    /// Whether one of the roles is theirs where it is applied to.
    pub(super) fn is(&self, who: Who, roles: &[&str]) -> bool {
        let held = self.grants.get(who).into_iter().flatten();
        let mut here = held.filter(|(environment, _)| ["*", super::team::PRODUCTION].contains(environment));
        !self.disabled.contains(who) && here.any(|(_, role)| roles.contains(role))
    }

    pub(super) fn says(&mut self, who: Who, plan: &str, says: Says, decision: String, at: i64) {
        let note = self.plans[plan].clone();
        if says != Says::Emergency {
            self.asks.insert((who, note.stamp.0, note.rollback), (decision.clone(), says == Says::No));
        }
        self.ballots.insert((who, note.content()), Ballot { decision, says, at, withdrawn: false });
    }

    pub(super) fn takes_back(&mut self, decision: &str) {
        self.asks.values_mut().filter(|(last, _)| last == decision).for_each(|(_, stands)| *stands = false);
        self.ballots
            .values_mut()
            .filter(|ballot| ballot.decision == decision)
            .for_each(|ballot| ballot.withdrawn = true);
    }

    pub(super) fn saves(&mut self, who: Who) {
        if self.versions.last().is_some_and(|last| last.shape == self.draft) {
            return;
        }
        let mut authors = std::mem::take(&mut self.editors);
        authors.insert(who);
        self.versions.push(Version { shape: self.draft, authors });
    }

    fn newest_applied(&self, environment: u64) -> Option<usize> {
        self.applied.last().filter(|(of, _)| *of == environment).map(|(_, version)| *version)
    }

    /// Who made anything of what would come with the plan.
    fn made_by(&self, who: Who, note: &Note) -> bool {
        let base = match self.newest_applied(note.stamp.0) {
            None => 0,
            Some(last) if last <= note.version => last,
            Some(_) => {
                let here = self.applied.iter().filter(|(of, version)| *of == note.stamp.0 && *version <= note.version);
                here.map(|(_, version)| *version).max().unwrap_or(0)
            }
        };
        self.versions[base..note.version.max(base)].iter().any(|version| version.authors.contains(who))
    }

    fn only_images(&self, plan: &str, note: &Note) -> bool {
        let Some(last) = self.newest_applied(note.stamp.0) else { return false };
        let base = if note.rollback {
            self.tried.iter().rev().find(|(other, _)| other != plan).map(|(_, effective)| *effective)
        } else {
            Some(self.versions[last - 1].shape.effective())
        };
        let other_image = |base: Effective| base.image != note.effective.image && base.days == note.effective.days;
        note.only_registers && base.is_some_and(other_image)
    }

    pub(super) fn is_newest(&self, note: &Note) -> bool {
        let back = note.rollback && self.applied.contains(&(note.stamp.0, note.version));
        back || self.versions.len() <= note.version
            || self.versions.last().is_some_and(|newest| newest.shape.effective() == note.effective)
    }

    /// Whether an approval of theirs would count.
    pub(super) fn would_count(&self, who: Who, plan: &str) -> bool {
        let note = &self.plans[plan];
        self.is(who, &["approver", "owner"])
            && !(self.rules.exclude_authors && self.made_by(who, note))
            && self.stamp == Some(note.stamp)
            && self.is_newest(note)
    }

    /// Whether exactly this was validly approved.
    fn is_approved(&self, plan: &str, now: i64) -> bool {
        let note = &self.plans[plan];
        let content = note.content();
        let people: Vec<Who> = self.grants.keys().copied().collect();
        let said = |who: Who, says: Says| {
            let ballot = self.ballots.get(&(who, content.clone()))?;
            (ballot.says == says && !ballot.withdrawn).then_some(ballot.at)
        };
        let mut emergencies: Vec<i64> =
            people.iter().filter(|who| self.is(who, &["owner"])).filter_map(|who| said(who, Says::Emergency)).collect();
        emergencies.sort_unstable();
        let broken = emergencies.windows(2).any(|two| two[1] - two[0] <= HOUR && now - two[1] <= HOUR);
        if broken {
            return true;
        }
        let blocked = people.iter().any(|who| {
            let asked = self.asks.get(&(*who, note.stamp.0, note.rollback)).is_some_and(|(_, stands)| *stands);
            asked && self.is(who, &["approver", "owner"])
        });
        if blocked {
            return false;
        }
        let wanted = match self.rules.image_only {
            Some(fewer) if self.only_images(plan, note) => fewer,
            _ => self.rules.approvals,
        };
        if wanted == 0 {
            return true;
        }
        let fresh = |at: i64| self.rules.fresh_hours.is_none_or(|hours| now - at <= i64::from(hours) * HOUR);
        let votes =
            people.iter().filter(|who| self.would_count(who, plan) && said(who, Says::Yes).is_some_and(fresh)).count();
        votes >= wanted as usize
    }

    /// What an order of the plan by a person has to come to.
    pub(super) fn expects(&self, who: Who, plan: &str, now: i64) -> Expected {
        let note = &self.plans[plan];
        // The role is asked for in the environment as it was planned; its policy, too, since a changed one is another.
        let named = self.rules.appliers.is_empty() || self.rules.appliers.contains(&who);
        if !self.is(who, &["applier", "owner"]) {
            return Expected::MayNot;
        }
        if self.stamp != Some(note.stamp) {
            return Expected::EnvironmentChanged;
        }
        if !named {
            return Expected::MayNot;
        }
        if self.rules.protected && !self.is_approved(plan, now) {
            return Expected::NotApproved;
        }
        Expected::Fine
    }
}
