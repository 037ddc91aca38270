//! The sizes that Fargate has for a task.

use crate::check::limits::fargate_sizes::{FargateSize, PLATFORM_1_4_CPU, REGIONAL_CPU, WINDOWS_CPU};
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::{ServiceScope, TaskScope};
use crate::check::{Diagnostic, Severity, docs};
use crate::document::{Patch, View};
use crate::model::{Service, TaskDefinition};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[
    &TD_FARGATE_CPU_REQUIRED,
    &TD_FARGATE_MEM_REQUIRED,
    &TD_CPU_MEM_FARGATE,
    &TD_CPU_MEM_FARGATE_WINDOWS,
    &TD_CPU_WINDOWS_MAX,
    &TD_CPU_32VCPU_REGION,
    &TD_FARGATE_PV_1_4,
];

static TD_FARGATE_CPU_REQUIRED: Rule = Rule {
    id: "TD-FARGATE-CPU-REQUIRED",
    severity: Severity::Error,
    summary: "A Fargate task definition states the task's cpu.",
    help: "Set cpu on the task definition, for example \"256\".",
    docs: docs::TASK_SIZE,
    check: Check::Task(cpu_required),
    #[cfg(test)]
    cases: Cases { fires: (Base::Fargate, &[("/cpu", "-")]), silent: (Base::Ec2, &[]) },
};

fn cpu_required(scope: &TaskScope, report: &mut Report) {
    if scope.fargate() && !scope.task.has(&TaskDefinition::CPU) {
        let found = report.at(
            scope.task.at(&TaskDefinition::CPU),
            "The task has no cpu, and Fargate makes its machine by that. AWS: \"Fargate requires that 'cpu' be \
             defined at the task level\".",
        );
        offer_size(scope, found);
    }
}

static TD_FARGATE_MEM_REQUIRED: Rule = Rule {
    id: "TD-FARGATE-MEM-REQUIRED",
    severity: Severity::Error,
    summary: "A Fargate task definition states the task's memory.",
    help: "Set memory on the task definition, for example \"512\".",
    docs: docs::TASK_SIZE,
    check: Check::Task(memory_required),
    #[cfg(test)]
    cases: Cases { fires: (Base::Fargate, &[("/memory", "-")]), silent: (Base::Ec2, &[]) },
};

fn memory_required(scope: &TaskScope, report: &mut Report) {
    if scope.fargate() && !scope.task.has(&TaskDefinition::MEMORY) {
        let found = report.at(
            scope.task.at(&TaskDefinition::MEMORY),
            "The task has no memory, and Fargate makes its machine by that. AWS: \"Fargate requires that 'memory' be \
             defined at the task level\".",
        );
        offer_size(scope, found);
    }
}

/// Offers the smallest size that Fargate has for what the task states and its containers ask for. It never takes away,
/// and a size that not every Region has only where the task's cpu is that.
fn offer_size(scope: &TaskScope, found: &mut Diagnostic) {
    let task = &scope.task;
    let (cpu, memory) = (scope.cpu(), scope.memory());
    let unknown =
        (cpu.is_none() && task.has(&TaskDefinition::CPU)) || (memory.is_none() && task.has(&TaskDefinition::MEMORY));
    if unknown {
        return;
    }
    let wanted_cpu = cpu.map_or_else(|| scope.containers_cpu(), |cpu| cpu.units);
    let wanted_memory = memory.map_or_else(|| scope.containers_memory(), |memory| memory.units);
    let offered = |size: &&FargateSize| {
        let anywhere = size.cpu != REGIONAL_CPU || wanted_cpu == REGIONAL_CPU;
        size.cpu >= wanted_cpu && anywhere && (!scope.windows() || WINDOWS_CPU.contains(&size.cpu))
    };
    let smallest = FargateSize::all()
        .filter(offered)
        .find_map(|size| size.memory_for(wanted_memory).map(|memory| (size.cpu, memory)));
    let Some((new_cpu, new_memory)) = smallest else { return };
    if new_cpu >= PLATFORM_1_4_CPU && scope.services.iter().any(|service| old_platform(service).is_some()) {
        return;
    }
    let mut changes = Vec::new();
    let mut patch = Patch::default();
    let wanted = [
        (&TaskDefinition::CPU, cpu.filter(|cpu| cpu.exact), new_cpu),
        (&TaskDefinition::MEMORY, memory.filter(|memory| memory.exact), new_memory),
    ];
    for (field, now, new) in wanted {
        if now.is_none_or(|now| now.units != new) {
            changes.push(format!("{} to {new}", field.member.name));
            patch = patch.then(Patch::add(task.at(field), new.to_string()));
        }
    }
    found.fix(format!("Set {}", changes.join(" and ")), patch);
}

