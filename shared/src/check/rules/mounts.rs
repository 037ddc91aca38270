//! What containers mount, and where.

use crate::check::names::{Names, repeated};
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::{ContainerScope, TaskScope, container_called};
use crate::check::{Severity, docs};
use crate::document::Patch;
use crate::model::{ContainerDefinition, MountPoint, RuntimePlatform, TaskDefinition, Volume, VolumeFrom};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&VOL_UNKNOWN_SOURCE, &VOL_MOUNT_PATH, &VOL_MOUNT_DUPLICATE, &VOL_FROM_UNKNOWN];

#[cfg(test)]
const MOUNTS: &str = "/containerDefinitions/0/mountPoints";

static VOL_UNKNOWN_SOURCE: Rule = Rule {
    id: "VOL-UNKNOWN-SOURCE",
    severity: Severity::Error,
    summary: "A mount point names a volume of its task.",
    help: "Add the volume to the task definition's volumes, or correct sourceVolume.",
    docs: docs::MOUNT_POINT,
    check: Check::Task(unknown_source),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[(MOUNTS, r#"[{"sourceVolume": "data", "containerPath": "/data"}]"#)]),
        silent: (
            Base::Ec2,
            &[
                (MOUNTS, r#"[{"sourceVolume": "data", "containerPath": "/data"}]"#),
                ("/volumes", r#"[{"name": "data"}]"#),
            ],
        ),
    },
};

fn unknown_source(task: &TaskScope, report: &mut Report) {
    let mut volumes = Names::default();
    volumes.add_list(task.task.raw(&TaskDefinition::VOLUMES));
    task.task.rows(&TaskDefinition::VOLUMES).iter().for_each(|volume| volumes.add(volume.raw(&Volume::NAME)));
    for container in &task.containers {
        for mount in container.rows(&ContainerDefinition::MOUNT_POINTS) {
            let at = mount.at(&MountPoint::SOURCE_VOLUME);
            let who = container_called(container);
            let Some(name) = mount.get(&MountPoint::SOURCE_VOLUME) else {
                if !mount.has(&MountPoint::SOURCE_VOLUME) {
                    report.at(at, format!("A mount point of container {who} doesn't say which volume it mounts."));
                }
                continue;
            };
            if volumes.may_have(name) {
                continue;
            }
            let found = report.at(
                at.clone(),
                format!("Container {who} mounts volume \"{name}\", which this task definition doesn't declare."),
            );
            if let Some(meant) = volumes.like(name) {
                found.help(format!("Did you mean \"{meant}\"? Names are case-sensitive."));
                found.fix(format!("Write {meant}"), Patch::replace(at, meant));
            }
        }
    }
}

static VOL_MOUNT_PATH: Rule = Rule {
    id: "VOL-MOUNT-PATH",
    severity: Severity::Error,
    summary: "A mount point has an absolute path in its container.",
    help: "Give an absolute path, such as /data, or C:\\data on Windows.",
    docs: docs::MOUNT_POINT,
    check: Check::Container(path),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2,
            &[
                (MOUNTS, r#"[{"sourceVolume": "data", "containerPath": "data"}]"#),
                ("/volumes", r#"[{"name": "data"}]"#),
            ],
        ),
        silent: (
            Base::Windows,
            &[
                (MOUNTS, r#"[{"sourceVolume": "data", "containerPath": "C:\\data"}]"#),
                ("/volumes", r#"[{"name": "data"}]"#),
            ],
        ),
    },
};

/// How a task's containers write paths.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Paths {
    Linux,
    Windows,
    /// The operating system isn't stated. AWS takes it for Linux, but on EC2 such a task also runs on Windows.
    Either,
}

impl Paths {
    fn of(task: &TaskScope<'_>) -> Self {
        let platform = task.task.get(&TaskDefinition::RUNTIME_PLATFORM);
        match platform.and_then(|platform| platform.get(&RuntimePlatform::OPERATING_SYSTEM_FAMILY)) {
            Some(_) if task.windows() => Self::Windows,
            Some(_) => Self::Linux,
            None => Self::Either,
        }
    }

    fn absolute(self, path: &str) -> bool {
        let mut start = path.chars();
        let drive = start.next().is_some_and(|c| c.is_ascii_alphabetic())
            && start.next() == Some(':')
            && matches!(start.next(), None | Some('\\' | '/'));
        let windows = drive || path.starts_with(r"\\");
        match self {
            Self::Linux => path.starts_with('/'),
            Self::Windows => windows,
            Self::Either => path.starts_with('/') || windows,
        }
    }
}

fn path(scope: &ContainerScope, report: &mut Report) {
    let paths = Paths::of(scope.task);
    for mount in scope.rows(&ContainerDefinition::MOUNT_POINTS) {
        let at = mount.at(&MountPoint::CONTAINER_PATH);
        let Some(path) = mount.get(&MountPoint::CONTAINER_PATH) else {
            if !mount.has(&MountPoint::CONTAINER_PATH) {
                let volume = mount.get(&MountPoint::SOURCE_VOLUME).unwrap_or("a volume");
                report.at(at, format!("Container {} mounts {volume} without saying where.", scope.called()));
            }
            continue;
        };
        if paths.absolute(path) {
            continue;
        }
        let found = report.at(
            at.clone(),
            format!("The mount path \"{path}\" of container {} is not absolute; Docker refuses it.", scope.called()),
        );
        let plain = path.starts_with(|c: char| c.is_ascii_alphanumeric()) && !path.contains(['\\', ':']);
        if plain && paths != Paths::Windows {
            found.fix(format!("Write /{path}"), Patch::replace(at, format!("/{path}")));
        }
    }
}

static VOL_MOUNT_DUPLICATE: Rule = Rule {
    id: "VOL-MOUNT-DUPLICATE",
    severity: Severity::Warning,
    summary: "A container mounts one volume at a path.",
    help: "Change one of the paths, or remove one of the mount points.",
    docs: docs::MOUNT_POINT,
    check: Check::Container(duplicate),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2,
            &[
                (
                    MOUNTS,
                    r#"[{"sourceVolume": "a", "containerPath": "/d"}, {"sourceVolume": "b", "containerPath": "/d/"}]"#,
                ),
                ("/volumes", r#"[{"name": "a"}, {"name": "b"}]"#),
            ],
        ),
        silent: (
            Base::Ec2,
            &[
                (
                    MOUNTS,
                    r#"[{"sourceVolume": "a", "containerPath": "/d"}, {"sourceVolume": "a", "containerPath": "/d/e"}]"#,
                ),
                ("/volumes", r#"[{"name": "a"}]"#),
            ],
        ),
    },
};

fn duplicate(scope: &ContainerScope, report: &mut Report) {
    let mounts = scope.rows(&ContainerDefinition::MOUNT_POINTS);
    let paths = mounts.iter().filter_map(|mount| {
        let path = mount.get(&MountPoint::CONTAINER_PATH)?;
        Some((path.trim_end_matches('/'), mount))
    });
    for (path, same) in repeated(paths) {
        let path = if path.is_empty() { "/" } else { path };
        report.at(
            same[0].at(&MountPoint::CONTAINER_PATH),
            format!(
                "Container {} has {} mount points at {path}; Docker refuses to start it.",
                scope.called(),
                same.len()
            ),
        );
    }
}

static VOL_FROM_UNKNOWN: Rule = Rule {
    id: "VOL-FROM-UNKNOWN",
    severity: Severity::Error,
    summary: "volumesFrom names a container of the task.",
    help: "Correct sourceContainer, or add that container to the task definition.",
    docs: docs::VOLUME_FROM,
    check: Check::Task(from_unknown),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/volumesFrom", r#"[{"sourceContainer": "data"}]"#)]),
        silent: (
            Base::Ec2,
            &[
                ("/containerDefinitions/0/volumesFrom", r#"[{"sourceContainer": "data"}]"#),
                (
                    "/containerDefinitions/-",
                    r#"{"name": "data", "image": "busybox:1.37", "memory": 16, "essential": false}"#,
                ),
            ],
        ),
    },
};

fn from_unknown(task: &TaskScope, report: &mut Report) {
    let mut containers = Names::default();
    task.containers.iter().for_each(|container| containers.add(container.raw(&ContainerDefinition::NAME)));
    for container in &task.containers {
        for from in container.rows(&ContainerDefinition::VOLUMES_FROM) {
            let source = from.get(&VolumeFrom::SOURCE_CONTAINER).filter(|name| !containers.may_have(name));
            let Some(name) = source else { continue };
            let at = from.at(&VolumeFrom::SOURCE_CONTAINER);
            let found = report.at(
                at.clone(),
                format!(
                    "Container {} takes the volumes of \"{name}\", but this task has no such container.",
                    container_called(container)
                ),
            );
            if let Some(meant) = containers.like(name) {
                found.help(format!("Did you mean \"{meant}\"? Names are case-sensitive."));
                found.fix(format!("Write {meant}"), Patch::replace(at, meant));
            }
        }
    }
}
