//! How long a container may take to start and to stop.

use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::ContainerScope;
use crate::check::{Severity, docs};
use crate::document::Patch;
use crate::model::{ContainerDefinition, Field, Int, LoadBalancer, Service};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] =
    &[&CD_STARTTIMEOUT, &CD_STARTTIMEOUT_FARGATE, &CD_STOPTIMEOUT, &CD_STOPTIMEOUT_FARGATE, &CD_STOPTIMEOUT_LB];

/// The longest start and stop timeout on Fargate, in seconds.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>
const LONGEST_ON_FARGATE: i64 = 120;

/// What ECS gives a container to stop where nothing is stated, in seconds.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>
const DEFAULT_STOP: i64 = 30;

static CD_STARTTIMEOUT: Rule = Rule {
    id: "CD-STARTTIMEOUT",
    severity: Severity::Error,
    summary: "A start timeout is at least 2 seconds.",
    help: "Set startTimeout to 2 or more, or remove it.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(|container, report| at_least(container, &ContainerDefinition::START_TIMEOUT, report)),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/startTimeout", "1")]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/startTimeout", "2")]),
    },
};

static CD_STARTTIMEOUT_FARGATE: Rule = Rule {
    id: "CD-STARTTIMEOUT-FARGATE",
    severity: Severity::Error,
    summary: "On Fargate a start timeout is at most 120 seconds.",
    help: "Lower startTimeout to 120 or less, or run the task on EC2.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(|container, report| at_most(container, &ContainerDefinition::START_TIMEOUT, report)),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/containerDefinitions/0/startTimeout", "121")]),
        silent: (Base::Fargate, &[("/containerDefinitions/0/startTimeout", "120")]),
    },
};

static CD_STOPTIMEOUT: Rule = Rule {
    id: "CD-STOPTIMEOUT",
    severity: Severity::Error,
    summary: "A stop timeout is at least 2 seconds.",
    help: "Set stopTimeout to 2 or more, or remove it: 30 seconds is the default.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(|container, report| at_least(container, &ContainerDefinition::STOP_TIMEOUT, report)),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/containerDefinitions/0/stopTimeout", "1")]),
        silent: (Base::Fargate, &[("/containerDefinitions/0/stopTimeout", "2")]),
    },
};

static CD_STOPTIMEOUT_FARGATE: Rule = Rule {
    id: "CD-STOPTIMEOUT-FARGATE",
    severity: Severity::Error,
    summary: "On Fargate a stop timeout is at most 120 seconds.",
    help: "Lower stopTimeout to 120 or less, or run the task on EC2.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(|container, report| at_most(container, &ContainerDefinition::STOP_TIMEOUT, report)),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/containerDefinitions/0/stopTimeout", "121")]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/stopTimeout", "121")]),
    },
};

fn at_least(container: &ContainerScope, field: &Field<ContainerDefinition, Int>, report: &mut Report) {
    let least = field.bounds().0;
    let Some(seconds) = container.get(field).filter(|seconds| *seconds < least) else { return };
    let (at, name) = (container.at(field), field.member.name);
    let message =
        format!("Container {} has {name} of {seconds} s, but AWS takes no less than {least} s.", container.called());
    report.at(at.clone(), message).fix(format!("Set {name} to {least}"), Patch::replace(at, least));
}

fn at_most(container: &ContainerScope, field: &Field<ContainerDefinition, Int>, report: &mut Report) {
    const MOST: i64 = LONGEST_ON_FARGATE;
    let Some(seconds) = container.get(field).filter(|seconds| *seconds > MOST) else { return };
    if !container.task.fargate() {
        return;
    }
    let (at, name) = (container.at(field), field.member.name);
    let message =
        format!("Container {} has {name} of {seconds} s, but Fargate waits {MOST} s at most.", container.called());
    report.at(at.clone(), message).fix(format!("Set {name} to {MOST}"), Patch::replace(at, MOST));
}

static CD_STOPTIMEOUT_LB: Rule = Rule {
    id: "CD-STOPTIMEOUT-LB",
    severity: Severity::Advice,
    summary: "A container behind a load balancer has time to finish its requests.",
    help: "Set stopTimeout to the time of the longest request and more; the default is 30 seconds.",
    docs: docs::LOAD_BALANCER_DRAINING,
    check: Check::Container(too_short_to_drain),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::FargateBundle,
            &[("/taskDefinition/containerDefinitions/0/stopTimeout", "5"), ("/service/loadBalancers", BEHIND_BALANCER)],
        ),
        silent: (
            Base::FargateBundle,
            &[
                ("/taskDefinition/containerDefinitions/0/stopTimeout", "60"),
                ("/service/loadBalancers", BEHIND_BALANCER),
            ],
        ),
    },
};

#[cfg(test)]
const BEHIND_BALANCER: &str = r#"[{
    "targetGroupArn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0123456789abcdef",
    "containerName": "app", "containerPort": 80}]"#;

fn too_short_to_drain(container: &ContainerScope, report: &mut Report) {
    let field = &ContainerDefinition::STOP_TIMEOUT;
    let short = field.bounds().0..DEFAULT_STOP;
    let Some(seconds) = container.get(field).filter(|seconds| short.contains(seconds)) else { return };
    let Some(name) = container.get(&ContainerDefinition::NAME) else { return };
    let behind_balancer = container.task.services.iter().any(|service| {
        let balancers = service.rows(&Service::LOAD_BALANCERS);
        balancers.iter().any(|balancer| balancer.get(&LoadBalancer::CONTAINER_NAME) == Some(name))
    });
    if behind_balancer {
        let at = container.at(field);
        let message = format!(
            "Container \"{name}\" serves a load balancer but is killed {seconds} s after it is asked to stop; requests \
             that last longer are cut off."
        );
        report
            .at(at.clone(), message)
            .fix(format!("Set stopTimeout to {DEFAULT_STOP}"), Patch::replace(at, DEFAULT_STOP));
    }
}
