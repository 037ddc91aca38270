//! A log group.

use super::Section;

pub(super) const SECTIONS: &[Section] = &[
    Section { title: "Identity", common: &["logGroupName"], more: &[], open: true },
    Section {
        title: "Keeping",
        common: &["logGroupClass"],
        more: &["kmsKeyId", "deletionProtectionEnabled"],
        open: true,
    },
    Section { title: "Tags", common: &["tags"], more: &[], open: false },
];
