//! `CapacityProviderStrategyItem`.

use crate::model::{Int, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html>
    CapacityProviderStrategyItem {
        CAPACITY_PROVIDER: Text = "capacityProvider", "Capacity provider", [required()];
        WEIGHT: Int = "weight", "Weight", [range(0, 1000)];
        BASE: Int = "base", "Base", [range(0, 100000)];
    }
}
