//! Memory of the containers against the memory of their task.

use super::container_memory::mib;
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::{ContainerScope, TaskScope};
use crate::check::size::task_memory;
use crate::check::{Severity, docs};
use crate::document::Patch;
use crate::model::{ContainerDefinition, Field, Int, TaskDefinition};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] =
    &[&CD_MEMORY_GT_TASK, &CD_MEMRES_GT_TASK, &TD_CONTAINER_MEMRES_SUM, &TD_CONTAINER_MEM_SUM];

#[cfg(test)]
const TWO_CONTAINERS: (&str, &str) = (
    "/containerDefinitions",
    r#"[{"name": "a", "image": "public.ecr.aws/nginx/nginx:1.29.3", "memory": 400, "memoryReservation": 300},
        {"name": "b", "image": "public.ecr.aws/nginx/nginx:1.29.3", "memory": 400, "memoryReservation": 300}]"#,
);

static CD_MEMORY_GT_TASK: Rule = Rule {
    id: "CD-MEMORY-GT-TASK",
    severity: Severity::Error,
    summary: "No container's hard limit is above the memory of its task.",
    help: "Lower the container's memory, or raise the memory of the task.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(limit_above_task),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/containerDefinitions/0/memory", "513")]),
        silent: (Base::Fargate, &[("/containerDefinitions/0/memory", "512")]),
    },
};

fn limit_above_task(container: &ContainerScope, report: &mut Report) {
    let reserved = mib(container, &ContainerDefinition::MEMORY_RESERVATION);
    above_task(container, &ContainerDefinition::MEMORY, reserved, report);
}

static CD_MEMRES_GT_TASK: Rule = Rule {
    id: "CD-MEMRES-GT-TASK",
    severity: Severity::Warning,
    summary: "No container reserves more memory than its task has.",
    help: "Lower the container's memoryReservation, or raise the memory of the task.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(reservation_above_task),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/containerDefinitions/0/memoryReservation", "1024")]),
        silent: (Base::Fargate, &[("/containerDefinitions/0/memoryReservation", "512")]),
    },
};

fn reservation_above_task(container: &ContainerScope, report: &mut Report) {
    above_task(container, &ContainerDefinition::MEMORY_RESERVATION, None, report);
}

/// Reports a memory member that is above the task's; `at_least` is what it can't be lowered below.
fn above_task(
    container: &ContainerScope,
    field: &Field<ContainerDefinition, Int>,
    at_least: Option<i64>,
    report: &mut Report,
) {
    let Some(whole) = task_memory(container.task) else { return };
    let Some(mib) = mib(container, field).filter(|mib| *mib > whole) else { return };
    let (at, name) = (container.at(field), field.member.name);
    let message =
        format!("Container {} has {name} of {mib} MiB, but its whole task has {whole} MiB.", container.called());
    let found = report.at(at.clone(), message);
    if whole >= at_least.unwrap_or(0).max(field.bounds().0) {
        found.fix(format!("Set {name} to {whole}"), Patch::replace(at, whole));
    }
}

static TD_CONTAINER_MEMRES_SUM: Rule = Rule {
    id: "TD-CONTAINER-MEMRES-SUM",
    severity: Severity::Warning,
    summary: "The containers together don't reserve more memory than the task has.",
    help: "Lower some memoryReservation, or raise the memory of the task.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Task(reservations),
    #[cfg(test)]
    cases: Cases { fires: (Base::Fargate, &[TWO_CONTAINERS]), silent: (Base::Ec2, &[TWO_CONTAINERS]) },
};

fn reservations(task: &TaskScope, report: &mut Report) {
    if let Some((sum, whole)) = sum_above_task(task, &ContainerDefinition::MEMORY_RESERVATION) {
        let message = format!("The containers reserve {sum} MiB together, but their task has {whole} MiB.");
        report.at(task.task.at(&TaskDefinition::CONTAINER_DEFINITIONS), message);
    }
}

static TD_CONTAINER_MEM_SUM: Rule = Rule {
    id: "TD-CONTAINER-MEM-SUM",
    severity: Severity::Advice,
    summary: "The hard limits of the containers together are not above the memory of the task.",
    help: "Lower some hard limits (memory), or raise the memory of the task.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Task(limits),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[TWO_CONTAINERS]),
        silent: (Base::Fargate, &[TWO_CONTAINERS, ("/containerDefinitions/0/memory", "112")]),
    },
};

fn limits(task: &TaskScope, report: &mut Report) {
    if let Some((sum, whole)) = sum_above_task(task, &ContainerDefinition::MEMORY) {
        let message = format!(
            "The hard limits of the containers are {sum} MiB together, but their task has {whole} MiB: under load a \
             container may be killed below its own limit."
        );
        report.at(task.task.at(&TaskDefinition::CONTAINER_DEFINITIONS), message);
    }
}

/// The sum of a memory member over the containers and the task's memory, where the sum is greater though no single
/// container is: that has a rule of its own.
fn sum_above_task(task: &TaskScope, field: &Field<ContainerDefinition, Int>) -> Option<(i64, i64)> {
    let whole = task_memory(task)?;
    let each = task.containers.iter().filter_map(|container| mib(container, field));
    let sum = each.clone().fold(0_i64, i64::saturating_add);
    (sum > whole && each.max()? <= whole).then_some((sum, whole))
}
