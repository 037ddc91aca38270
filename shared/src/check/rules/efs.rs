//! EFS volumes: the file system, and where it can be mounted. Encryption is checked by `efs_transit`.

use super::volumes::called;
use crate::check::fargate::{Placed, before_1_4, placed};
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::{ServiceScope, TaskScope};
use crate::check::{Severity, docs};
use crate::document::{Patch, View};
use crate::model::{EFSAuthorizationConfig, EFSVolumeConfiguration, Service, TaskDefinition, Volume};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] =
    &[&VOL_EFS_ID, &VOL_EFS_ID_FORM, &VOL_EFS_AP_ROOTDIR, &VOL_EFS_IAM_TASKROLE, &VOL_EFS_PV, &VOL_EFS_WINDOWS];

/// A volume in EFS.
pub(super) struct Efs<'a> {
    volume: View<'a, Volume>,
    pub(super) configuration: View<'a, EFSVolumeConfiguration>,
    authorization: Option<View<'a, EFSAuthorizationConfig>>,
}

impl<'a> Efs<'a> {
    pub(super) fn all(task: &TaskScope<'a>) -> Vec<Self> {
        let read = |volume: View<'a, Volume>| {
            let configuration = volume.get(&Volume::EFS_VOLUME_CONFIGURATION)?;
            let authorization = configuration.get(&EFSVolumeConfiguration::AUTHORIZATION_CONFIG);
            Some(Self { volume, configuration, authorization })
        };
        task.task.rows(&TaskDefinition::VOLUMES).into_iter().filter_map(read).collect()
    }

    pub(super) fn called(&self) -> String {
        called(&self.volume)
    }

    pub(super) fn has_access_point(&self) -> bool {
        self.authorization.as_ref().is_some_and(|with| with.has(&EFSAuthorizationConfig::ACCESS_POINT_ID))
    }

    pub(super) fn iam(&self) -> bool {
        self.authorization.as_ref().and_then(|with| with.get(&EFSAuthorizationConfig::IAM)) == Some("ENABLED")
    }
}

static VOL_EFS_ID: Rule = Rule {
    id: "VOL-EFS-ID",
    severity: Severity::Error,
    summary: "An EFS volume names its file system.",
    help: "Set fileSystemId to the file system's id, which starts with fs-.",
    docs: docs::EFS_VOLUME,
    check: Check::Task(file_system),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[("/volumes", r#"[{"name": "data", "efsVolumeConfiguration": {"transitEncryption": "ENABLED"}}]"#)],
        ),
        silent: (
            Base::Fargate,
            &[("/volumes", r#"[{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "${FILES}"}}]"#)],
        ),
    },
};

fn file_system(task: &TaskScope, report: &mut Report) {
    for efs in Efs::all(task) {
        if !efs.configuration.has(&EFSVolumeConfiguration::FILE_SYSTEM_ID) {
            report.at(
                efs.configuration.at(&EFSVolumeConfiguration::FILE_SYSTEM_ID),
                format!("EFS volume {} has no fileSystemId, which AWS requires.", efs.called()),
            );
        }
    }
}

static VOL_EFS_ID_FORM: Rule = Rule {
    id: "VOL-EFS-ID-FORM",
    severity: Severity::Advice,
    summary: "An EFS file system's id is fs- and hexadecimal digits.",
    help: "Copy the id from the EFS console, such as fs-0123456789abcdef0.",
    docs: docs::EFS_VOLUME,
    check: Check::Task(file_system_form),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[("/volumes", r#"[{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "my-files"}}]"#)],
        ),
        silent: (
            Base::Fargate,
            &[("/volumes", r#"[{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-1324abcd"}}]"#)],
        ),
    },
};

fn file_system_form(task: &TaskScope, report: &mut Report) {
    for efs in Efs::all(task) {
        let id = efs.configuration.get(&EFSVolumeConfiguration::FILE_SYSTEM_ID);
        if let Some(id) = id.filter(|id| !is_file_system_id(id)) {
            report.at(
                efs.configuration.at(&EFSVolumeConfiguration::FILE_SYSTEM_ID),
                format!("\"{id}\" of volume {} doesn't look like the id of an EFS file system.", efs.called()),
            );
        }
    }
}

fn is_file_system_id(id: &str) -> bool {
    /// Lengths of the hexadecimal part, from the pattern of EFS's `FileSystemId`.
    const DIGITS: std::ops::RangeInclusive<usize> = 8..=40;
    let hexadecimal = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
    id.strip_prefix("fs-").is_some_and(|digits| DIGITS.contains(&digits.len()) && digits.bytes().all(hexadecimal))
}

static VOL_EFS_AP_ROOTDIR: Rule = Rule {
    id: "VOL-EFS-AP-ROOTDIR",
    severity: Severity::Error,
    summary: "An EFS volume with an access point has no root directory of its own.",
    help: "Remove rootDirectory, or the access point.",
    docs: docs::EFS_VOLUME,
    check: Check::Task(root_directory),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[(
                "/volumes",
                r#"[{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-1324abcd", "rootDirectory": "/a",
                     "transitEncryption": "ENABLED", "authorizationConfig": {"accessPointId": "fsap-1324abcd"}}}]"#,
            )],
        ),
        silent: (
            Base::Fargate,
            &[(
                "/volumes",
                r#"[{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-1324abcd", "rootDirectory": "/",
                     "transitEncryption": "ENABLED", "authorizationConfig": {"accessPointId": "fsap-1324abcd"}}}]"#,
            )],
        ),
    },
};

