//! A container of a task definition.

use super::Section;

pub(super) const SECTIONS: &[Section] = &[
    Section {
        title: "Image and resources",
        common: &["name", "image", "essential", "cpu", "memory", "memoryReservation"],
        more: &["repositoryCredentials", "versionConsistency", "resourceRequirements"],
        open: true,
    },
    Section { title: "Command", common: &["entryPoint", "command"], more: &["workingDirectory"], open: false },
    Section { title: "Ports", common: &["portMappings"], more: &[], open: true },
    Section { title: "Environment", common: &["environment"], more: &["environmentFiles"], open: true },
    Section { title: "Secrets", common: &["secrets"], more: &[], open: true },
    Section { title: "Logs", common: &["logConfiguration"], more: &["firelensConfiguration"], open: true },
    Section { title: "Health check", common: &["healthCheck"], more: &[], open: false },
    Section {
        title: "Dependencies and lifecycle",
        common: &["dependsOn", "startTimeout", "stopTimeout"],
        more: &["restartPolicy"],
        open: false,
    },
    Section { title: "Storage", common: &["mountPoints"], more: &["volumesFrom"], open: false },
    Section {
        title: "Network",
        common: &[],
        more: &["hostname", "dnsServers", "dnsSearchDomains", "extraHosts", "links", "disableNetworking"],
        open: false,
    },
    Section {
        title: "Security",
        common: &["user", "readonlyRootFilesystem"],
        more: &["privileged", "dockerSecurityOptions", "credentialSpecs"],
        open: false,
    },
    Section {
        title: "Linux and limits",
        common: &[],
        more: &["linuxParameters", "ulimits", "systemControls"],
        open: false,
    },
    Section { title: "Docker", common: &[], more: &["dockerLabels", "interactive", "pseudoTerminal"], open: false },
];
