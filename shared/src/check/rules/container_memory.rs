//! Memory of a container by itself.

use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::ContainerScope;
use crate::check::size::task_memory;
use crate::check::{Severity, docs};
use crate::document::{Patch, View};
use crate::model::{ContainerDefinition, Field, Int, TaskDefinition};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&CD_MEMORY_REQUIRED, &CD_MEMRES_GT_MEM, &CD_MEMORY_MIN, &CD_MEMORY_MIN_6];

/// MiB that Docker 20.10 and later give a container at least.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>
const DOCKER_MINIMUM: i64 = 6;

/// The MiB of a memory member; nothing where it is absent, which 0 means too.
pub(super) fn mib(container: &View<'_, ContainerDefinition>, field: &Field<ContainerDefinition, Int>) -> Option<i64> {
    container.get(field).filter(|mib| *mib != 0)
}

static CD_MEMORY_REQUIRED: Rule = Rule {
    id: "CD-MEMORY-REQUIRED",
    severity: Severity::Error,
    summary: "Without a size of the whole task each container states its memory.",
    help: "Set memory (hard limit) or memoryReservation (soft limit) of the container in MiB, or memory of the task.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(required),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/memory", "0")]),
        silent: (
            Base::Ec2,
            &[("/containerDefinitions/0/memory", "-"), ("/containerDefinitions/0/memoryReservation", "128")],
        ),
    },
};

fn required(container: &ContainerScope, report: &mut Report) {
    let missing = |field| !container.has(field) || container.get(field) == Some(0);
    if !container.task.task.has(&TaskDefinition::MEMORY)
        && missing(&ContainerDefinition::MEMORY)
        && missing(&ContainerDefinition::MEMORY_RESERVATION)
    {
        let message = format!(
            "Container {} states neither memory nor memoryReservation, and the task has no memory to share.",
            container.called()
        );
        report.at(container.at(&ContainerDefinition::MEMORY), message);
    }
}

static CD_MEMRES_GT_MEM: Rule = Rule {
    id: "CD-MEMRES-GT-MEM",
    severity: Severity::Error,
    summary: "A container's memory reservation is not above its hard limit.",
    help: "Lower memoryReservation to memory or less, or raise memory.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(reservation_above_limit),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/memoryReservation", "257")]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/memoryReservation", "256")]),
    },
};

fn reservation_above_limit(container: &ContainerScope, report: &mut Report) {
    let Some(limit) = mib(container, &ContainerDefinition::MEMORY) else { return };
    let Some(reserved) = mib(container, &ContainerDefinition::MEMORY_RESERVATION) else { return };
    if reserved <= limit {
        return;
    }
    let at = container.at(&ContainerDefinition::MEMORY_RESERVATION);
    let message = format!(
        "Container {} reserves {reserved} MiB, but its hard limit (memory) is {limit} MiB.",
        container.called()
    );
    let found = report.at(at.clone(), message);
    if limit >= ContainerDefinition::MEMORY_RESERVATION.bounds().0 {
        found.fix(format!("Set memoryReservation to {limit}"), Patch::replace(at, limit));
    }
}

static CD_MEMORY_MIN: Rule = Rule {
    id: "CD-MEMORY-MIN",
    severity: Severity::Error,
    summary: "A container has at least 4 MiB of memory.",
    help: "Raise it. A container needs at least 4 MiB, and 6 MiB with Docker 20.10 and later.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(minimum),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/memory", "3")]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/memory", "4")]),
    },
};

fn minimum(container: &ContainerScope, report: &mut Report) {
    for (field, mib) in stated(container) {
        let least = field.bounds().0;
        if mib < least {
            let message = format!(
                "Container {} has {} of {mib} MiB, but AWS takes no less than {least}.",
                container.called(),
                field.member.name
            );
            too_small(container, &field, message, report);
        }
    }
}

static CD_MEMORY_MIN_6: Rule = Rule {
    id: "CD-MEMORY-MIN-6",
    severity: Severity::Warning,
    summary: "A container has at least 6 MiB of memory, as Docker wants.",
    help: "Raise it to 6 MiB or more.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(docker_minimum),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/memory", "5")]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/memory", "6")]),
    },
};

fn docker_minimum(container: &ContainerScope, report: &mut Report) {
    for (field, mib) in stated(container) {
        if (field.bounds().0..DOCKER_MINIMUM).contains(&mib) {
            let message = format!(
                "Container {} has {} of {mib} MiB, but Docker 20.10 and later start none with less than \
                 {DOCKER_MINIMUM} MiB.",
                container.called(),
                field.member.name
            );
            too_small(container, &field, message, report);
        }
    }
}

/// The memory members that are set, with their MiB.
fn stated(container: &ContainerScope) -> impl Iterator<Item = (Field<ContainerDefinition, Int>, i64)> {
    [ContainerDefinition::MEMORY, ContainerDefinition::MEMORY_RESERVATION].into_iter().filter_map(|field| {
        let mib = mib(container, &field)?;
        Some((field, mib))
    })
}

/// Reports a member as too small, and offers what Docker needs where nothing else stands against it.
fn too_small(
    container: &ContainerScope,
    field: &Field<ContainerDefinition, Int>,
    message: String,
    report: &mut Report,
) {
    let at = container.at(field);
    let reservation = field.member.name == ContainerDefinition::MEMORY_RESERVATION.member.name;
    let above = if reservation { mib(container, &ContainerDefinition::MEMORY) } else { task_memory(container.task) };
    let found = report.at(at.clone(), message);
    if above.is_none_or(|above| above >= DOCKER_MINIMUM) {
        found.fix(format!("Set {} to {DOCKER_MINIMUM}", field.member.name), Patch::replace(at, DOCKER_MINIMUM));
    }
}
