//! `GatewayConnectorFilters`.

use crate::model::{Choices, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_GatewayConnectorFilters.html>
    GatewayConnectorFilters {
        ACCESS_TYPES: Choices = "accessTypes", "Access types", [of(&["PUBLIC", "PRIVATE"])];
    }
}
