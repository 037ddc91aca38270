//! How a task's CPU and memory are written, and which CPU a task outside Fargate takes.

use crate::check::limits::task_definition::EC2_CPU;
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::TaskScope;
use crate::check::size::{parse_cpu, parse_memory};
use crate::check::{Severity, docs};
use crate::document::Patch;
use crate::model::{ContainerDefinition, TaskDefinition};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&TD_CPU_FORMAT, &TD_MEM_FORMAT, &TD_CPU_EC2_RANGE, &TD_WINDOWS_TASK_SIZE_IGNORED];

static TD_CPU_FORMAT: Rule = Rule {
    id: "TD-CPU-FORMAT",
    severity: Severity::Error,
    summary: "A task's cpu is a number of units or of vCPU, and more than 0.",
    help: "Write units, such as \"256\", or vCPU, such as \".25 vCPU\".",
    docs: docs::TASK_SIZE_ERROR,
    check: Check::Task(cpu_format),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/cpu", r#""lots""#)]),
        silent: (Base::Fargate, &[("/cpu", r#"".25 vcpu""#)]),
    },
};

fn cpu_format(scope: &TaskScope, report: &mut Report) {
    let Some(text) = scope.task.get(&TaskDefinition::CPU) else { return };
    let message = match parse_cpu(text).map(|cpu| cpu.units) {
        None => format!(
            "\"{text}\" is no amount of CPU: AWS reads units (1024 to the vCPU) and numbers of vCPU. AWS: \"Invalid \
             'cpu' setting for task\"."
        ),
        Some(0) => "A task can't have 0 CPU. AWS: \"Invalid 'cpu' setting for task\".".to_owned(),
        Some(_) => return,
    };
    let found = report.at(scope.task.at(&TaskDefinition::CPU), message);
    let optional = scope.rules_out("FARGATE") && scope.rules_out("MANAGED_INSTANCES");
    if parse_cpu(text).is_some() && optional {
        found.fix("Remove cpu", Patch::remove(scope.task.at(&TaskDefinition::CPU)));
    }
}

static TD_MEM_FORMAT: Rule = Rule {
    id: "TD-MEM-FORMAT",
    severity: Severity::Error,
    summary: "A task's memory is a number of MiB or of GB, and more than 0.",
    help: "Write MiB as a plain number, such as \"512\", or GB, such as \"0.5 GB\".",
    docs: docs::TASK_SIZE_ERROR,
    check: Check::Task(memory_format),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/memory", r#""512 MiB""#)]),
        silent: (Base::Fargate, &[("/memory", r#""0.5 GB""#)]),
    },
};

fn memory_format(scope: &TaskScope, report: &mut Report) {
    let Some(text) = scope.task.get(&TaskDefinition::MEMORY) else { return };
    let message = match parse_memory(text).map(|memory| memory.units) {
        None => format!("\"{text}\" is no amount of memory: AWS reads MiB without a unit, and GB."),
        Some(0) => "A task can't have 0 memory.".to_owned(),
        Some(_) => return,
    };
    let found = report.at(scope.task.at(&TaskDefinition::MEMORY), message);
    // On Fargate another spelling isn't enough: the size must be one that Fargate has.
    if let Some(mib) = in_other_unit(text).filter(|mib| scope.rules_out("FARGATE") && *mib >= scope.containers_memory())
    {
        let value = mib.to_string();
        found.fix(format!("Write {value}"), Patch::replace(scope.task.at(&TaskDefinition::MEMORY), value));
    }
}

/// The MiB of a memory written in a unit that AWS doesn't read.
fn in_other_unit(text: &str) -> Option<i64> {
    let text = text.trim().to_ascii_lowercase();
    let (mib, gib) = (["mib", "mb", "m"], ["gib", "g"]);
    let number = |suffixes: &[&str]| suffixes.iter().find_map(|suffix| text.strip_suffix(suffix)).map(str::trim_end);
    let memory = match (number(&mib), number(&gib)) {
        (Some(mib), _) => parse_memory(mib),
        (None, Some(gib)) => parse_memory(&format!("{gib}gb")),
        (None, None) => None,
    };
    memory.filter(|memory| memory.exact && memory.units > 0).map(|memory| memory.units)
}

static TD_CPU_EC2_RANGE: Rule = Rule {
    id: "TD-CPU-EC2-RANGE",
    severity: Severity::Error,
    summary: "A task outside Fargate has 128 to 196608 CPU units, or states none.",
    help: "Remove cpu, or choose 128 to 196608 units (0.125 to 192 vCPU).",
    docs: docs::REGISTER_TASK_DEFINITION,
    check: Check::Task(cpu_ec2_range),
    #[cfg(test)]
    cases: Cases { fires: (Base::Ec2, &[("/cpu", r#""64""#)]), silent: (Base::Ec2, &[("/cpu", r#""128""#)]) },
};

fn cpu_ec2_range(scope: &TaskScope, report: &mut Report) {
    let only_managed = scope.managed_instances() && !scope.requires("EC2") && !scope.external();
    let Some(cpu) = scope.cpu().map(|cpu| cpu.units) else { return };
    if !scope.rules_out("FARGATE") || scope.windows() || only_managed || cpu == 0 || EC2_CPU.contains(&cpu) {
        return;
    }
    let (least, most) = (*EC2_CPU.start(), *EC2_CPU.end());
    let found = report.at(
        scope.task.at(&TaskDefinition::CPU),
        format!(
            "A task outside Fargate takes {least} to {most} CPU units (0.125 to 192 vCPU), but this one asks for {cpu}."
        ),
    );
    let nearest = cpu.clamp(least, most);
    if scope.containers_cpu() <= nearest {
        let value = nearest.to_string();
        found.fix(format!("Set cpu to {value}"), Patch::replace(scope.task.at(&TaskDefinition::CPU), value));
    }
}

static TD_WINDOWS_TASK_SIZE_IGNORED: Rule = Rule {
    id: "TD-WINDOWS-TASK-SIZE-IGNORED",
    severity: Severity::Warning,
    summary: "Windows tasks on EC2 have no size as a whole.",
    help: "Set cpu and memory on each container, and remove them from the task.",
    docs: docs::WINDOWS,
    check: Check::Task(windows_task_size_ignored),
    #[cfg(test)]
    cases: Cases { fires: (Base::Windows, &[("/cpu", r#""512""#)]), silent: (Base::Windows, &[]) },
};

fn windows_task_size_ignored(scope: &TaskScope, report: &mut Report) {
    if !scope.windows() || !scope.rules_out("FARGATE") {
        return;
    }
    let sized = scope.containers.iter().all(|container| {
        let above_zero = |stated: Option<i64>| stated.is_some_and(|mib| mib > 0);
        above_zero(container.get(&ContainerDefinition::MEMORY))
            || above_zero(container.get(&ContainerDefinition::MEMORY_RESERVATION))
    });
    for (field, removable) in [(&TaskDefinition::CPU, true), (&TaskDefinition::MEMORY, sized)] {
        if scope.task.has(field) {
            let (at, name) = (scope.task.at(field), field.member.name);
            let found = report.at(
                at.clone(),
                format!("Windows on EC2 ignores the task's {name}; only what its containers state counts."),
            );
            if removable && !scope.managed_instances() {
                found.fix(format!("Remove {name}"), Patch::remove(at));
            }
        }
    }
}
