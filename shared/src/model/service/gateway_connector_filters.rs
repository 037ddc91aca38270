//! `GatewayConnectorFilters`.

use crate::model::{Choices, structure};

structure! {
    /// Which ingress paths of a gateway a connector serves.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_GatewayConnectorFilters.html>
    GatewayConnectorFilters {
        ACCESS_TYPES: Choices = "accessTypes", "Access", [
            of(&["PUBLIC", "PRIVATE"]), default("public and private"), example("PRIVATE")
        ];
    }
}