static TD_CPU_MEM_FARGATE: Rule = Rule {
    id: "TD-CPU-MEM-FARGATE",
    severity: Severity::Error,
    summary: "Fargate has a size with the task's cpu and memory.",
    help: "Choose a pair of cpu and memory from AWS's table.",
    docs: docs::TASK_SIZE,
    check: Check::Task(cpu_mem_fargate),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/cpu", r#""512""#)]),
        silent: (Base::Fargate, &[("/cpu", r#""1 vCPU""#), ("/memory", r#""8 GB""#)]),
    },
};

fn cpu_mem_fargate(scope: &TaskScope, report: &mut Report) {
    let (Some(cpu), Some(memory)) = (scope.cpu(), scope.memory()) else { return };
    let windows_too_small = scope.windows() && cpu.units < *WINDOWS_CPU.start();
    if !scope.fargate() || cpu.units == 0 || memory.units == 0 || windows_too_small {
        return;
    }
    let size = FargateSize::of_cpu(cpu.units).filter(|_| cpu.exact);
    let (field, message) = match size {
        Some(size) if memory.exact && size.offers(memory.units) => return,
        Some(size) => (
            &TaskDefinition::MEMORY,
            format!(
                "Fargate has no size with {} CPU units and {} MiB. With this cpu, memory can be {}.",
                cpu.units,
                memory.units,
                size.memory_words()
            ),
        ),
        None => {
            let sizes: Vec<_> = FargateSize::all().map(|size| size.cpu.to_string()).collect();
            (
                &TaskDefinition::CPU,
                format!("Fargate has no size with {} CPU units. It has {} units.", cpu.units, sizes.join(", ")),
            )
        }
    };
    let found = report
        .at(scope.task.at(field), format!("{message} AWS: \"No Fargate configuration exists for given values\"."));
    offer_size(scope, found);
}

static TD_CPU_MEM_FARGATE_WINDOWS: Rule = Rule {
    id: "TD-CPU-MEM-FARGATE-WINDOWS",
    severity: Severity::Error,
    summary: "A Windows task on Fargate has at least 1 vCPU.",
    help: "Set cpu to \"1024\" or more, with a memory that goes with it.",
    docs: docs::TASK_SIZE,
    check: Check::Task(cpu_mem_fargate_windows),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/runtimePlatform", r#"{"operatingSystemFamily": "WINDOWS_SERVER_2022_CORE"}"#)]),
        silent: (
            Base::Fargate,
            &[
                ("/runtimePlatform", r#"{"operatingSystemFamily": "WINDOWS_SERVER_2022_CORE"}"#),
                ("/cpu", r#""1024""#),
                ("/memory", r#""2048""#),
            ],
        ),
    },
};

fn cpu_mem_fargate_windows(scope: &TaskScope, report: &mut Report) {
    let Some(cpu) = scope.cpu().filter(|_| scope.fargate() && scope.windows()) else { return };
    if cpu.units > 0 && cpu.units < *WINDOWS_CPU.start() {
        let found = report.at(
            scope.task.at(&TaskDefinition::CPU),
            format!(
                "Fargate runs Windows tasks from {} CPU units (1 vCPU) on; this one asks for {}. AWS: \"No Fargate \
                 configuration exists for given values\".",
                WINDOWS_CPU.start(),
                cpu.units
            ),
        );
        offer_size(scope, found);
    }
}

static TD_CPU_WINDOWS_MAX: Rule = Rule {
    id: "TD-CPU-WINDOWS-MAX",
    severity: Severity::Warning,
    summary: "A Windows task on Fargate has at most 4 vCPU.",
    help: "Lower cpu to \"4096\", with a memory of at most 30 GB.",
    docs: docs::REGISTER_TASK_DEFINITION,
    check: Check::Task(cpu_windows_max),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[
                ("/runtimePlatform", r#"{"operatingSystemFamily": "WINDOWS_SERVER_2022_CORE"}"#),
                ("/cpu", r#""8 vCPU""#),
                ("/memory", r#""16 GB""#),
            ],
        ),
        silent: (Base::Fargate, &[("/cpu", r#""8 vCPU""#), ("/memory", r#""16 GB""#)]),
    },
};

fn cpu_windows_max(scope: &TaskScope, report: &mut Report) {
    let Some(cpu) = scope.cpu().filter(|_| scope.fargate() && scope.windows()) else { return };
    let most = *WINDOWS_CPU.end();
    if cpu.units > most {
        report.at(
            scope.task.at(&TaskDefinition::CPU),
            format!(
                "AWS documents Windows tasks on Fargate up to {most} CPU units (4 vCPU); larger sizes, such as these \
                 {}, are for Linux.",
                cpu.units
            ),
        );
    }
}

static TD_CPU_32VCPU_REGION: Rule = Rule {
    id: "TD-CPU-32VCPU-REGION",
    severity: Severity::Warning,
    summary: "Fargate has 32 vCPU in some Regions only.",
    help: "Make sure that the Region has this size, or take 16 vCPU.",
    docs: docs::TASK_SIZE,
    check: Check::Task(cpu_32vcpu_region),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/cpu", r#""32 vCPU""#), ("/memory", r#""60 GB""#)]),
        silent: (Base::Fargate, &[("/cpu", r#""16 vCPU""#), ("/memory", r#""64 GB""#)]),
    },
};

fn cpu_32vcpu_region(scope: &TaskScope, report: &mut Report) {
    if scope.fargate() && scope.cpu().is_some_and(|cpu| cpu.units == REGIONAL_CPU) {
        report.at(
            scope.task.at(&TaskDefinition::CPU),
            "Fargate has 32 vCPU for Linux only and not in every Region: ap-northeast-1 has refused it.",
        );
    }
}

static TD_FARGATE_PV_1_4: Rule = Rule {
    id: "TD-FARGATE-PV-1.4",
    severity: Severity::Error,
    summary: "A Fargate task of 8 vCPU or more runs on platform version 1.4.0.",
    help: "Set platformVersion to LATEST, or remove it.",
    docs: docs::REGISTER_TASK_DEFINITION,
    check: Check::Service(platform_1_4),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::FargateBundle,
            &[
                ("/taskDefinition/cpu", r#""8192""#),
                ("/taskDefinition/memory", r#""16384""#),
                ("/service/platformVersion", r#""1.3.0""#),
            ],
        ),
        silent: (
            Base::FargateBundle,
            &[
                ("/taskDefinition/cpu", r#""8192""#),
                ("/taskDefinition/memory", r#""16384""#),
                ("/service/platformVersion", r#""1.4.0""#),
            ],
        ),
    },
};

fn platform_1_4(service: &ServiceScope, report: &mut Report) {
    let Some(cpu) = service.task.filter(|task| !task.windows()).and_then(TaskScope::cpu) else { return };
    let Some(version) = old_platform(service).filter(|_| cpu.units >= PLATFORM_1_4_CPU) else { return };
    let at = service.at(&Service::PLATFORM_VERSION);
    report
        .at(
            at.clone(),
            format!(
                "The task has {} CPU units, and Fargate runs {PLATFORM_1_4_CPU} (8 vCPU) and more on platform version \
                 1.4.0 only, not on {version}.",
                cpu.units
            ),
        )
        .fix("Set platformVersion to LATEST", Patch::replace(at, "LATEST"));
}

/// The platform version that a service states, where it is one before 1.4.0.
pub(super) fn old_platform<'a>(service: &View<'a, Service>) -> Option<&'a str> {
    let stated = service.get(&Service::PLATFORM_VERSION)?;
    let mut parts = stated.split('.').map(|part| part.parse::<u32>().ok());
    let (major, minor) = (parts.next()??, parts.next()??);
    ((major, minor) < (1, 4)).then_some(stated)
}
