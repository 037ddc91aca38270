//! What a person typed about an environment, and what is wrong with it.

use leptos::prelude::*;
use shared::api::EnvironmentDraft;
use shared::environment::{Environment, EnvironmentKind, KeyValue};

use super::policy::PolicyDraft;

/// The texts of the form.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    pub(super) name: RwSignal<String>,
    pub(super) kind: RwSignal<String>,
    pub(super) account: RwSignal<String>,
    pub(super) region: RwSignal<String>,
    pub(super) role_arn: RwSignal<String>,
    pub(super) endpoint: RwSignal<String>,
    pub(super) subnets: RwSignal<String>,
    pub(super) security_groups: RwSignal<String>,
    pub(super) tags: RwSignal<String>,
    pub(super) policy: PolicyDraft,
}

/// A member of the draft and what is wrong with it.
pub(super) type Problem = (&'static str, String);

impl Draft {
    pub(super) fn of(environment: Option<&Environment>) -> Self {
        let text = |pick: fn(&Environment) -> String| RwSignal::new(environment.map(pick).unwrap_or_default());
        let kind = environment.map_or(EnvironmentKind::Development, |environment| environment.kind);
        Self {
            name: text(|environment| environment.name.clone()),
            kind: RwSignal::new(kind_word(kind).to_owned()),
            account: text(|environment| environment.account.clone().unwrap_or_default()),
            region: text(|environment| environment.region.clone()),
            role_arn: text(|environment| environment.role_arn.clone().unwrap_or_default()),
            endpoint: text(|environment| environment.endpoint.clone().unwrap_or_default()),
            subnets: text(|environment| environment.subnets.join("\n")),
            security_groups: text(|environment| environment.security_groups.join("\n")),
            tags: text(|environment| {
                let lines = environment.tags.iter().map(|tag| format!("{}={}", tag.key, tag.value));
                lines.collect::<Vec<_>>().join("\n")
            }),
            policy: PolicyDraft::of(&environment.map(|environment| environment.policy.clone()).unwrap_or_default()),
        }
    }

    pub(super) fn is_development(self) -> bool {
        self.kind.with(|kind| kind == kind_word(EnvironmentKind::Development))
    }

    /// What is sent, or what is wrong beside the fields. The server checks again, and more.
    pub(super) fn read(self) -> Result<EnvironmentDraft, Vec<Problem>> {
        let (mut problems, mut unasked) = (Vec::new(), Vec::new());
        let text = |signal: RwSignal<String>| signal.with_untracked(|text| text.trim().to_owned());
        let development = untrack(|| self.is_development());
        let draft = EnvironmentDraft {
            name: text(self.name),
            kind: if development { EnvironmentKind::Development } else { EnvironmentKind::Protected },
            account: text(self.account),
            region: text(self.region),
            role_arn: Some(text(self.role_arn)).filter(|role| !role.is_empty()),
            endpoint: Some(text(self.endpoint)).filter(|endpoint| development && !endpoint.is_empty()),
            subnets: lines(&text(self.subnets)),
            security_groups: lines(&text(self.security_groups)),
            tags: lines(&text(self.tags)).iter().map(|line| tag(line, &mut problems)).collect(),
            // A development environment asks for nothing; what stands there is kept for when it is protected.
            policy: self.policy.read(if development { &mut unasked } else { &mut problems }),
        };
        let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        if draft.name.is_empty() || !draft.name.chars().all(plain) {
            problems.push(("name", "Use lower-case letters, digits and \u{201c}-\u{201d}.".to_owned()));
        }
        if draft.account.len() != 12 || !draft.account.chars().all(|letter| letter.is_ascii_digit()) {
            problems.push(("account", "An AWS account has 12 digits.".to_owned()));
        }
        if draft.region.is_empty() {
            problems.push(("region", "Say which Region, such as eu-central-1.".to_owned()));
        }
        if draft.role_arn.as_ref().is_some_and(|role| !role.starts_with("arn:aws")) {
            problems.push(("roleArn", "A role's ARN starts with arn:aws:iam::ACCOUNT:role/.".to_owned()));
        }
        if problems.is_empty() { Ok(draft) } else { Err(problems) }
    }
}

/// As JSON has it.
pub(super) const fn kind_word(kind: EnvironmentKind) -> &'static str {
    match kind {
        EnvironmentKind::Sandbox => "sandbox",
        EnvironmentKind::Development => "development",
        EnvironmentKind::Protected => "protected",
    }
}

/// One per line, or with commas between.
fn lines(text: &str) -> Vec<String> {
    text.split(['\n', ',']).map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn tag(line: &str, problems: &mut Vec<Problem>) -> KeyValue {
    let (key, value) = line.split_once('=').unwrap_or_else(|| {
        problems.push(("tags", format!("\u{201c}{line}\u{201d} has no \u{201c}=\u{201d}: write key=value.")));
        (line, "")
    });
    KeyValue { key: key.trim().to_owned(), value: value.trim().to_owned() }
}
