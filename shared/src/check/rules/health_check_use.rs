//! Where ECS makes no use of a health check.

use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::ContainerScope;
use crate::check::{Severity, docs};
use crate::model::{ContainerDefinition, ContainerDependency};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&HC_ESSENTIAL_ONLY, &HC_CLASSIC_LB];

static HC_ESSENTIAL_ONLY: Rule = Rule {
    id: "HC-ESSENTIAL-ONLY",
    severity: Severity::Advice,
    summary: "A health check stands on an essential container, or another container waits for it.",
    help: "Make the container essential if the service should replace tasks where it is unhealthy.",
    docs: docs::HEALTH_CHECK,
    check: Check::Container(essential_only),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/-", CHECKED_SIDECAR)]),
        silent: (
            Base::Ec2,
            &[
                ("/containerDefinitions/-", CHECKED_SIDECAR),
                ("/containerDefinitions/0/dependsOn", r#"[{"containerName": "proxy", "condition": "HEALTHY"}]"#),
            ],
        ),
    },
};

#[cfg(test)]
const CHECKED_SIDECAR: &str =
    r#"{"name": "proxy", "image": "p:1", "memory": 64, "essential": false, "healthCheck": {"command": ["CMD", "x"]}}"#;

fn essential_only(container: &ContainerScope, report: &mut Report) {
    if container.has(&ContainerDefinition::HEALTH_CHECK)
        && container.get(&ContainerDefinition::ESSENTIAL) == Some(false)
        && !is_waited_for(container)
    {
        report.at(
            container.at(&ContainerDefinition::HEALTH_CHECK),
            format!(
                "Container {} isn't essential, so its health doesn't count for the task, and no other container waits for it.",
                container.called()
            ),
        );
    }
}

/// Whether another container may wait for this one to be healthy.
fn is_waited_for(container: &ContainerScope) -> bool {
    let Some(name) = container.get(&ContainerDefinition::NAME) else { return true };
    let mut entries = container.task.containers.iter().flat_map(|other| other.rows(&ContainerDefinition::DEPENDS_ON));
    entries.any(|entry| {
        entry.get(&ContainerDependency::CONTAINER_NAME) == Some(name)
            && entry.get(&ContainerDependency::CONDITION) == Some("HEALTHY")
    })
}

static HC_CLASSIC_LB: Rule = Rule {
    id: "HC-CLASSIC-LB",
    severity: Severity::Warning,
    summary: "Containers behind a Classic Load Balancer have no health check of their own.",
    help: "Use an Application or Network Load Balancer, or remove healthCheck and let the load balancer check.",
    docs: docs::HEALTH_CHECK,
    check: Check::Container(classic_load_balancer),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2Bundle,
            &[
                ("/taskDefinition/containerDefinitions/0/healthCheck", r#"{"command": ["CMD", "x"]}"#),
                ("/service/loadBalancers", CLASSIC),
            ],
        ),
        silent: (
            Base::Ec2Bundle,
            &[("/taskDefinition/containerDefinitions/0/healthCheck", r#"{"command": ["CMD", "x"]}"#)],
        ),
    },
};

#[cfg(test)]
const CLASSIC: &str = r#"[{"loadBalancerName": "web", "containerName": "app", "containerPort": 80}]"#;

fn classic_load_balancer(container: &ContainerScope, report: &mut Report) {
    if container.has(&ContainerDefinition::HEALTH_CHECK) && container.task.behind_classic_load_balancer() {
        report.at(
            container.at(&ContainerDefinition::HEALTH_CHECK),
            format!(
                "Container {} has a health check, but its service uses a Classic Load Balancer, with which ECS doesn't \
                 support them.",
                container.called()
            ),
        );
    }
}
