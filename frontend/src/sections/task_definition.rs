//! A task definition, without its containers, which have forms of their own.

use super::Section;

pub(super) const SECTIONS: &[Section] = &[
    Section { title: "Identity", common: &["family"], more: &[], open: true },
    Section {
        title: "Compute and size",
        common: &["requiresCompatibilities", "cpu", "memory", "runtimePlatform"],
        more: &["ephemeralStorage"],
        open: true,
    },
    Section { title: "Containers", common: &["containerDefinitions"], more: &[], open: true },
    Section { title: "Roles", common: &["executionRoleArn", "taskRoleArn"], more: &[], open: true },
    Section { title: "Network and processes", common: &["networkMode"], more: &["pidMode", "ipcMode"], open: true },
    Section { title: "Volumes", common: &["volumes"], more: &[], open: false },
    Section { title: "Placement", common: &["placementConstraints"], more: &[], open: false },
    Section {
        title: "Advanced",
        common: &[],
        more: &["proxyConfiguration", "enableFaultInjection", "inferenceAccelerators", "trustedExecutionConfiguration"],
        open: false,
    },
    Section { title: "Tags", common: &["tags"], more: &[], open: false },
];
