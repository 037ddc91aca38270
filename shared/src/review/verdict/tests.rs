//! Every reason, each rule about approvals, each order of decisions.

use proptest::prelude::*;

use super::*;
use crate::api::ApplyKind;
use crate::review::Difference;

const NOW: i64 = 1_800_000_000_000;

/// A case in which nobody has decided yet and two people, `ana` and `ben`, and an owner, `olga`, could approve.
#[derive(Clone)]
struct Told {
    content: Content,
    policy: Policy,
    image_only: bool,
    decisions: Vec<Decision>,
    authors: Vec<String>,
    approvers: Vec<String>,
    owners: Vec<String>,
    superseded_by: Option<i64>,
    environment_changed: bool,
    applied_at: Option<i64>,
}

fn ids(words: &str) -> Vec<String> {
    words.split_whitespace().map(str::to_owned).collect()
}

fn person(id: &str) -> PersonRef {
    PersonRef { id: id.to_owned(), name: id[..1].to_uppercase() + &id[1..] }
}

fn content() -> Content {
    Content {
        design_id: "shop".to_owned(),
        version: 12,
        kind: ApplyKind::Apply,
        design_fingerprint: "d12".to_owned(),
        environment: "production".to_owned(),
        environment_id: Some("e".to_owned()),
        environment_counter: 3,
        account: "123456789012".to_owned(),
        region: "eu-central-1".to_owned(),
        plan_fingerprint: "p12".to_owned(),
    }
}

fn told() -> Told {
    Told {
        content: content(),
        policy: Policy::default(),
        image_only: false,
        decisions: Vec::new(),
        authors: ids("eve"),
        approvers: ids("ana ben eve olga otto"),
        owners: ids("olga otto"),
        superseded_by: None,
        environment_changed: false,
        applied_at: None,
    }
}

impl Told {
    fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    /// `by` decides `hours` ago.
    fn decides(self, by: &str, kind: DecisionKind, hours: i64) -> Self {
        self.decides_about(by, kind, hours, content())
    }

    fn decides_about(mut self, by: &str, kind: DecisionKind, hours: i64, content: Content) -> Self {
        self.decisions.push(Decision {
            id: self.decisions.len().to_string(),
            review_id: "r".to_owned(),
            kind,
            content,
            by: person(by),
            note: "the shop is down".to_owned(),
            at: NOW - hours * HOUR_MS,
            withdrawn_at: None,
        });
        self
    }

    fn approved(self, by: &str) -> Self {
        self.decides(by, DecisionKind::Approve, 1)
    }

    /// Takes the newest decision back.
    fn withdrawn(mut self) -> Self {
        self.decisions.last_mut().unwrap().withdrawn_at = Some(NOW);
        self
    }

    fn case(&self) -> Case<'_> {
        let Self { content, policy, decisions, authors, approvers, owners, .. } = self;
        Case {
            content,
            policy,
            image_only: self.image_only,
            decisions,
            authors,
            approvers,
            owners,
            superseded_by: self.superseded_by,
            environment_changed: self.environment_changed,
            applied_at: self.applied_at,
            now: NOW,
        }
    }

    fn assert_approved(&self, by: &str, break_glass: bool) {
        let by = ids(by).iter().map(|id| person(id)).collect();
        assert_eq!(verdict(&self.case()), Ok(Approved { by, break_glass }));
    }

    /// Not approved, for exactly these reasons; gives whether an approval was voided.
    fn assert_lacks(&self, wanted: &[Lack]) -> bool {
        let lacks = verdict(&self.case()).unwrap_err();
        assert_eq!(lacks, wanted);
        for lack in &lacks {
            let sentence = lack.sentence();
            assert!(sentence.ends_with('.') && sentence.split_whitespace().count() > 9, "{sentence}");
            assert!(sentence.matches(". ").count() >= 1, "what to do next: {sentence}");
        }
        is_void(&lacks)
    }
}

fn few(have: u32, need: u32) -> Lack {
    Lack::TooFew { have, need }
}

use DecisionKind::{Approve, BreakGlass, RequestChanges};

