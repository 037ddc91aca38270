//! `requiresCompatibilities`, and what the stated launch types refuse of the task definition as a whole.

use crate::check::lists::remove_rows;
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::TaskScope;
use crate::check::{Severity, docs};
use crate::document::{Patch, Value, View};
use crate::model::{
    ContainerDefinition, ResourceRequirement, Service, TaskDefinition, TrustedExecutionConfiguration, Volume,
};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[
    &TD_COMPAT_EMPTY,
    &TD_COMPAT_BOTH,
    &TD_EXTERNAL_EFS,
    &TD_INFERENCE_ACCELERATORS_RETIRED,
    &TD_FAULT_INJECTION,
    &TD_TRUSTED_MI_ONLY,
    &TD_TRUSTED_ATTESTATION,
];

static TD_COMPAT_EMPTY: Rule = Rule {
    id: "TD-COMPAT-EMPTY",
    severity: Severity::Warning,
    summary: "A task definition states where it is meant to run.",
    help: "Set requiresCompatibilities to [\"FARGATE\"] or [\"EC2\"], so that AWS checks it when it is registered.",
    docs: docs::REGISTER_TASK_DEFINITION,
    check: Check::Task(compat_empty),
    #[cfg(test)]
    cases: Cases { fires: (Base::Ec2, &[("/requiresCompatibilities", "-")]), silent: (Base::Ec2, &[]) },
};

fn compat_empty(scope: &TaskScope, report: &mut Report) {
    let task = &scope.task;
    if task.has(&TaskDefinition::REQUIRES_COMPATIBILITIES) || !task.node().is_object() {
        return;
    }
    let at = task.at(&TaskDefinition::REQUIRES_COMPATIBILITIES);
    let found = report.at(
        at.clone(),
        "requiresCompatibilities is not set, so AWS checks the task definition for EC2 only. What Fargate refuses \
         shows when a service is created.",
    );
    let on_ec2 = |service: &View<'_, Service>| service.get(&Service::LAUNCH_TYPE) == Some("EC2");
    let for_others =
        task.has(&TaskDefinition::EPHEMERAL_STORAGE) || task.has(&TaskDefinition::TRUSTED_EXECUTION_CONFIGURATION);
    if !scope.services.is_empty() && scope.services.iter().all(on_ec2) && !for_others {
        found.fix("Set requiresCompatibilities to EC2", Patch::add(at, vec!["EC2"]));
    }
}

static TD_COMPAT_BOTH: Rule = Rule {
    id: "TD-COMPAT-BOTH",
    severity: Severity::Advice,
    summary: "A task definition for both EC2 and Fargate keeps to the rules of both.",
    help: "Name only the launch types that are used.",
    docs: docs::TASK_SIZE_ERROR,
    check: Check::Task(compat_both),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/requiresCompatibilities", r#"["EC2", "FARGATE"]"#)]),
        silent: (Base::Fargate, &[]),
    },
};

fn compat_both(scope: &TaskScope, report: &mut Report) {
    if scope.fargate() && scope.requires("EC2") {
        report.at(
            scope.task.at(&TaskDefinition::REQUIRES_COMPATIBILITIES),
            "The task definition is for EC2 and Fargate at once, so AWS holds it to the limits of both: a setting \
             that either refuses is refused.",
        );
    }
}

