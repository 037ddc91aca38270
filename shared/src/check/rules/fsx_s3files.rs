//! Volumes in Amazon's file servers for Windows, and in S3 Files.

use super::volumes::called;
use crate::check::arn::Arn;
use crate::check::fargate::meets_fargate;
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::TaskScope;
use crate::check::{Severity, docs};
use crate::document::{Patch, View};
use crate::model::{
    FSxWindowsFileServerAuthorizationConfig, FSxWindowsFileServerVolumeConfiguration, RuntimePlatform,
    S3FilesVolumeConfiguration, TaskDefinition, Volume,
};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&VOL_FSX, &VOL_S3FILES];

static VOL_FSX: Rule = Rule {
    id: "VOL-FSX",
    severity: Severity::Error,
    summary: "A volume in FSx for Windows File Server is complete, and of a Windows task on EC2.",
    help: "Set fileSystemId, rootDirectory, authorizationConfig.credentialsParameter and authorizationConfig.domain.",
    docs: docs::FSX_WINDOWS_VOLUME,
    check: Check::Task(fsx),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Windows,
            &[(
                "/volumes",
                r#"[{"name": "data", "fsxWindowsFileServerVolumeConfiguration": {
                     "fileSystemId": "fs-0a1b2c3d4e5f60718", "rootDirectory": "share",
                     "authorizationConfig": {"domain": "example.com"}}}]"#,
            )],
        ),
        silent: (
            Base::Windows,
            &[(
                "/volumes",
                r#"[{"name": "data", "fsxWindowsFileServerVolumeConfiguration": {
                     "fileSystemId": "fs-0a1b2c3d4e5f60718", "rootDirectory": "share",
                     "authorizationConfig": {"domain": "example.com",
                     "credentialsParameter": "arn:aws:ssm:eu-west-1:123456789012:parameter/fsx"}}}]"#,
            )],
        ),
    },
};

fn fsx(task: &TaskScope, report: &mut Report) {
    for volume in task.task.rows(&TaskDefinition::VOLUMES) {
        let Some(fsx) = volume.get(&Volume::FSX_WINDOWS_FILE_SERVER_VOLUME_CONFIGURATION) else { continue };
        fsx_members(&volume, &fsx, report);
        fsx_platform(task, &volume, &fsx, report);
    }
}

fn fsx_members(
    volume: &View<'_, Volume>,
    fsx: &View<'_, FSxWindowsFileServerVolumeConfiguration>,
    report: &mut Report,
) {
    use FSxWindowsFileServerAuthorizationConfig as Authorization;
    use FSxWindowsFileServerVolumeConfiguration as Fsx;

    let mut missing = Vec::new();
    for field in [&Fsx::FILE_SYSTEM_ID, &Fsx::ROOT_DIRECTORY] {
        if !fsx.has(field) {
            missing.push((fsx.at(field), field.member.name));
        }
    }
    match fsx.get(&Fsx::AUTHORIZATION_CONFIG) {
        Some(authorization) => {
            for field in [&Authorization::CREDENTIALS_PARAMETER, &Authorization::DOMAIN] {
                if !authorization.has(field) {
                    missing.push((authorization.at(field), field.member.name));
                }
            }
        }
        None if !fsx.has(&Fsx::AUTHORIZATION_CONFIG) => {
            missing.push((fsx.at(&Fsx::AUTHORIZATION_CONFIG), Fsx::AUTHORIZATION_CONFIG.member.name));
        }
        None => {}
    }
    for (at, name) in missing {
        report.at(at, format!("FSx volume {} has no {name}, which AWS requires.", called(volume)));
    }
}

