//! Volumes as a task definition declares them: of one kind each, and mounted.

use crate::check::names::{Names, place, without};
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::TaskScope;
use crate::check::{Severity, docs};
use crate::document::View;
use crate::model::{ContainerDefinition, HostVolumeProperties, MountPoint, TaskDefinition, Volume};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&VOL_ONE_KIND, &VOL_UNUSED, &VOL_CAL_UNREFERENCED, &VOL_CONFIGURED_AT_LAUNCH_MAX];

/// A volume's name as a message gives it; its number where it has none.
pub(super) fn called(volume: &View<'_, Volume>) -> String {
    match volume.get(&Volume::NAME) {
        Some(name) => format!("\"{name}\""),
        None => format!("number {}", place(volume.path()) + 1),
    }
}

fn at_launch(volume: &View<'_, Volume>) -> bool {
    volume.get(&Volume::CONFIGURED_AT_LAUNCH) == Some(true)
}

/// The volumes that containers mount.
fn mounted<'a>(task: &TaskScope<'a>) -> Names<'a> {
    let mut names = Names::default();
    for container in &task.containers {
        names.add_list(container.raw(&ContainerDefinition::MOUNT_POINTS));
        for mount in container.rows(&ContainerDefinition::MOUNT_POINTS) {
            names.add(mount.raw(&MountPoint::SOURCE_VOLUME));
        }
    }
    names
}

static VOL_ONE_KIND: Rule = Rule {
    id: "VOL-ONE-KIND",
    severity: Severity::Error,
    summary: "A volume is of one kind.",
    help: "Keep one of host path, Docker, EFS, S3 Files, FSx and configured at launch, or make two volumes of it.",
    docs: docs::VOLUME,
    check: Check::Task(one_kind),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2,
            &[(
                "/volumes",
                r#"[{"name": "data", "host": {"sourcePath": "/data"},
                     "efsVolumeConfiguration": {"fileSystemId": "fs-0a1b2c3d4e5f60718"}}]"#,
            )],
        ),
        silent: (
            Base::Ec2,
            &[(
                "/volumes",
                r#"[{"name": "data", "host": {}, "configuredAtLaunch": false,
                     "efsVolumeConfiguration": {"fileSystemId": "fs-0a1b2c3d4e5f60718"}}]"#,
            )],
        ),
    },
};

fn one_kind(task: &TaskScope, report: &mut Report) {
    for volume in task.task.rows(&TaskDefinition::VOLUMES) {
        let host = volume.get(&Volume::HOST).is_some_and(|host| host.has(&HostVolumeProperties::SOURCE_PATH));
        let kinds = [
            (host, "host.sourcePath"),
            (volume.has(&Volume::DOCKER_VOLUME_CONFIGURATION), "dockerVolumeConfiguration"),
            (volume.has(&Volume::EFS_VOLUME_CONFIGURATION), "efsVolumeConfiguration"),
            (volume.has(&Volume::S3FILES_VOLUME_CONFIGURATION), "s3filesVolumeConfiguration"),
            (
                volume.has(&Volume::FSX_WINDOWS_FILE_SERVER_VOLUME_CONFIGURATION),
                "fsxWindowsFileServerVolumeConfiguration",
            ),
            (at_launch(&volume), "configuredAtLaunch"),
        ];
        let stated: Vec<&str> = kinds.iter().filter(|(has, _)| *has).map(|(_, kind)| *kind).collect();
        if stated.len() > 1 {
            let kinds = stated.join(" and ");
            report.at(
                volume.path().clone(),
                format!("Volume {} has {kinds}; each of them makes another kind of volume.", called(&volume)),
            );
        }
    }
}

