//! CPU of the containers.

use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::{ContainerScope, TaskScope};
use crate::check::size::task_cpu;
use crate::check::{Severity, docs};
use crate::document::{Patch, View};
use crate::model::{ContainerDefinition, TaskDefinition};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&TD_CONTAINER_CPU_SUM, &CD_CPU_NEGATIVE, &CD_CPU_ZERO_EC2];

static TD_CONTAINER_CPU_SUM: Rule = Rule {
    id: "TD-CONTAINER-CPU-SUM",
    severity: Severity::Error,
    summary: "The cpu of the containers together is not above the cpu of the task.",
    help: "Lower the cpu of some containers, or raise the cpu of the task.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Task(sum),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/containerDefinitions/0/cpu", "257")]),
        silent: (Base::Fargate, &[("/containerDefinitions/0/cpu", "256")]),
    },
};

fn sum(task: &TaskScope, report: &mut Report) {
    let Some(whole) = task_cpu(task) else { return };
    let units = |container: &View<'_, _>| container.get(&ContainerDefinition::CPU).filter(|units| *units > 0);
    let sharing: Vec<_> = task.containers.iter().filter_map(|container| Some((container, units(container)?))).collect();
    let sum = sharing.iter().fold(0_i64, |sum, (_, units)| sum.saturating_add(*units));
    if sum <= whole {
        return;
    }
    let message = format!("The containers have {sum} CPU units together, but their task has {whole}.");
    let found = report.at(task.task.at(&TaskDefinition::CONTAINER_DEFINITIONS), message);
    if let [(only, _)] = sharing[..] {
        let at = only.at(&ContainerDefinition::CPU);
        found.fix(format!("Set the container's cpu to {whole}"), Patch::replace(at, whole));
    }
}

static CD_CPU_NEGATIVE: Rule = Rule {
    id: "CD-CPU-NEGATIVE",
    severity: Severity::Error,
    summary: "A container's cpu is not negative.",
    help: "Set it to the CPU units that the container needs (1024 are one vCPU), or to 0 for no claim.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(negative),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/cpu", "-1")]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/cpu", "0")]),
    },
};

fn negative(container: &ContainerScope, report: &mut Report) {
    let least = ContainerDefinition::CPU.bounds().0;
    let Some(units) = container.get(&ContainerDefinition::CPU).filter(|units| *units < least) else { return };
    let at = container.at(&ContainerDefinition::CPU);
    let message = format!("Container {} has cpu {units}, which can't be negative.", container.called());
    report.at(at.clone(), message).fix(format!("Set cpu to {least}"), Patch::replace(at, least));
}

static CD_CPU_ZERO_EC2: Rule = Rule {
    id: "CD-CPU-ZERO-EC2",
    severity: Severity::Advice,
    summary: "On an instance each container states its cpu, or the task does.",
    help: "Set cpu to the CPU units that the container needs; 1024 are one vCPU.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(none_on_instance),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/cpu", "0")]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/cpu", "128")]),
    },
};

fn none_on_instance(container: &ContainerScope, report: &mut Report) {
    let task = container.task;
    let none = !container.has(&ContainerDefinition::CPU) || container.get(&ContainerDefinition::CPU) == Some(0);
    if task.fargate() || task.task.has(&TaskDefinition::CPU) || !none {
        return;
    }
    let gets = if task.windows() { "1 % of one CPU" } else { "the least share of the CPU that Linux gives, 2 of 1024" };
    let message = format!(
        "Neither container {} nor its task states cpu: on a busy instance the container gets {gets}.",
        container.called()
    );
    report.at(container.at(&ContainerDefinition::CPU), message);
}