#[test]
fn as_many_as_the_policy_says_have_to_approve() {
    assert!(!told().assert_lacks(&[few(0, 1)]));
    told().approved("ana").assert_approved("ana", false);
    let two = told().with(|told| told.policy.approvals = 2);
    assert!(!two.clone().approved("ana").assert_lacks(&[few(1, 2)]));
    assert!(!two.clone().approved("ana").approved("ana").assert_lacks(&[few(1, 2)]), "one person is one");
    two.approved("ana").approved("ben").assert_approved("ana ben", false);
    told().with(|told| told.policy.approvals = 0).assert_approved("", false);
}

#[test]
fn where_only_images_change_their_own_number_counts() {
    let images = told().with(|told| {
        told.image_only = true;
        told.policy.approvals = 2;
        told.policy.image_only_approvals = Some(1);
    });
    images.assert_lacks(&[few(0, 1)]);
    images.clone().approved("ana").assert_approved("ana", false);
    images.clone().with(|told| told.policy.image_only_approvals = Some(0)).assert_approved("", false);
    images.clone().with(|told| told.policy.image_only_approvals = None).assert_lacks(&[few(0, 2)]);
    images.with(|told| told.image_only = false).assert_lacks(&[few(0, 2)]);
}

#[test]
fn nobody_approves_their_own_work_unless_the_policy_lets_them() {
    let own = told().approved("eve");
    assert!(!own.assert_lacks(&[few(0, 1), Lack::OwnWork { by: person("eve") }]));
    own.clone().with(|told| told.policy.exclude_authors = false).assert_approved("eve", false);
    own.approved("ben").assert_approved("ben", false);
}

#[test]
fn an_approval_holds_as_long_as_the_policy_says() {
    told().decides("ana", Approve, 72).assert_approved("ana", false);
    let old = told().decides("ana", Approve, 73);
    assert!(old.assert_lacks(&[few(0, 1), Lack::Expired { by: person("ana"), hours: 72 }]));
    old.clone().with(|told| told.policy.fresh_hours = None).assert_approved("ana", false);
    old.decides("ana", Approve, 0).assert_approved("ana", false);
}

#[test]
fn who_may_not_approve_any_more_has_not_approved() {
    let gone = told().approved("ana").with(|told| told.approvers = ids("ben"));
    assert!(gone.assert_lacks(&[few(0, 1), Lack::RoleGone { by: person("ana") }]));
    gone.approved("ben").assert_approved("ben", false);
}

#[test]
fn an_approval_that_was_taken_back_is_none() {
    let back = told().approved("ana").withdrawn();
    assert!(back.assert_lacks(&[few(0, 1), Lack::Withdrawn { by: person("ana") }]));
    back.clone().approved("ben").assert_approved("ben", false);
    back.approved("ana").assert_approved("ana", false);
    // Nor is the one before it, which it took the place of.
    told()
        .approved("ana")
        .approved("ana")
        .withdrawn()
        .assert_lacks(&[few(0, 1), Lack::Withdrawn { by: person("ana") }]);
}

#[test]
fn requested_changes_block_until_their_person_approves_or_withdraws() {
    let requested = || Lack::ChangesRequested { by: person("ben") };
    let asked = told().approved("ana").decides("ben", RequestChanges, 1);
    assert!(asked.assert_lacks(&[requested()]));
    asked.clone().approved("olga").assert_lacks(&[requested()]);
    asked.clone().approved("ben").assert_approved("ana ben", false);
    asked.clone().withdrawn().assert_approved("ana", false);
    asked.clone().with(|told| told.approvers = ids("ana")).assert_approved("ana", false);
    // In the other order, too.
    told().decides("ben", RequestChanges, 1).approved("ana").assert_lacks(&[requested()]);
    // And who approved and then wants changes has not approved.
    assert!(!told().approved("ben").decides("ben", RequestChanges, 0).assert_lacks(&[requested(), few(0, 1)]));
    // What was approved before doesn't come back with the request's end.
    let back = told().approved("ben").decides("ben", RequestChanges, 0).withdrawn();
    back.assert_lacks(&[few(0, 1)]);
    asked.with(|told| told.policy.approvals = 0).assert_lacks(&[requested()]);
}

