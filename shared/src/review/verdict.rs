//! The verdict over the decisions of people.

mod lack;
#[cfg(test)]
mod tests;

pub use lack::{Lack, is_void};

use serde::{Deserialize, Serialize};

use super::{Content, Decision, DecisionKind, Policy};
use crate::access::PersonRef;

/// How long a break-glass waits for the second owner, and then holds, in milliseconds: an hour.
pub(super) const BREAK_GLASS_MS: i64 = HOUR_MS;
const HOUR_MS: i64 = 60 * 60 * 1000;

/// All that the verdict depends on.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    /// What would be applied.
    pub content: &'a Content,
    pub policy: &'a Policy,
    /// Whether nothing but images changes.
    pub image_only: bool,
    /// The decisions about the design and environment, oldest first, withdrawn ones too.
    pub decisions: &'a [Decision],
    /// The ids of those who made a version of what would be applied.
    pub authors: &'a [String],
    /// The ids of those who may approve in the environment now.
    pub approvers: &'a [String],
    /// The ids of those who are owners of the environment now.
    pub owners: &'a [String],
    /// The newest version, if it is newer and differs for this environment.
    pub superseded_by: Option<i64>,
    /// Whether the environment is another one by now than the content names.
    pub environment_changed: bool,
    /// When the design was applied completely to the environment last: approvals of other contents from before then
    /// are used up, not void. Milliseconds since 1970.
    pub applied_at: Option<i64>,
    /// Milliseconds since 1970.
    pub now: i64,
}

/// It may be applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Approved {
    /// Whose decisions count; nobody's where none is needed.
    pub by: Vec<PersonRef>,
    /// Whether two owners let it through in an emergency.
    pub break_glass: bool,
}

impl Policy {
    /// How many people have to approve.
    pub fn needed(&self, image_only: bool) -> u32 {
        self.image_only_approvals.filter(|_| image_only).unwrap_or(self.approvals)
    }
}

/// Whether the content may be applied; if not, all reasons.
///
/// A person's newest decision on the content counts, and nothing where they withdrew it. Requested changes block, on
/// whatever content of the same kind they were made, until whoever made them approves or withdraws.
pub fn verdict(case: &Case<'_>) -> Result<Approved, Vec<Lack>> {
    let mut lacks = Vec::new();
    if case.environment_changed {
        lacks.push(Lack::EnvironmentChanged);
    }
    let needed = case.policy.needed(case.image_only);
    let (counting, discounted) = approvals(case);
    let have = u32::try_from(counting.len()).unwrap_or(u32::MAX);
    // Where nobody has to approve there is nothing that a newer version could void.
    lacks.extend(case.superseded_by.filter(|_| needed > 0).map(|version| Lack::Superseded { version }));
    lacks.extend(requests(case).map(|by| Lack::ChangesRequested { by: by.clone() }));
    if have < needed {
        lacks.push(Lack::TooFew { have, need: needed });
        lacks.extend(discounted);
    }
    if lacks.is_empty() {
        return Ok(Approved { by: counting.into_iter().cloned().collect(), break_glass: false });
    }
    match broken_glass(case) {
        Glass::Whole => Err(lacks),
        Glass::One(by) => {
            lacks.push(Lack::SecondOwner { by: by.clone() });
            Err(lacks)
        }
        // Even an emergency lets nothing through to an environment that nobody looked at.
        Glass::Broken(_) if case.environment_changed => Err(lacks),
        Glass::Broken(by) => Ok(Approved { by: by.into_iter().cloned().collect(), break_glass: true }),
    }
}

/// Why the approval of a person would not count, for them to read; nothing where it would.
pub fn cannot_approve(case: &Case<'_>, person: &str) -> Option<String> {
    let is = |people: &[String]| people.iter().any(|id| id == person);
    if !is(case.approvers) {
        return Some(
            "You may not approve here: that takes the role of approver in this environment. Ask an owner for it."
                .to_owned(),
        );
    }
    if case.policy.exclude_authors && is(case.authors) {
        return Some(
            "You made part of what would be applied, and this environment takes nobody's approval of their own work. \
             Ask somebody else."
                .to_owned(),
        );
    }
    if case.environment_changed {
        return Some(
            "The environment was changed since the plan was made, so an approval of it would be void. Plan again, and \
             look at the new plan."
                .to_owned(),
        );
    }
    case.superseded_by.map(|version| {
        format!(
            "An approval of v{} would be void: there is v{version}, which differs for this environment. Move the \
             review to it.",
            case.content.version
        )
    })
}

