//! What a task shares with its instance, and its ephemeral storage.

use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::TaskScope;
use crate::check::{Severity, docs};
use crate::document::Patch;
use crate::model::{EphemeralStorage, TaskDefinition};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[
    &TD_FARGATE_IPCMODE,
    &TD_FARGATE_PIDMODE_HOST,
    &TD_WINDOWS_PID_IPC,
    &TD_PIDMODE_HOST,
    &TD_EPHEMERAL_RANGE,
    &TD_EPHEMERAL_EC2,
];

static TD_FARGATE_IPCMODE: Rule = Rule {
    id: "TD-FARGATE-IPCMODE",
    severity: Severity::Error,
    summary: "A Fargate task has no ipcMode.",
    help: "Remove ipcMode, or run the task on EC2.",
    docs: docs::FARGATE_TASKS,
    check: Check::Task(fargate_ipc_mode),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/ipcMode", r#""task""#)]),
        silent: (Base::Fargate, &[("/ipcMode", "null")]),
    },
};

fn fargate_ipc_mode(scope: &TaskScope, report: &mut Report) {
    if scope.fargate() && scope.task.has(&TaskDefinition::IPC_MODE) {
        let at = scope.task.at(&TaskDefinition::IPC_MODE);
        report
            .at(
                at.clone(),
                "ipcMode is set, which Fargate refuses whatever its value. AWS: \"Fargate compatible task definitions \
                 do not support ipcMode\".",
            )
            .fix("Remove ipcMode", Patch::remove(at));
    }
}

