//! A cluster.

use super::Section;

pub(super) const SECTIONS: &[Section] = &[
    Section { title: "Identity", common: &["clusterName"], more: &[], open: true },
    Section {
        title: "Capacity",
        common: &["capacityProviders", "defaultCapacityProviderStrategy"],
        more: &[],
        open: true,
    },
    Section {
        title: "Insights and ECS Exec",
        common: &["settings"],
        more: &["configuration", "serviceConnectDefaults"],
        open: false,
    },
    Section { title: "Tags", common: &["tags"], more: &[], open: false },
];