/// Whose approvals of the content count, and why the others don't.
fn approvals<'c>(case: &Case<'c>) -> (Vec<&'c PersonRef>, Vec<Lack>) {
    let (mut counting, mut discounted) = (Vec::new(), Vec::new());
    let here = here(case);
    for decision in &here {
        let by = &decision.by;
        match (decision.kind, decision.withdrawn_at) {
            (DecisionKind::RequestChanges | DecisionKind::BreakGlass, _) => {}
            (DecisionKind::Approve, Some(_)) => discounted.push(Lack::Withdrawn { by: by.clone() }),
            (DecisionKind::Approve, None) => match discount(case, decision) {
                None => counting.push(by),
                Some(lack) => discounted.push(lack),
            },
        }
    }
    let decided_here = |by: &PersonRef| here.iter().any(|decision| decision.by.id == by.id);
    let elsewhere = newest(case.decisions.iter().filter(|decision| in_scope(case, decision)));
    for decision in elsewhere.into_iter().filter(|decision| !decided_here(&decision.by)) {
        let void = decision.kind == DecisionKind::Approve
            && decision.withdrawn_at.is_none()
            && case.applied_at.is_none_or(|applied| decision.at > applied);
        if void {
            discounted.push(Lack::OtherContent {
                by: decision.by.clone(),
                version: decision.content.version,
                differs: decision.content.differences(case.content),
            });
        }
    }
    (counting, discounted)
}

/// Why an approval of exactly the content does not count; nothing where it does.
fn discount(case: &Case<'_>, decision: &Decision) -> Option<Lack> {
    let by = &decision.by;
    if !case.approvers.contains(&by.id) {
        return Some(Lack::RoleGone { by: by.clone() });
    }
    if case.policy.exclude_authors && case.authors.contains(&by.id) {
        return Some(Lack::OwnWork { by: by.clone() });
    }
    let hours = case.policy.fresh_hours?;
    let expired = case.now.saturating_sub(decision.at) > i64::from(hours) * HOUR_MS;
    expired.then(|| Lack::Expired { by: by.clone(), hours })
}

/// Those who may approve and want changes first.
fn requests<'c>(case: &Case<'c>) -> impl Iterator<Item = &'c PersonRef> {
    let answers = case.decisions.iter().filter(|decision| {
        in_scope(case, decision)
            && match decision.kind {
                DecisionKind::Approve | DecisionKind::RequestChanges => true,
                // An owner who lets something through has not said that it is good now.
                DecisionKind::BreakGlass => false,
            }
    });
    let stands = |decision: &&Decision| {
        decision.kind == DecisionKind::RequestChanges
            && decision.withdrawn_at.is_none()
            // Of those who can't approve any more nobody could wait for it.
            && case.approvers.contains(&decision.by.id)
    };
    newest(answers).into_iter().filter(stands).map(|decision| &decision.by)
}

/// Each person's newest decision on exactly the content.
fn here<'c>(case: &Case<'c>) -> Vec<&'c Decision> {
    newest(case.decisions.iter().filter(|decision| decision.content == *case.content))
}

/// Whether a decision is about the same design and environment, to the same end.
fn in_scope(case: &Case<'_>, decision: &Decision) -> bool {
    let (about, content) = (&decision.content, case.content);
    about.design_id == content.design_id
        && about.environment == content.environment
        && about.environment_id == content.environment_id
        && about.kind == content.kind
}

/// The newest decision of each person, in the order in which they first decided.
fn newest<'d>(decisions: impl Iterator<Item = &'d Decision>) -> Vec<&'d Decision> {
    let mut newest: Vec<&Decision> = Vec::new();
    for decision in decisions {
        match newest.iter_mut().find(|known| known.by.id == decision.by.id) {
            Some(known) => *known = decision,
            None => newest.push(decision),
        }
    }
    newest
}

/// How far owners have gone to let the content through without approval.
enum Glass<'d> {
    Whole,
    One(&'d PersonRef),
    Broken([&'d PersonRef; 2]),
}

fn broken_glass<'c>(case: &Case<'c>) -> Glass<'c> {
    let mut breaks = here(case);
    breaks.retain(|decision| {
        decision.kind == DecisionKind::BreakGlass
            && decision.withdrawn_at.is_none()
            && !decision.note.trim().is_empty()
            && case.owners.contains(&decision.by.id)
    });
    breaks.sort_by_key(|decision| decision.at);
    let recent = |decision: &&Decision| case.now.saturating_sub(decision.at) <= BREAK_GLASS_MS;
    let together = |first: &Decision, second: &Decision| second.at.saturating_sub(first.at) <= BREAK_GLASS_MS;
    let mut pairs = breaks.windows(2).rev();
    let pair = pairs.find_map(|pair| match pair {
        [first, second] if together(first, second) && recent(second) => Some([&first.by, &second.by]),
        _ => None,
    });
    match (pair, breaks.last().filter(|last| recent(last))) {
        (Some(pair), _) => Glass::Broken(pair),
        (None, Some(one)) => Glass::One(&one.by),
        (None, None) => Glass::Whole,
    }
}