#[test]
fn requested_changes_stand_when_the_content_changes() {
    let older = || Content { version: 11, plan_fingerprint: "p11".to_owned(), ..content() };
    let asked = told().decides_about("ben", RequestChanges, 5, older()).approved("ana");
    asked.assert_lacks(&[Lack::ChangesRequested { by: person("ben") }]);
    asked.clone().approved("ben").assert_approved("ana ben", false);
    asked.clone().decides_about("ben", Approve, 1, older()).assert_approved("ana", false);
    // A rollback is another matter, and so is another environment that has the same name.
    for elsewhere in [
        Content { kind: ApplyKind::Rollback, ..older() },
        Content { environment_id: Some("gone".to_owned()), ..older() },
        Content { design_id: "blog".to_owned(), ..older() },
        Content { environment: "staging".to_owned(), ..older() },
    ] {
        told().decides_about("ben", RequestChanges, 5, elsewhere).approved("ana").assert_approved("ana", false);
    }
}

#[test]
fn a_newer_version_that_differs_voids_approvals() {
    let newer = told().approved("ana").with(|told| told.superseded_by = Some(13));
    assert!(newer.assert_lacks(&[Lack::Superseded { version: 13 }]));
    let none = told().with(|told| told.superseded_by = Some(13));
    assert!(!none.assert_lacks(&[Lack::Superseded { version: 13 }, few(0, 1)]));
    let some = newer.clone().with(|told| told.policy.approvals = 2);
    assert!(some.assert_lacks(&[Lack::Superseded { version: 13 }, few(1, 2)]));
    newer.with(|told| told.policy.approvals = 0).assert_approved("ana", false);
}

#[test]
fn a_changed_environment_is_not_what_was_approved() {
    let changed = told().approved("ana").with(|told| told.environment_changed = true);
    assert!(changed.assert_lacks(&[Lack::EnvironmentChanged]));
    let broken = changed.decides("olga", BreakGlass, 0).decides("otto", BreakGlass, 0);
    broken.assert_lacks(&[Lack::EnvironmentChanged]);
    broken.with(|told| told.policy.approvals = 0).assert_lacks(&[Lack::EnvironmentChanged]);
}

#[test]
fn what_was_approved_before_is_told_until_it_is_applied() {
    let older = Content { version: 11, plan_fingerprint: "p11".to_owned(), ..content() };
    let other =
        || Lack::OtherContent { by: person("ana"), version: 11, differs: vec![Difference::Version, Difference::Plan] };
    let before = told().decides_about("ana", Approve, 5, older);
    assert!(before.assert_lacks(&[few(0, 1), other()]));
    assert_eq!(
        other().sentence(),
        "Ana approved v11; since then the version and the plan's calls or what they rely on in AWS changed. Ask Ana \
         to look at the new plan."
    );
    let applied = before.clone().with(|told| told.applied_at = Some(NOW - 2 * HOUR_MS));
    assert!(!applied.assert_lacks(&[few(0, 1)]), "it is used up");
    let since = before.clone().with(|told| told.applied_at = Some(NOW - 6 * HOUR_MS));
    since.assert_lacks(&[few(0, 1), other()]);
    before.approved("ben").assert_approved("ben", false);
}

#[test]
fn two_owners_break_the_glass() {
    let one = told().decides("olga", BreakGlass, 0);
    let second = || Lack::SecondOwner { by: person("olga") };
    assert!(!one.assert_lacks(&[few(0, 1), second()]));
    one.clone().decides("olga", BreakGlass, 0).assert_lacks(&[few(0, 1), second()]);
    one.clone().decides("ana", BreakGlass, 0).assert_lacks(&[few(0, 1), second()]);
    one.clone().approved("otto").assert_approved("otto", false);
    let two = one.decides("otto", BreakGlass, 0);
    two.assert_approved("olga otto", true);
    two.clone()
        .with(|told| told.owners = ids("otto"))
        .assert_lacks(&[few(0, 1), Lack::SecondOwner { by: person("otto") }]);
    two.clone().withdrawn().assert_lacks(&[few(0, 1), second()]);
    two.clone().with(|told| told.decisions[1].note = "  ".to_owned()).assert_lacks(&[few(0, 1), second()]);
    // It overrides what else lacks.
    let against = two.decides("ana", RequestChanges, 0).with(|told| {
        told.superseded_by = Some(13);
        told.authors = ids("olga otto");
    });
    against.assert_approved("olga otto", true);
    // Whoever then decides otherwise has not broken it.
    against.decides("otto", RequestChanges, 0).assert_lacks(&[
        Lack::Superseded { version: 13 },
        Lack::ChangesRequested { by: person("ana") },
        Lack::ChangesRequested { by: person("otto") },
        few(0, 1),
        second(),
    ]);
}

