//! Volumes of the host and of Docker.

use std::collections::BTreeMap;

use super::volumes::called;
use crate::check::fargate::meets_fargate;
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::TaskScope;
use crate::check::{Severity, docs};
use crate::document::{Patch, View};
use crate::model::{
    ContainerDefinition, DockerVolumeConfiguration, HostVolumeProperties, MountPoint, TaskDefinition, Volume,
};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[
    &VOL_FARGATE_SOURCEPATH,
    &VOL_FARGATE_DOCKER,
    &VOL_DOCKER_AUTOPROVISION,
    &VOL_DOCKER_WINDOWS,
    &VOL_HOST_WINDOWS_DRIVE,
];

/// Docker's own driver, and the only one on Windows.
const LOCAL: &str = "local";

static VOL_FARGATE_SOURCEPATH: Rule = Rule {
    id: "VOL-FARGATE-SOURCEPATH",
    severity: Severity::Error,
    summary: "A volume on Fargate has no path on the host.",
    help: "Remove sourcePath for a volume that starts empty and lasts as long as the task, or use EFS to keep data.",
    docs: docs::BIND_MOUNTS,
    check: Check::Task(source_path),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/volumes", r#"[{"name": "data", "host": {"sourcePath": "/data"}}]"#)]),
        silent: (Base::Fargate, &[("/volumes", r#"[{"name": "data", "host": {}}]"#)]),
    },
};

fn source_path(task: &TaskScope, report: &mut Report) {
    if !meets_fargate(task) {
        return;
    }
    for volume in task.task.rows(&TaskDefinition::VOLUMES) {
        let Some(host) = volume.get(&Volume::HOST) else { continue };
        let Some(path) = host.get(&HostVolumeProperties::SOURCE_PATH) else { continue };
        let at = host.at(&HostVolumeProperties::SOURCE_PATH);
        let alone = host.node().as_object().is_some_and(|members| members.len() == 1);
        let removed = if alone { host.path().clone() } else { at.clone() };
        report
            .at(at, format!("Volume {} is \"{path}\" on the host, but tasks on Fargate see no host.", called(&volume)))
            .fix("Remove sourcePath, so that the volume starts empty", Patch::remove(removed));
    }
}

static VOL_FARGATE_DOCKER: Rule = Rule {
    id: "VOL-FARGATE-DOCKER",
    severity: Severity::Error,
    summary: "A volume on Fargate is no Docker volume.",
    help: "Use EFS, EBS (configured at launch) or, without any configuration, a volume that starts empty.",
    docs: docs::DOCKER_VOLUME,
    check: Check::Task(docker_on_fargate),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[("/volumes", r#"[{"name": "data", "dockerVolumeConfiguration": {"scope": "task"}}]"#)],
        ),
        silent: (Base::Fargate, &[("/volumes", r#"[{"name": "data", "dockerVolumeConfiguration": null}]"#)]),
    },
};

/// The volumes of Docker, each with its configuration.
fn docker_volumes<'a>(task: &TaskScope<'a>) -> Vec<(View<'a, Volume>, View<'a, DockerVolumeConfiguration>)> {
    let volumes = task.task.rows(&TaskDefinition::VOLUMES);
    let docker = |volume: View<'a, Volume>| Some((volume.clone(), volume.get(&Volume::DOCKER_VOLUME_CONFIGURATION)?));
    volumes.into_iter().filter_map(docker).collect()
}

fn docker_on_fargate(task: &TaskScope, report: &mut Report) {
    if !meets_fargate(task) {
        return;
    }
    for (volume, docker) in docker_volumes(task) {
        let found = report
            .at(docker.path().clone(), format!("Volume {} is a Docker volume, which Fargate hasn't.", called(&volume)));
        let scope = docker.raw(&DockerVolumeConfiguration::SCOPE).and_then(|scope| scope.as_str());
        let driver = docker.raw(&DockerVolumeConfiguration::DRIVER).and_then(|driver| driver.as_str());
        if matches!(scope, None | Some("task"))
            && matches!(driver, None | Some(LOCAL))
            && !docker.has(&DockerVolumeConfiguration::DRIVER_OPTS)
        {
            found.fix("Make it a plain volume that starts empty", Patch::remove(docker.path().clone()));
        }
    }
}

static VOL_DOCKER_AUTOPROVISION: Rule = Rule {
    id: "VOL-DOCKER-AUTOPROVISION",
    severity: Severity::Warning,
    summary: "Only shared Docker volumes are created on demand by autoprovision.",
    help: "Set scope to shared, or remove autoprovision.",
    docs: docs::DOCKER_VOLUME,
    check: Check::Task(autoprovision),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2,
            &[("/volumes", r#"[{"name": "data", "dockerVolumeConfiguration": {"autoprovision": true}}]"#)],
        ),
        silent: (
            Base::Ec2,
            &[(
                "/volumes",
                r#"[{"name": "data", "dockerVolumeConfiguration": {"scope": "shared", "autoprovision": true}}]"#,
            )],
        ),
    },
};

fn autoprovision(task: &TaskScope, report: &mut Report) {
    for (volume, docker) in docker_volumes(task) {
        let for_task = !docker.has(&DockerVolumeConfiguration::SCOPE)
            || docker.get(&DockerVolumeConfiguration::SCOPE) == Some("task");
        if for_task && docker.get(&DockerVolumeConfiguration::AUTOPROVISION) == Some(true) {
            let at = docker.at(&DockerVolumeConfiguration::AUTOPROVISION);
            report
                .at(
                    at.clone(),
                    format!(
                        "Volume {} lives as long as its task (scope task), where autoprovision has no effect.",
                        called(&volume)
                    ),
                )
                .fix("Remove autoprovision", Patch::remove(at));
        }
    }
}

static VOL_DOCKER_WINDOWS: Rule = Rule {
    id: "VOL-DOCKER-WINDOWS",
    severity: Severity::Error,
    summary: "Docker volumes on Windows use the driver local.",
    help: "Set driver to local, or mount a host path.",
    docs: docs::DOCKER_VOLUME,
    check: Check::Task(docker_on_windows),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Windows,
            &[("/volumes", r#"[{"name": "data", "dockerVolumeConfiguration": {"driver": "rexray/ebs"}}]"#)],
        ),
        silent: (
            Base::Windows,
            &[("/volumes", r#"[{"name": "data", "dockerVolumeConfiguration": {"driver": "local"}}]"#)],
        ),
    },
};

fn docker_on_windows(task: &TaskScope, report: &mut Report) {
    if !task.windows() {
        return;
    }
    for (volume, docker) in docker_volumes(task) {
        let other = docker.get(&DockerVolumeConfiguration::DRIVER).filter(|driver| *driver != LOCAL);
        let Some(driver) = other else { continue };
        let at = docker.at(&DockerVolumeConfiguration::DRIVER);
        let found = report.at(
            at.clone(),
            format!("Volume {} wants the driver \"{driver}\"; Windows has only {LOCAL}.", called(&volume)),
        );
        if !docker.has(&DockerVolumeConfiguration::DRIVER_OPTS) {
            found.fix(format!("Set driver to {LOCAL}"), Patch::replace(at, LOCAL));
        }
    }
}

static VOL_HOST_WINDOWS_DRIVE: Rule = Rule {
    id: "VOL-HOST-WINDOWS-DRIVE",
    severity: Severity::Warning,
    summary: "A Windows container mounts a directory of the host on the same drive.",
    help: "Use the same drive letter in sourcePath and containerPath, for example C:\\data and C:\\app\\data.",
    docs: docs::HOST_VOLUME,
    check: Check::Task(same_drive),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Windows,
            &[
                ("/volumes", r#"[{"name": "data", "host": {"sourcePath": "C:\\data"}}]"#),
                ("/containerDefinitions/0/mountPoints", r#"[{"sourceVolume": "data", "containerPath": "D:\\data"}]"#),
            ],
        ),
        silent: (
            Base::Windows,
            &[
                ("/volumes", r#"[{"name": "data", "host": {"sourcePath": "C:\\data"}}]"#),
                ("/containerDefinitions/0/mountPoints", r#"[{"sourceVolume": "data", "containerPath": "c:\\app"}]"#),
            ],
        ),
    },
};

fn same_drive(task: &TaskScope, report: &mut Report) {
    if !task.windows() {
        return;
    }
    let volumes = task.task.rows(&TaskDefinition::VOLUMES);
    let drive_of =
        |volume: &View<'_, Volume>| drive(volume.get(&Volume::HOST)?.get(&HostVolumeProperties::SOURCE_PATH)?);
    let drives: BTreeMap<&str, char> =
        volumes.iter().filter_map(|volume| Some((volume.get(&Volume::NAME)?, drive_of(volume)?))).collect();
    for mount in task.containers.iter().flat_map(|container| container.rows(&ContainerDefinition::MOUNT_POINTS)) {
        let source = mount.get(&MountPoint::SOURCE_VOLUME).and_then(|name| Some((name, *drives.get(name)?)));
        let Some((name, from)) = source else { continue };
        if let Some(to) = mount.get(&MountPoint::CONTAINER_PATH).and_then(drive).filter(|to| *to != from) {
            report.at(
                mount.at(&MountPoint::CONTAINER_PATH),
                format!(
                    "Volume \"{name}\" is on drive {from}: of the host, but is mounted on drive {to}: of the \
                     container; Windows can't mount across drives."
                ),
            );
        }
    }
}

/// The letter of the drive that a Windows path starts with, in upper case.
fn drive(path: &str) -> Option<char> {
    let mut chars = path.chars();
    let letter = chars.next().filter(char::is_ascii_alphabetic)?;
    (chars.next() == Some(':')).then_some(letter.to_ascii_uppercase())
}
