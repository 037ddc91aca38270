//! An IAM role.

use super::Section;

pub(super) const SECTIONS: &[Section] = &[
    Section { title: "Identity", common: &["RoleName", "Description"], more: &["Path"], open: true },
    Section {
        title: "Trust and limits",
        common: &["AssumeRolePolicyDocument"],
        more: &["MaxSessionDuration", "PermissionsBoundary"],
        open: true,
    },
    Section { title: "Tags", common: &["Tags"], more: &[], open: false },
];