static TD_FARGATE_PIDMODE_HOST: Rule = Rule {
    id: "TD-FARGATE-PIDMODE-HOST",
    severity: Severity::Error,
    summary: "A Fargate task doesn't share the processes of its host.",
    help: "Set pidMode to task, or remove it.",
    docs: docs::FARGATE_TASKS,
    check: Check::Task(fargate_pid_mode_host),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/pidMode", r#""host""#)]),
        silent: (Base::Fargate, &[("/pidMode", r#""task""#)]),
    },
};

fn fargate_pid_mode_host(scope: &TaskScope, report: &mut Report) {
    if scope.fargate() && scope.task.get(&TaskDefinition::PID_MODE) == Some("host") {
        let at = scope.task.at(&TaskDefinition::PID_MODE);
        let found = report.at(
            at.clone(),
            "pidMode is host, but a Fargate task sees no processes beside its own. AWS: \"Tasks using the Fargate \
             launch type do not support pidMode 'host'\".",
        );
        if !scope.windows() {
            found.fix("Set pidMode to task", Patch::replace(at, "task"));
        }
    }
}

static TD_WINDOWS_PID_IPC: Rule = Rule {
    id: "TD-WINDOWS-PID-IPC",
    severity: Severity::Error,
    summary: "A Windows task has neither pidMode nor ipcMode.",
    help: "Remove pidMode and ipcMode.",
    docs: docs::WINDOWS,
    check: Check::Task(windows_pid_ipc),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Windows, &[("/pidMode", r#""task""#)]),
        silent: (Base::Ec2, &[("/pidMode", r#""task""#)]),
    },
};

fn windows_pid_ipc(scope: &TaskScope, report: &mut Report) {
    for field in [&TaskDefinition::PID_MODE, &TaskDefinition::IPC_MODE] {
        if scope.windows() && scope.task.has(field) {
            let (at, name) = (scope.task.at(field), field.member.name);
            report
                .at(at.clone(), format!("{name} is set, but Windows containers have no namespaces to share."))
                .fix(format!("Remove {name}"), Patch::remove(at));
        }
    }
}

static TD_PIDMODE_HOST: Rule = Rule {
    id: "TD-PIDMODE-HOST",
    severity: Severity::Advice,
    summary: "A task sees the processes of its instance only where it must.",
    help: "Remove pidMode, or set it to task, unless the containers watch the instance.",
    docs: docs::REGISTER_TASK_DEFINITION,
    check: Check::Task(pid_mode_host),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/pidMode", r#""host""#)]),
        silent: (Base::Ec2, &[("/pidMode", r#""task""#)]),
    },
};

fn pid_mode_host(scope: &TaskScope, report: &mut Report) {
    if !scope.fargate() && !scope.windows() && scope.task.get(&TaskDefinition::PID_MODE) == Some("host") {
        report.at(
            scope.task.at(&TaskDefinition::PID_MODE),
            "pidMode is host: the containers see every process of the instance, and one with the right to can stop \
             them or read their memory.",
        );
    }
}

static TD_EPHEMERAL_RANGE: Rule = Rule {
    id: "TD-EPHEMERAL-RANGE",
    severity: Severity::Error,
    summary: "Ephemeral storage is 21 to 200 GiB.",
    help: "Choose 21 to 200 GiB, or remove ephemeralStorage for the default of 20 GiB.",
    docs: docs::EPHEMERAL_STORAGE,
    check: Check::Task(ephemeral_range),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/ephemeralStorage", r#"{"sizeInGiB": 20}"#)]),
        silent: (Base::Fargate, &[("/ephemeralStorage", r#"{"sizeInGiB": 21}"#)]),
    },
};

fn ephemeral_range(scope: &TaskScope, report: &mut Report) {
    let Some(storage) = scope.task.get(&TaskDefinition::EPHEMERAL_STORAGE) else { return };
    let Some(size) = storage.get(&EphemeralStorage::SIZE_IN_GIB) else { return };
    let (least, most) = EphemeralStorage::SIZE_IN_GIB.bounds();
    let at = storage.at(&EphemeralStorage::SIZE_IN_GIB);
    if size < least {
        report
            .at(
                at,
                format!(
                    "{size} GiB of ephemeral storage can't be stated: AWS takes {least} to {most}, and 20 GiB by \
                     stating nothing. AWS: \"EphemeralStorage size should be at least {least}\"."
                ),
            )
            .fix(
                "Remove ephemeralStorage (20 GiB is the default)",
                Patch::remove(scope.task.at(&TaskDefinition::EPHEMERAL_STORAGE)),
            );
    } else if size > most {
        report
            .at(at.clone(), format!("{size} GiB of ephemeral storage is more than the {most} that Fargate has."))
            .fix(format!("Set sizeInGiB to {most}"), Patch::replace(at, most));
    }
}

static TD_EPHEMERAL_EC2: Rule = Rule {
    id: "TD-EPHEMERAL-EC2",
    severity: Severity::Error,
    summary: "Only Fargate tasks set ephemeralStorage.",
    help: "Remove ephemeralStorage, or run the task on Fargate.",
    docs: docs::EPHEMERAL_STORAGE,
    check: Check::Task(ephemeral_ec2),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/ephemeralStorage", r#"{"sizeInGiB": 50}"#)]),
        silent: (Base::Fargate, &[("/ephemeralStorage", r#"{"sizeInGiB": 50}"#)]),
    },
};

fn ephemeral_ec2(scope: &TaskScope, report: &mut Report) {
    if !scope.task.has(&TaskDefinition::EPHEMERAL_STORAGE) || !scope.rules_out("FARGATE") {
        return;
    }
    let at = scope.task.at(&TaskDefinition::EPHEMERAL_STORAGE);
    let remove = Patch::remove(at.clone());
    if scope.task.has(&TaskDefinition::REQUIRES_COMPATIBILITIES) {
        report.at(
            at,
            "ephemeralStorage is set, but the task definition isn't for Fargate, and elsewhere the instance's disk \
             counts. AWS: \"Tasks using the EC2 launch type do not support EphemeralStorage\".",
        )
    } else {
        report
            .at(at, "ephemeralStorage is set, which only Fargate has, but requiresCompatibilities doesn't say FARGATE.")
            .severity(Severity::Warning)
    }
    .fix("Remove ephemeralStorage", remove);
}
