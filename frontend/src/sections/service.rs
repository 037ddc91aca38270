//! A service.

use super::Section;

pub(super) const SECTIONS: &[Section] = &[
    Section {
        title: "What it runs",
        common: &["serviceName", "taskDefinition", "cluster"],
        more: &["clientToken"],
        open: true,
    },
    Section {
        title: "Capacity",
        common: &["launchType", "capacityProviderStrategy"],
        more: &["platformVersion"],
        open: true,
    },
    Section {
        title: "Count and scheduling",
        common: &["desiredCount"],
        more: &["schedulingStrategy", "availabilityZoneRebalancing"],
        open: true,
    },
    Section { title: "Network", common: &["networkConfiguration"], more: &[], open: true },
    Section {
        title: "Load balancing",
        common: &["loadBalancers", "healthCheckGracePeriodSeconds"],
        more: &["role", "vpcLatticeConfigurations", "gatewayConnectors"],
        open: true,
    },
    Section { title: "Deployment", common: &["deploymentConfiguration"], more: &["deploymentController"], open: false },
    Section {
        title: "Service Connect and discovery",
        common: &["serviceConnectConfiguration"],
        more: &["serviceRegistries"],
        open: false,
    },
    Section { title: "Placement", common: &[], more: &["placementStrategy", "placementConstraints"], open: false },
    Section { title: "Volumes", common: &[], more: &["volumeConfigurations"], open: false },
    Section { title: "Operations", common: &["enableExecuteCommand"], more: &["monitoring"], open: false },
    Section { title: "Tags", common: &["tags"], more: &["propagateTags", "enableECSManagedTags"], open: false },
];
