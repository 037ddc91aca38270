//! Encryption between a task and its EFS volumes.

use super::efs::Efs;
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::TaskScope;
use crate::check::{Severity, docs};
use crate::document::{Patch, Pointer};
use crate::model::EFSVolumeConfiguration;

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] =
    &[&VOL_EFS_AP_TRANSIT, &VOL_EFS_IAM_TRANSIT, &VOL_EFS_PORT_TRANSIT, &VOL_EFS_TRANSIT_OFF];

impl Efs<'_> {
    /// Whether encryption in transit is off, stated or not.
    fn open(&self) -> bool {
        !self.configuration.has(&EFSVolumeConfiguration::TRANSIT_ENCRYPTION)
            || self.configuration.get(&EFSVolumeConfiguration::TRANSIT_ENCRYPTION) == Some("DISABLED")
    }

    fn has_port(&self) -> bool {
        self.configuration.has(&EFSVolumeConfiguration::TRANSIT_ENCRYPTION_PORT)
    }

    /// Reports at `at`, by default the encryption, and offers to turn that on.
    fn report(&self, report: &mut Report, at: Option<Pointer>, message: String) {
        let transit = self.configuration.at(&EFSVolumeConfiguration::TRANSIT_ENCRYPTION);
        report
            .at(at.unwrap_or_else(|| transit.clone()), message)
            .fix("Set transitEncryption to ENABLED", Patch::add(transit, "ENABLED"));
    }
}

static VOL_EFS_AP_TRANSIT: Rule = Rule {
    id: "VOL-EFS-AP-TRANSIT",
    severity: Severity::Error,
    summary: "An EFS volume with an access point is encrypted in transit.",
    help: "Set transitEncryption to ENABLED.",
    docs: docs::EFS_AUTHORIZATION,
    check: Check::Task(access_point),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[(
                "/volumes",
                r#"[{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-1324abcd",
                     "authorizationConfig": {"accessPointId": "fsap-1324abcd"}}}]"#,
            )],
        ),
        silent: (
            Base::Fargate,
            &[(
                "/volumes",
                r#"[{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-1324abcd",
                     "transitEncryption": "ENABLED", "authorizationConfig": {"accessPointId": "fsap-1324abcd"}}}]"#,
            )],
        ),
    },
};

fn access_point(task: &TaskScope, report: &mut Report) {
    for efs in Efs::all(task).iter().filter(|efs| efs.open() && efs.has_access_point()) {
        let message = format!(
            "EFS volume {} is mounted through an access point, which AWS allows with encryption in transit only.",
            efs.called()
        );
        efs.report(report, None, message);
    }
}

static VOL_EFS_IAM_TRANSIT: Rule = Rule {
    id: "VOL-EFS-IAM-TRANSIT",
    severity: Severity::Error,
    summary: "An EFS volume with IAM authorisation is encrypted in transit.",
    help: "Set transitEncryption to ENABLED.",
    docs: docs::EFS_AUTHORIZATION,
    check: Check::Task(iam),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[(
                "/volumes",
                r#"[{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-1324abcd",
                     "transitEncryption": "DISABLED", "authorizationConfig": {"iam": "ENABLED"}}}]"#,
            )],
        ),
        silent: (
            Base::Fargate,
            &[(
                "/volumes",
                r#"[{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-1324abcd",
                     "transitEncryption": "ENABLED", "authorizationConfig": {"iam": "ENABLED"}}}]"#,
            )],
        ),
    },
};

fn iam(task: &TaskScope, report: &mut Report) {
    for efs in Efs::all(task).iter().filter(|efs| efs.open() && efs.iam()) {
        let message = format!(
            "EFS volume {} has IAM authorisation, which AWS allows with encryption in transit only.",
            efs.called()
        );
        efs.report(report, None, message);
    }
}

static VOL_EFS_PORT_TRANSIT: Rule = Rule {
    id: "VOL-EFS-PORT-TRANSIT",
    severity: Severity::Error,
    summary: "Only an EFS volume that is encrypted in transit has a port for that.",
    help: "Set transitEncryption to ENABLED, or remove transitEncryptionPort.",
    docs: docs::EFS_VOLUME,
    check: Check::Task(port),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[(
                "/volumes",
                r#"[{"name": "data",
                     "efsVolumeConfiguration": {"fileSystemId": "fs-1324abcd", "transitEncryptionPort": 2999}}]"#,
            )],
        ),
        silent: (
            Base::Fargate,
            &[(
                "/volumes",
                r#"[{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-1324abcd",
                     "transitEncryption": "ENABLED", "transitEncryptionPort": 2999}}]"#,
            )],
        ),
    },
};

fn port(task: &TaskScope, report: &mut Report) {
    for efs in Efs::all(task).iter().filter(|efs| efs.open() && efs.has_port()) {
        let at = efs.configuration.at(&EFSVolumeConfiguration::TRANSIT_ENCRYPTION_PORT);
        let message =
            format!("EFS volume {} has a port for encryption in transit, but no such encryption.", efs.called());
        efs.report(report, Some(at), message);
    }
}

static VOL_EFS_TRANSIT_OFF: Rule = Rule {
    id: "VOL-EFS-TRANSIT-OFF",
    severity: Severity::Advice,
    summary: "EFS volumes are encrypted in transit.",
    help: "Set transitEncryption to ENABLED; the task needs nothing else for it.",
    docs: docs::EFS_VOLUMES,
    check: Check::Task(off),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[("/volumes", r#"[{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-1324abcd"}}]"#)],
        ),
        silent: (
            Base::Fargate,
            &[(
                "/volumes",
                r#"[{"name": "data",
                     "efsVolumeConfiguration": {"fileSystemId": "fs-1324abcd", "transitEncryption": "ENABLED"}}]"#,
            )],
        ),
    },
};

/// Where encryption is not only better but required, the rules above say so.
fn off(task: &TaskScope, report: &mut Report) {
    let optional = |efs: &&Efs| efs.open() && !efs.has_access_point() && !efs.iam() && !efs.has_port();
    for efs in Efs::all(task).iter().filter(optional) {
        let message = format!("The files of EFS volume {} cross the network unencrypted.", efs.called());
        efs.report(report, None, message);
    }
}
