//! `GatewayConnectorHealthCheck`.

use crate::model::{Choice, GatewayConnectorHealthCheckMatcher, Int, One, Text, structure};

structure! {
    /// How a gateway checks the tasks behind a connector.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_GatewayConnectorHealthCheck.html>
    GatewayConnectorHealthCheck {
        HEALTH_CHECK_PROTOCOL: Choice = "healthCheckProtocol", "Protocol", [of(&["HTTP", "HTTPS"]), example("HTTP")];
        HEALTH_CHECK_PORT: Int = "healthCheckPort", "Port", [range(1, 65_535), example("8080")];
        HEALTH_CHECK_PATH: Text = "healthCheckPath", "Path", [example("/health")];
        HEALTH_CHECK_TIMEOUT_SECONDS: Int = "healthCheckTimeoutSeconds", "Timeout", [unit("s"), example("5")];
        HEALTH_CHECK_INTERVAL_SECONDS: Int = "healthCheckIntervalSeconds", "Interval", [unit("s"), example("30")];
        HEALTHY_THRESHOLD_COUNT: Int = "healthyThresholdCount", "Healthy threshold", [example("3")];
        UNHEALTHY_THRESHOLD_COUNT: Int = "unhealthyThresholdCount", "Unhealthy threshold", [example("3")];
        MATCHER: One<GatewayConnectorHealthCheckMatcher> = "matcher", "Success codes";
    }
}