#[test]
fn a_broken_glass_waits_an_hour_and_holds_an_hour() {
    told().decides("olga", BreakGlass, 2).decides("otto", BreakGlass, 1).assert_approved("olga otto", true);
    told()
        .decides("olga", BreakGlass, 3)
        .decides("otto", BreakGlass, 1)
        .assert_lacks(&[few(0, 1), Lack::SecondOwner { by: person("otto") }]);
    told().decides("olga", BreakGlass, 3).decides("otto", BreakGlass, 2).assert_lacks(&[few(0, 1)]);
    told().decides("olga", BreakGlass, 2).assert_lacks(&[few(0, 1)]);
}

#[test]
fn approval_that_is_there_needs_no_emergency() {
    told().approved("ana").decides("olga", BreakGlass, 0).decides("otto", BreakGlass, 0).assert_approved("ana", false);
}

#[test]
fn who_can_not_approve_is_told_why() {
    let why = |told: &Told, person: &str| cannot_approve(&told.case(), person);
    assert_eq!(why(&told(), "ana"), None);
    assert!(why(&told(), "zoe").unwrap().contains("role of approver"));
    assert!(why(&told(), "eve").unwrap().contains("their own work"));
    assert_eq!(why(&told().with(|told| told.policy.exclude_authors = false), "eve"), None);
    assert!(why(&told().with(|told| told.superseded_by = Some(13)), "ana").unwrap().contains("v13"));
    assert!(why(&told().with(|told| told.environment_changed = true), "ana").unwrap().contains("Plan again"));
}

/// Changes one member; gives whether there is such a member.
fn change(content: &mut Content, member: usize, text: &str, number: i64) -> bool {
    // Taken apart, so that a new member is missed here by the compiler.
    let Content {
        design_id,
        version,
        kind,
        design_fingerprint,
        environment,
        environment_id,
        environment_counter,
        account,
        region,
        plan_fingerprint,
    } = content;
    match member {
        0 => design_id.push_str(text),
        1 => *version += number,
        2 => *kind = ApplyKind::Rollback,
        3 => design_fingerprint.push_str(text),
        4 => environment.push_str(text),
        5 => *environment_id = (number % 2 == 0).then(|| text.to_owned()),
        6 => *environment_counter += number,
        7 => account.push_str(text),
        8 => region.push_str(text),
        9 => plan_fingerprint.push_str(text),
        _ => return false,
    }
    true
}

proptest! {
    #[test]
    fn an_approval_of_anything_else_counts_nothing(
        members in proptest::collection::btree_set(0_usize..10, 1..4),
        text in "[a-z0-9]{2,8}",
        number in 1_i64..1000,
        glass in any::<bool>(),
    ) {
        let mut other = content();
        for member in &members {
            prop_assert!(change(&mut other, *member, &text, number));
        }
        prop_assert!(!content().differences(&other).is_empty());
        let kind = if glass { BreakGlass } else { Approve };
        let decided = told().decides_about("olga", kind, 0, other.clone()).decides_about("otto", kind, 0, other);
        prop_assert!(verdict(&decided.case()).is_err());
        // As it would be of exactly this.
        let decided = told().decides("olga", kind, 0).decides("otto", kind, 0);
        prop_assert!(verdict(&decided.case()).is_ok());
    }
}

#[test]
fn the_test_changes_every_member() {
    assert!(!change(&mut content(), 10, "", 1));
}
