//! `GatewayConnector`.

use crate::model::{
    GatewayConnectorDeregistrationDelay, GatewayConnectorFilters, GatewayConnectorHealthCheck, One, Text, structure,
};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_GatewayConnector.html>
    GatewayConnector {
        PORT_NAME: Text = "portName", "Port name", [required()];
        HEALTH_CHECK: One<GatewayConnectorHealthCheck> = "healthCheck", "Health check";
        FILTERS: One<GatewayConnectorFilters> = "filters", "Filters";
        DEREGISTRATION_DELAY: One<GatewayConnectorDeregistrationDelay> = "deregistrationDelay", "Deregistration delay";
    }
}