static TD_EXTERNAL_EFS: Rule = Rule {
    id: "TD-EXTERNAL-EFS",
    severity: Severity::Error,
    summary: "Tasks on external instances have no EFS volumes.",
    help: "Remove the volume and its mount points, or run the task on EC2 or Fargate.",
    docs: docs::ECS_ANYWHERE,
    check: Check::Task(external_efs),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2,
            &[
                ("/requiresCompatibilities", r#"["EXTERNAL"]"#),
                ("/volumes", r#"[{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-0a1b2c3d"}}]"#),
            ],
        ),
        silent: (
            Base::Ec2,
            &[("/volumes", r#"[{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-0a1b2c3d"}}]"#)],
        ),
    },
};

fn external_efs(scope: &TaskScope, report: &mut Report) {
    if !scope.external() {
        return;
    }
    for volume in scope.task.rows(&TaskDefinition::VOLUMES) {
        if volume.has(&Volume::EFS_VOLUME_CONFIGURATION) {
            let called =
                volume.get(&Volume::NAME).map_or_else(|| "A volume".to_owned(), |name| format!("Volume \"{name}\""));
            report.at(
                volume.at(&Volume::EFS_VOLUME_CONFIGURATION),
                format!("{called} is on EFS, which external instances (ECS Anywhere) can't mount."),
            );
        }
    }
}

static TD_INFERENCE_ACCELERATORS_RETIRED: Rule = Rule {
    id: "TD-INFERENCE-ACCELERATORS-RETIRED",
    severity: Severity::Error,
    summary: "Elastic Inference is retired.",
    help: "Remove the accelerators and the containers' requirements for them.",
    docs: docs::REGISTER_TASK_DEFINITION,
    check: Check::Task(inference_accelerators_retired),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2,
            &[(
                "/containerDefinitions/0/resourceRequirements",
                r#"[{"type": "InferenceAccelerator", "value": "device_1"}]"#,
            )],
        ),
        silent: (
            Base::Ec2,
            &[
                ("/inferenceAccelerators", "[]"),
                ("/containerDefinitions/0/resourceRequirements", r#"[{"type": "GPU", "value": "1"}]"#),
            ],
        ),
    },
};

fn inference_accelerators_retired(scope: &TaskScope, report: &mut Report) {
    if scope.task.has(&TaskDefinition::INFERENCE_ACCELERATORS) {
        let at = scope.task.at(&TaskDefinition::INFERENCE_ACCELERATORS);
        report
            .at(
                at.clone(),
                "Elastic Inference is retired, and AWS takes no accelerators any more: \"Unsupported field \
                 'inferenceAccelerators'\".",
            )
            .fix("Remove inferenceAccelerators", Patch::remove(at));
    }
    for container in &scope.containers {
        let list = container.at(&ContainerDefinition::RESOURCE_REQUIREMENTS);
        let stated = container.raw(&ContainerDefinition::RESOURCE_REQUIREMENTS).and_then(Value::as_array);
        let required = container.rows(&ContainerDefinition::RESOURCE_REQUIREMENTS);
        let of_type = |row: &&View<'_, _>| row.get(&ResourceRequirement::TYPE) == Some("InferenceAccelerator");
        let retired: Vec<_> = required.iter().filter(of_type).collect();
        for requirement in &retired {
            report
                .at(
                    requirement.path().clone(),
                    "Elastic Inference is retired: no instance has an accelerator for this any more.",
                )
                .fix(
                    "Remove what the container requires of Elastic Inference",
                    remove_rows(list.clone(), stated.map_or(0, Vec::len), &retired),
                );
        }
    }
}

static TD_FAULT_INJECTION: Rule = Rule {
    id: "TD-FAULT-INJECTION",
    severity: Severity::Advice,
    summary: "Fault injection is for test environments.",
    help: "Remove enableFaultInjection from what runs in production; off is the default.",
    docs: docs::REGISTER_TASK_DEFINITION,
    check: Check::Task(fault_injection),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/enableFaultInjection", "true")]),
        silent: (Base::Ec2, &[("/enableFaultInjection", "false")]),
    },
};

fn fault_injection(scope: &TaskScope, report: &mut Report) {
    if scope.task.get(&TaskDefinition::ENABLE_FAULT_INJECTION) != Some(true) {
        return;
    }
    let needs_pid_mode = scope.fargate() && !scope.task.has(&TaskDefinition::PID_MODE);
    let more = if needs_pid_mode { " On Fargate its network faults need pidMode task as well." } else { "" };
    report.at(
        scope.task.at(&TaskDefinition::ENABLE_FAULT_INJECTION),
        format!("The task takes faults that AWS Fault Injection Service or a container asks for.{more}"),
    );
}