static VOL_UNUSED: Rule = Rule {
    id: "VOL-UNUSED",
    severity: Severity::Warning,
    summary: "Each volume is mounted by a container.",
    help: "Add a mount point for it to a container, or remove the volume.",
    docs: docs::MOUNT_POINT,
    check: Check::Task(unused),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/volumes", r#"[{"name": "data"}]"#)]),
        silent: (
            Base::Ec2,
            &[
                ("/volumes", r#"[{"name": "data"}]"#),
                ("/containerDefinitions/0/mountPoints", r#"[{"sourceVolume": "data", "containerPath": "/data"}]"#),
            ],
        ),
    },
};

fn unused(task: &TaskScope, report: &mut Report) {
    let mounted = mounted(task);
    let list = task.task.at(&TaskDefinition::VOLUMES);
    let idle = |volume: &View<'_, Volume>| {
        !at_launch(volume) && volume.get(&Volume::NAME).is_some_and(|name| !mounted.may_have(name))
    };
    let volumes = task.task.rows(&TaskDefinition::VOLUMES);
    let mut after = volumes.iter().skip(1);
    for volume in &volumes {
        let next = after.next();
        if !idle(volume) {
            continue;
        }
        let found = report
            .at(volume.path().clone(), format!("No container mounts volume {}; it has no effect.", called(volume)));
        // Another unused volume would move to this one's place; it is to be removed first.
        if !next.is_some_and(idle) {
            let patch = without(&list, task.task.raw(&TaskDefinition::VOLUMES), &[place(volume.path())]);
            found.fix(format!("Remove volume {}", called(volume)), patch);
        }
    }
}

static VOL_CAL_UNREFERENCED: Rule = Rule {
    id: "VOL-CAL-UNREFERENCED",
    severity: Severity::Error,
    summary: "A volume configured at launch is mounted by a container.",
    help: "Add a mount point for it to a container, or remove the volume.",
    docs: docs::EBS_VOLUMES,
    check: Check::Task(unreferenced),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/volumes", r#"[{"name": "ebs", "configuredAtLaunch": true}]"#)]),
        silent: (
            Base::Fargate,
            &[
                ("/volumes", r#"[{"name": "ebs", "configuredAtLaunch": true}]"#),
                ("/containerDefinitions/0/mountPoints", r#"[{"sourceVolume": "ebs", "containerPath": "/data"}]"#),
            ],
        ),
    },
};

fn unreferenced(task: &TaskScope, report: &mut Report) {
    let mounted = mounted(task);
    for volume in task.task.rows(&TaskDefinition::VOLUMES) {
        if at_launch(&volume) && volume.get(&Volume::NAME).is_some_and(|name| !mounted.may_have(name)) {
            report.at(
                volume.at(&Volume::CONFIGURED_AT_LAUNCH),
                format!(
                    "No container mounts volume {}, which is configured at launch; AWS requires that one does.",
                    called(&volume)
                ),
            );
        }
    }
}

static VOL_CONFIGURED_AT_LAUNCH_MAX: Rule = Rule {
    id: "VOL-CONFIGURED-AT-LAUNCH-MAX",
    severity: Severity::Error,
    summary: "A task definition has at most one volume configured at launch.",
    help: "Keep configuredAtLaunch on one volume.",
    docs: docs::VOLUME,
    check: Check::Task(one_at_launch),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[(
                "/volumes",
                r#"[{"name": "ebs1", "configuredAtLaunch": true}, {"name": "ebs2", "configuredAtLaunch": true}]"#,
            )],
        ),
        silent: (
            Base::Fargate,
            &[(
                "/volumes",
                r#"[{"name": "ebs1", "configuredAtLaunch": true}, {"name": "tmp", "configuredAtLaunch": false}]"#,
            )],
        ),
    },
};

fn one_at_launch(task: &TaskScope, report: &mut Report) {
    let volumes = task.task.rows(&TaskDefinition::VOLUMES);
    let mut launched = volumes.iter().filter(|volume| at_launch(volume));
    let Some(first) = launched.next() else { return };
    for volume in launched {
        report.at(
            volume.at(&Volume::CONFIGURED_AT_LAUNCH),
            format!(
                "Volume {} is configured at launch, and volume {} is already; a task takes one.",
                called(volume),
                called(first)
            ),
        );
    }
}
