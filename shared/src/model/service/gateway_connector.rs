//! `GatewayConnector`.

use crate::model::{
    GatewayConnectorDeregistrationDelay, GatewayConnectorFilters, GatewayConnectorHealthCheck, One, Text, structure,
};

structure! {
    /// Attaches a port of a service to a gateway's ingress path.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_GatewayConnector.html>
    GatewayConnector {
        PORT_NAME: Text = "portName", "Port name", [required(), example("http")];
        HEALTH_CHECK: One<GatewayConnectorHealthCheck> = "healthCheck", "Health check";
        FILTERS: One<GatewayConnectorFilters> = "filters", "Filters", [default("every ingress path")];
        DEREGISTRATION_DELAY: One<GatewayConnectorDeregistrationDelay> =
            "deregistrationDelay", "Deregistration delay", [default("300 s")];
    }
}
