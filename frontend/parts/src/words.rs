//! Words for what the server's codes mean.

use crate::icon::icon;
use leptos::prelude::*;
use shared::access::PersonRef;
use shared::api::ApplyKind;
use shared::environment::{Environment, EnvironmentKind};
use shared::event::Outcome;
use shared::plan::{Action, Risk, Wait};

use crate::controls::badge;

/// How an apply stands; nothing where it still runs.
pub fn outcome_badge(outcome: Option<&Outcome>) -> AnyView {
    let (tone, mark, words) = match outcome {
        None => ("info", "busy", "Running"),
        Some(Outcome::Done) => ("ok", "ok", "Done"),
        Some(Outcome::RolledBack) => ("ok", "undo", "Rolled back"),
        Some(Outcome::Cancelled) => ("warn", "stop", "Cancelled"),
        Some(Outcome::Failed { .. }) => ("error", "error", "Failed"),
    };
    badge(tone, mark, words.to_owned())
}

pub fn kind_word(kind: ApplyKind) -> &'static str {
    match kind {
        ApplyKind::Apply => "Apply",
        ApplyKind::Rollback => "Rollback",
    }
}

/// What may go wrong with a call; nothing where nothing may.
pub fn risk_badge(risk: Risk) -> AnyView {
    let (tone, mark) = match risk {
        Risk::None => return ().into_any(),
        Risk::RestartsTasks | Risk::Permissions => ("warn", "warning"),
        Risk::TakesOver | Risk::RevertsDrift | Risk::Deletes => ("error", "error"),
    };
    badge(tone, mark, risk.word().to_owned())
}

pub fn wait_words(wait: Option<Wait>) -> &'static str {
    match wait {
        None => "",
        Some(Wait::Deployment) => "waits until the deployment is steady",
        Some(Wait::ServiceGone) => "waits until the service is gone",
    }
}

/// What kind of environment it is, as a badge.
pub fn environment_badge(kind: EnvironmentKind) -> AnyView {
    match kind {
        EnvironmentKind::Sandbox => badge("info", "cloud", "Simulated".to_owned()),
        EnvironmentKind::Development => badge("plain", "edit", "Development".to_owned()),
        EnvironmentKind::Protected => badge("warn", "warning", "Protected".to_owned()),
    }
}

/// Account and Region, as they stand beside anything that calls AWS.
pub fn account_words(environment: &Environment) -> String {
    let account = environment.account.as_deref().unwrap_or("account not known yet");
    format!("{account} \u{b7} {}", environment.region)
}

/// What a call does and to what kind of thing: `("creates", "service")`.
pub const fn doing(action: Action) -> (&'static str, &'static str) {
    match action {
        Action::CreateCluster => ("creates", "cluster"),
        Action::UpdateCluster | Action::PutClusterCapacityProviders => ("changes", "cluster"),
        Action::DeleteCluster => ("deletes", "cluster"),
        Action::RegisterTaskDefinition => ("registers", "task definition"),
        Action::CreateService => ("creates", "service"),
        Action::UpdateService => ("updates", "service"),
        Action::DeleteService => ("deletes", "service"),
        Action::TagResource => ("tags", "resource"),
        Action::CreateLogGroup => ("creates", "log group"),
        Action::PutRetentionPolicy => ("changes", "log group"),
        Action::CreateRole => ("creates", "role"),
        Action::UpdateAssumeRolePolicy
        | Action::AttachRolePolicy
        | Action::DetachRolePolicy
        | Action::PutRolePolicy
        | Action::DeleteRolePolicy => ("changes", "role"),
        Action::DeleteRole => ("deletes", "role"),
    }
}

/// `1 call`, `2 calls`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

/// `Ana and Ben`.
pub fn names(people: &[PersonRef]) -> String {
    let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Says loudly that approval was done without.
pub fn glass_banner(words: String) -> AnyView {
    view! { <p class="glass" role="alert">{icon("warning")}<span>{words}</span></p> }.into_any()
}