fn root_directory(task: &TaskScope, report: &mut Report) {
    for efs in Efs::all(task).into_iter().filter(Efs::has_access_point) {
        let root = efs.configuration.get(&EFSVolumeConfiguration::ROOT_DIRECTORY);
        if let Some(root) = root.filter(|root| *root != "/") {
            let at = efs.configuration.at(&EFSVolumeConfiguration::ROOT_DIRECTORY);
            report
                .at(
                    at.clone(),
                    format!(
                        "Volume {} has the rootDirectory \"{root}\" and an access point, which sets the directory \
                         itself.",
                        efs.called()
                    ),
                )
                .fix("Remove rootDirectory", Patch::remove(at));
        }
    }
}

static VOL_EFS_IAM_TASKROLE: Rule = Rule {
    id: "VOL-EFS-IAM-TASKROLE",
    severity: Severity::Warning,
    summary: "A task that mounts EFS with IAM authorisation has a task role.",
    help: "Set taskRoleArn to a role that may mount the file system, or set iam to DISABLED.",
    docs: docs::EFS_AUTHORIZATION,
    check: Check::Task(task_role),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[(
                "/volumes",
                r#"[{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-1324abcd",
                     "transitEncryption": "ENABLED", "authorizationConfig": {"iam": "ENABLED"}}}]"#,
            )],
        ),
        silent: (
            Base::Fargate,
            &[
                (
                    "/volumes",
                    r#"[{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-1324abcd",
                         "transitEncryption": "ENABLED", "authorizationConfig": {"iam": "ENABLED"}}}]"#,
                ),
                ("/taskRoleArn", r#""arn:aws:iam::123456789012:role/web""#),
            ],
        ),
    },
};

fn task_role(task: &TaskScope, report: &mut Report) {
    if task.task.has(&TaskDefinition::TASK_ROLE_ARN) {
        return;
    }
    if let Some(efs) = Efs::all(task).into_iter().find(Efs::iam) {
        report.at(
            task.task.at(&TaskDefinition::TASK_ROLE_ARN),
            format!(
                "EFS volume {} has IAM authorisation, which asks the task's role, but there is no taskRoleArn.",
                efs.called()
            ),
        );
    }
}

static VOL_EFS_PV: Rule = Rule {
    id: "VOL-EFS-PV",
    severity: Severity::Error,
    summary: "A service on Fargate mounts EFS volumes from platform version 1.4.0 on.",
    help: "Set platformVersion to LATEST.",
    docs: docs::EFS_VOLUMES,
    check: Check::Service(platform_version),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::FargateBundle,
            &[
                ("/service/platformVersion", r#""1.3.0""#),
                (
                    "/taskDefinition/volumes",
                    r#"[{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-1324abcd"}}]"#,
                ),
            ],
        ),
        silent: (
            Base::FargateBundle,
            &[
                ("/service/platformVersion", r#""1.4.0""#),
                (
                    "/taskDefinition/volumes",
                    r#"[{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-1324abcd"}}]"#,
                ),
            ],
        ),
    },
};

fn platform_version(service: &ServiceScope, report: &mut Report) {
    let (Some(task), Some(version)) = (service.task, before_1_4(service)) else { return };
    if task.windows() || placed(service) == Placed::Instances {
        return;
    }
    if let Some(efs) = Efs::all(task).first() {
        let at = service.at(&Service::PLATFORM_VERSION);
        report
            .at(
                at.clone(),
                format!("Platform version {version} can't mount EFS volume {}; that came with 1.4.0.", efs.called()),
            )
            .fix("Set platformVersion to LATEST", Patch::replace(at, "LATEST"));
    }
}

static VOL_EFS_WINDOWS: Rule = Rule {
    id: "VOL-EFS-WINDOWS",
    severity: Severity::Error,
    summary: "Windows containers have no EFS volumes.",
    help: "Use FSx for Windows File Server.",
    docs: docs::EFS_VOLUMES,
    check: Check::Task(on_windows),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Windows,
            &[("/volumes", r#"[{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-1324abcd"}}]"#)],
        ),
        silent: (
            Base::Ec2,
            &[("/volumes", r#"[{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-1324abcd"}}]"#)],
        ),
    },
};

fn on_windows(task: &TaskScope, report: &mut Report) {
    if !task.windows() {
        return;
    }
    for efs in Efs::all(task) {
        report.at(
            efs.configuration.path().clone(),
            format!("Volume {} is in EFS, which Windows containers can't mount.", efs.called()),
        );
    }
}