/// Without a stated operating system AWS assumes Linux, but definitions from before `runtimePlatform` run on Windows
/// instances all the same: that is a warning.
fn fsx_platform(
    task: &TaskScope,
    volume: &View<'_, Volume>,
    fsx: &View<'_, FSxWindowsFileServerVolumeConfiguration>,
    report: &mut Report,
) {
    let platform = task.task.get(&TaskDefinition::RUNTIME_PLATFORM);
    let family = platform.as_ref().and_then(|platform| platform.get(&RuntimePlatform::OPERATING_SYSTEM_FAMILY));
    let stated = platform.as_ref().is_some_and(|platform| platform.has(&RuntimePlatform::OPERATING_SYSTEM_FAMILY));
    let at = fsx.path().clone();
    let name = called(volume);
    if meets_fargate(task) {
        report
            .at(at, format!("Volume {name} is in FSx for Windows File Server, which Fargate can't mount."))
            .help("Run this task on Windows instances of EC2, or use EFS with Linux containers.");
    } else if let Some(family) = family.filter(|_| !task.windows()) {
        report
            .at(
                at,
                format!(
                    "Volume {name} is in FSx for Windows File Server, but the task's operating system is {family}."
                ),
            )
            .help("Set runtimePlatform.operatingSystemFamily to a Windows Server, or use EFS.");
    } else if !stated {
        report
            .at(at, format!("Volume {name} is in FSx for Windows File Server, but the task doesn't state Windows."))
            .help("Set runtimePlatform.operatingSystemFamily to the Windows Server that it runs on.")
            .severity(Severity::Warning);
    }
}

static VOL_S3FILES: Rule = Rule {
    id: "VOL-S3FILES",
    severity: Severity::Error,
    summary: "A volume in S3 Files has its file system's ARN, one root, and a task role.",
    help: "Set fileSystemArn to the full ARN and taskRoleArn to a role that may mount it.",
    docs: docs::S3FILES_VOLUME,
    check: Check::Task(s3files),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[
                ("/volumes", r#"[{"name": "data", "s3filesVolumeConfiguration": {"fileSystemArn": "fs-1324abcd"}}]"#),
                ("/taskRoleArn", r#""arn:aws:iam::123456789012:role/web""#),
            ],
        ),
        silent: (
            Base::Fargate,
            &[
                (
                    "/volumes",
                    r#"[{"name": "data", "s3filesVolumeConfiguration": {"rootDirectory": "/",
                     "fileSystemArn": "arn:aws:s3files:eu-west-1:123456789012:file-system/fs-0a1b2c3d4e5f60718"}}]"#,
                ),
                ("/taskRoleArn", r#""arn:aws:iam::123456789012:role/web""#),
            ],
        ),
    },
};

fn s3files(task: &TaskScope, report: &mut Report) {
    use S3FilesVolumeConfiguration as S3Files;

    let mut first = None;
    for volume in task.task.rows(&TaskDefinition::VOLUMES) {
        let Some(files) = volume.get(&Volume::S3FILES_VOLUME_CONFIGURATION) else { continue };
        let name = called(&volume);
        let at = files.at(&S3Files::FILE_SYSTEM_ARN);
        if !files.has(&S3Files::FILE_SYSTEM_ARN) {
            report.at(at, format!("S3 Files volume {name} has no fileSystemArn, which AWS requires."));
        } else if let Some(text) = files.get(&S3Files::FILE_SYSTEM_ARN).filter(|text| Arn::read(text).is_none()) {
            report.at(at, format!("\"{text}\" of S3 Files volume {name} is no ARN; an id alone is not enough."));
        }
        let root = files.get(&S3Files::ROOT_DIRECTORY).filter(|root| *root != "/");
        if let Some(root) = root.filter(|_| files.has(&S3Files::ACCESS_POINT_ARN)) {
            let at = files.at(&S3Files::ROOT_DIRECTORY);
            report
                .at(
                    at.clone(),
                    format!(
                        "Volume {name} has the rootDirectory \"{root}\" and an access point, which sets it itself."
                    ),
                )
                .help("Remove rootDirectory, or the access point.")
                .fix("Remove rootDirectory", Patch::remove(at));
        }
        first.get_or_insert(name);
    }
    if let Some(name) = first.filter(|_| !task.task.has(&TaskDefinition::TASK_ROLE_ARN)) {
        report
            .at(
                task.task.at(&TaskDefinition::TASK_ROLE_ARN),
                format!("S3 Files volume {name} is mounted with the task's role, but there is no taskRoleArn."),
            )
            .help("Set taskRoleArn to a role that may mount the file system.");
    }
}
