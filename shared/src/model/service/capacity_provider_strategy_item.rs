//! `CapacityProviderStrategyItem`.

use crate::model::{Int, Text, structure};

structure! {
    /// One capacity provider and its share of the tasks.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html>
    CapacityProviderStrategyItem {
        CAPACITY_PROVIDER: Text = "capacityProvider", "Capacity provider", [
            required(), example("FARGATE_SPOT"), refers_to("capacityProviders")
        ];
        WEIGHT: Int = "weight", "Weight", [range(0, 1000), default("0"), example("1")];
        BASE: Int = "base", "Base", [range(0, 100_000), default("0"), example("1")];
    }
}