static TD_TRUSTED_MI_ONLY: Rule = Rule {
    id: "TD-TRUSTED-MI-ONLY",
    severity: Severity::Error,
    summary: "Sandboxed tasks run on Managed Instances only.",
    help: "Set requiresCompatibilities to [\"MANAGED_INSTANCES\"], on a capacity provider with Nitro Enclaves on, or \
           remove trustedExecutionConfiguration.",
    docs: docs::TRUSTED_EXECUTION,
    check: Check::Task(trusted_mi_only),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/trustedExecutionConfiguration", r#"{"isolationMode": "ISOLATED_SANDBOX"}"#)]),
        silent: (
            Base::Ec2,
            &[
                ("/trustedExecutionConfiguration", r#"{"isolationMode": "ISOLATED_SANDBOX"}"#),
                ("/requiresCompatibilities", r#"["MANAGED_INSTANCES"]"#),
            ],
        ),
    },
};

/// The isolation modes that need a sandbox.
const SANDBOXES: [&str; 2] = ["ISOLATED_SANDBOX", CONFIDENTIAL];
const CONFIDENTIAL: &str = "CONFIDENTIAL_SANDBOX";

fn trusted_mi_only(scope: &TaskScope, report: &mut Report) {
    let Some(trusted) = scope.task.get(&TaskDefinition::TRUSTED_EXECUTION_CONFIGURATION) else { return };
    let Some(mode) = trusted.get(&TrustedExecutionConfiguration::ISOLATION_MODE) else { return };
    if SANDBOXES.contains(&mode) && scope.rules_out("MANAGED_INSTANCES") {
        let named: Vec<_> = scope.task.get(&TaskDefinition::REQUIRES_COMPATIBILITIES).unwrap_or_default();
        let named: Vec<_> = named.into_iter().map(|(_, word)| word).collect();
        let stated = if named.is_empty() {
            "this task definition names no launch type".to_owned()
        } else {
            format!("this task definition is for {}", named.join(" and "))
        };
        report.at(
            trusted.at(&TrustedExecutionConfiguration::ISOLATION_MODE),
            format!("Tasks with isolationMode {mode} run on Managed Instances only, but {stated}."),
        );
    }
}

static TD_TRUSTED_ATTESTATION: Rule = Rule {
    id: "TD-TRUSTED-ATTESTATION",
    severity: Severity::Error,
    summary: "A confidential sandbox has an attestation policy.",
    help: "Add attestationPolicy, or choose ISOLATED_SANDBOX.",
    docs: docs::TRUSTED_EXECUTION,
    check: Check::Task(trusted_attestation),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2,
            &[
                ("/requiresCompatibilities", r#"["MANAGED_INSTANCES"]"#),
                ("/trustedExecutionConfiguration", r#"{"isolationMode": "CONFIDENTIAL_SANDBOX"}"#),
            ],
        ),
        silent: (
            Base::Ec2,
            &[
                ("/requiresCompatibilities", r#"["MANAGED_INSTANCES"]"#),
                ("/trustedExecutionConfiguration", r#"{"isolationMode": "ISOLATED_SANDBOX"}"#),
            ],
        ),
    },
};

fn trusted_attestation(scope: &TaskScope, report: &mut Report) {
    let Some(trusted) = scope.task.get(&TaskDefinition::TRUSTED_EXECUTION_CONFIGURATION) else { return };
    let confidential = trusted.get(&TrustedExecutionConfiguration::ISOLATION_MODE) == Some(CONFIDENTIAL);
    if confidential && !trusted.has(&TrustedExecutionConfiguration::ATTESTATION_POLICY) {
        report.at(
            trusted.at(&TrustedExecutionConfiguration::ATTESTATION_POLICY),
            "The task asks for CONFIDENTIAL_SANDBOX without saying in attestationPolicy what must be proved of it.",
        );
    }
}
