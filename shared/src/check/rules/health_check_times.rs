//! The numbers of a health check.

use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::ContainerScope;
use crate::check::{Severity, docs};
use crate::document::Patch;
use crate::model::{ContainerDefinition, Field, HealthCheck, Int};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&HC_INTERVAL, &HC_TIMEOUT, &HC_RETRIES, &HC_STARTPERIOD, &HC_TIMEOUT_GT_INTERVAL];

/// What ECS takes where a health check states no interval.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html>
const DEFAULT_INTERVAL: i64 = 30;

/// Reports a number outside the field's bounds, and offers the nearest one inside.
fn bounded(container: &ContainerScope, report: &mut Report, field: &Field<HealthCheck, Int>, unit: &str) {
    let Some(check) = container.get(&ContainerDefinition::HEALTH_CHECK) else { return };
    let Some(number) = check.get(field) else { return };
    let (low, high) = field.bounds();
    let nearest = number.clamp(low, high);
    if nearest != number {
        let (at, name) = (check.at(field), field.member.name);
        let message = format!(
            "{name} {number} in the health check of container {} is outside {low} to {high}{unit}.",
            container.called()
        );
        report.at(at.clone(), message).fix(format!("Set {name} to {nearest}"), Patch::replace(at, nearest));
    }
}

static HC_INTERVAL: Rule = Rule {
    id: "HC-INTERVAL",
    severity: Severity::Error,
    summary: "The interval of a health check is 5 to 300 seconds.",
    help: "Set interval to 5 to 300 seconds, or leave it out for 30.",
    docs: docs::HEALTH_CHECK,
    check: Check::Container(interval),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/healthCheck", r#"{"command": ["CMD", "x"], "interval": 4}"#)]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/healthCheck", r#"{"command": ["CMD", "x"], "interval": 5}"#)]),
    },
};

fn interval(container: &ContainerScope, report: &mut Report) {
    bounded(container, report, &HealthCheck::INTERVAL, " seconds");
}

static HC_TIMEOUT: Rule = Rule {
    id: "HC-TIMEOUT",
    severity: Severity::Error,
    summary: "The timeout of a health check is 2 to 60 seconds.",
    help: "Set timeout to 2 to 60 seconds, or leave it out for 5.",
    docs: docs::HEALTH_CHECK,
    check: Check::Container(timeout),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/healthCheck", r#"{"command": ["CMD", "x"], "timeout": 1}"#)]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/healthCheck", r#"{"command": ["CMD", "x"], "timeout": 2}"#)]),
    },
};

fn timeout(container: &ContainerScope, report: &mut Report) {
    bounded(container, report, &HealthCheck::TIMEOUT, " seconds");
}

static HC_RETRIES: Rule = Rule {
    id: "HC-RETRIES",
    severity: Severity::Error,
    summary: "A health check has 1 to 10 retries.",
    help: "Set retries to 1 to 10, or leave it out for 3.",
    docs: docs::HEALTH_CHECK,
    check: Check::Container(retries),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/healthCheck", r#"{"command": ["CMD", "x"], "retries": 0}"#)]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/healthCheck", r#"{"command": ["CMD", "x"], "retries": 10}"#)]),
    },
};

fn retries(container: &ContainerScope, report: &mut Report) {
    bounded(container, report, &HealthCheck::RETRIES, "");
}

static HC_STARTPERIOD: Rule = Rule {
    id: "HC-STARTPERIOD",
    severity: Severity::Error,
    summary: "The start period of a health check is at most 300 seconds.",
    help: "Set startPeriod to 0 to 300 seconds; 0 or nothing means that failures count from the start.",
    docs: docs::HEALTH_CHECK,
    check: Check::Container(start_period),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2,
            &[("/containerDefinitions/0/healthCheck", r#"{"command": ["CMD", "x"], "startPeriod": 301}"#)],
        ),
        silent: (
            Base::Ec2,
            &[("/containerDefinitions/0/healthCheck", r#"{"command": ["CMD", "x"], "startPeriod": 0}"#)],
        ),
    },
};

fn start_period(container: &ContainerScope, report: &mut Report) {
    bounded(container, report, &HealthCheck::START_PERIOD, " seconds");
}

static HC_TIMEOUT_GT_INTERVAL: Rule = Rule {
    id: "HC-TIMEOUT-GT-INTERVAL",
    severity: Severity::Warning,
    summary: "A health check times out before the next one is due.",
    help: "Lower timeout to the interval or below, or raise interval.",
    docs: docs::HEALTH_CHECK,
    check: Check::Container(timeout_above_interval),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/healthCheck", r#"{"command": ["CMD", "x"], "timeout": 31}"#)]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/healthCheck", r#"{"command": ["CMD", "x"], "timeout": 30}"#)]),
    },
};

fn timeout_above_interval(container: &ContainerScope, report: &mut Report) {
    let Some(check) = container.get(&ContainerDefinition::HEALTH_CHECK) else { return };
    let stated = check.has(&HealthCheck::INTERVAL);
    let interval = if stated { check.get(&HealthCheck::INTERVAL) } else { Some(DEFAULT_INTERVAL) };
    let (Some(timeout), Some(interval)) = (check.get(&HealthCheck::TIMEOUT), interval) else { return };
    if timeout <= interval {
        return;
    }
    let at = check.at(&HealthCheck::TIMEOUT);
    let found = report.at(
        at.clone(),
        format!(
            "The health check of container {} may take {timeout} s, but the next one is due after {interval} s{}.",
            container.called(),
            if stated { "" } else { " (the default interval)" }
        ),
    );
    let (low, high) = HealthCheck::TIMEOUT.bounds();
    if (low..=high).contains(&interval) {
        found.fix(format!("Set timeout to {interval}"), Patch::replace(at, interval));
    }
}
