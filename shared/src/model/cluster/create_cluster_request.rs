//! `CreateClusterRequest`.

use crate::model::{
    CapacityProviderStrategyItem, ClusterConfiguration, ClusterServiceConnectDefaultsRequest, ClusterSetting, One,
    RowsOf, Tag, Text, Texts, structure,
};

structure! {
    /// A cluster: where services run, and what they run on unless they say otherwise.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html>
    CreateClusterRequest {
        CLUSTER_NAME: Text = "clusterName", "Cluster name", [length(0, 255), default("default"), example("shop")];
        CAPACITY_PROVIDERS: Texts = "capacityProviders", "Capacity providers", [
            example("FARGATE\nFARGATE_SPOT"), refers_to("capacityProviders")
        ];
        DEFAULT_CAPACITY_PROVIDER_STRATEGY: RowsOf<CapacityProviderStrategyItem> =
            "defaultCapacityProviderStrategy", "Default capacity provider strategy", [items(20), default("none")];
        SERVICE_CONNECT_DEFAULTS: One<ClusterServiceConnectDefaultsRequest> =
            "serviceConnectDefaults", "Service Connect defaults";
        SETTINGS: RowsOf<ClusterSetting> = "settings", "Settings", [default("the account's settings")];
        CONFIGURATION: One<ClusterConfiguration> = "configuration", "Configuration";
        TAGS: RowsOf<Tag> = "tags", "Tags", [items(50)];
    }
}
