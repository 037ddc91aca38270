//! Restart policies of containers.

use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::ContainerScope;
use crate::check::{Severity, docs};
use crate::document::{Patch, View};
use crate::model::{ContainerDefinition, ContainerRestartPolicy, Service};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&CD_RESTART_PERIOD, &CD_RESTART_EXITCODES, &CD_RESTART_WINDOWS];

/// The most exit codes that a policy ignores.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerRestartPolicy.html>
const MOST_EXIT_CODES: usize = 50;

/// Fargate platform versions of Linux without restart policies; 1.4.0 brought them.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-restart-policy.html>
const OLD_PLATFORMS: [&str; 4] = ["1.0.0", "1.1.0", "1.2.0", "1.3.0"];

static CD_RESTART_PERIOD: Rule = Rule {
    id: "CD-RESTART-PERIOD",
    severity: Severity::Error,
    summary: "The period of a restart policy is 60 to 1800 seconds.",
    help: "Set restartAttemptPeriod to 60 to 1800 seconds, or remove it: 300 is the default.",
    docs: docs::CONTAINER_RESTART_POLICY,
    check: Check::Container(period),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[("/containerDefinitions/0/restartPolicy", r#"{"enabled": true, "restartAttemptPeriod": 59}"#)],
        ),
        silent: (
            Base::Fargate,
            &[("/containerDefinitions/0/restartPolicy", r#"{"enabled": true, "restartAttemptPeriod": 1800}"#)],
        ),
    },
};

fn period(container: &ContainerScope, report: &mut Report) {
    let Some(policy) = container.get(&ContainerDefinition::RESTART_POLICY) else { return };
    let field = &ContainerRestartPolicy::RESTART_ATTEMPT_PERIOD;
    let (least, most) = field.bounds();
    let Some(seconds) = policy.get(field).filter(|seconds| !(least..=most).contains(seconds)) else { return };
    let at = policy.at(field);
    let nearest = seconds.clamp(least, most);
    let message = format!(
        "Container {} has a restartAttemptPeriod of {seconds} s, which is not between {least} and {most} s.",
        container.called()
    );
    report.at(at.clone(), message).fix(format!("Set restartAttemptPeriod to {nearest}"), Patch::replace(at, nearest));
}

static CD_RESTART_EXITCODES: Rule = Rule {
    id: "CD-RESTART-EXITCODES",
    severity: Severity::Error,
    summary: "A restart policy ignores at most 50 exit codes.",
    help: "Remove exit codes that the application never gives.",
    docs: docs::CONTAINER_RESTART_POLICY,
    check: Check::Container(exit_codes),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[(
                "/containerDefinitions/0/restartPolicy",
                r#"{"enabled": true, "ignoredExitCodes": [
                    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
                    26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50]}"#,
            )],
        ),
        silent: (
            Base::Fargate,
            &[(
                "/containerDefinitions/0/restartPolicy",
                r#"{"enabled": true, "ignoredExitCodes": [
                    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
                    26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49]}"#,
            )],
        ),
    },
};

fn exit_codes(container: &ContainerScope, report: &mut Report) {
    let Some(policy) = container.get(&ContainerDefinition::RESTART_POLICY) else { return };
    let field = &ContainerRestartPolicy::IGNORED_EXIT_CODES;
    let count = policy.raw(field).and_then(|codes| codes.as_array()).map_or(0, Vec::len);
    if count > MOST_EXIT_CODES {
        let message = format!(
            "The restart policy of container {} ignores {count} exit codes; AWS takes at most {MOST_EXIT_CODES}.",
            container.called()
        );
        report.at(policy.at(field), message);
    }
}

static CD_RESTART_WINDOWS: Rule = Rule {
    id: "CD-RESTART-WINDOWS",
    severity: Severity::Warning,
    summary: "A restart policy is used on a platform that has it.",
    help: "Restart policies need Linux with platform version 1.4.0 on Fargate, and agent 1.86.0 or later on instances.",
    docs: docs::RESTART_POLICY,
    check: Check::Container(platform),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[
                ("/runtimePlatform", r#"{"operatingSystemFamily": "WINDOWS_SERVER_2022_CORE"}"#),
                ("/containerDefinitions/0/restartPolicy", r#"{"enabled": true}"#),
            ],
        ),
        silent: (Base::Fargate, &[("/containerDefinitions/0/restartPolicy", r#"{"enabled": true}"#)]),
    },
};

fn platform(container: &ContainerScope, report: &mut Report) {
    let task = container.task;
    let policy = container.get(&ContainerDefinition::RESTART_POLICY);
    let enabled = policy.is_some_and(|policy| policy.get(&ContainerRestartPolicy::ENABLED) == Some(true));
    if !enabled || !task.fargate() {
        return;
    }
    let at = container.at(&ContainerDefinition::RESTART_POLICY);
    if task.windows() {
        let message =
            format!("Container {} has a restart policy, and Fargate has none for Windows.", container.called());
        report.at(at.clone(), message).fix("Remove restartPolicy", Patch::remove(at));
    } else if let Some((service, version)) = task.services.iter().find_map(old_platform) {
        let message = format!(
            "Container {} has a restart policy, but the service {service} runs it on platform version {version}, \
             which knows none before 1.4.0.",
            container.called()
        );
        report.at(at, message);
    }
}

/// A service that states a platform version without restart policies, and that version.
fn old_platform(service: &View<'_, Service>) -> Option<(String, String)> {
    let version = service.get(&Service::PLATFORM_VERSION).filter(|version| OLD_PLATFORMS.contains(version))?;
    let name = service.get(&Service::SERVICE_NAME).map_or_else(|| "here".to_owned(), |name| format!("\"{name}\""));
    Some((name, version.to_owned()))
}
