//! `GatewayConnectorHealthCheck`.

use crate::model::{Choice, GatewayConnectorHealthCheckMatcher, Int, One, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_GatewayConnectorHealthCheck.html>
    GatewayConnectorHealthCheck {
        HEALTH_CHECK_PROTOCOL: Choice = "healthCheckProtocol", "Health check protocol", [of(&["HTTP", "HTTPS"])];
        HEALTH_CHECK_PORT: Int = "healthCheckPort", "Health check port";
        HEALTH_CHECK_PATH: Text = "healthCheckPath", "Health check path";
        HEALTH_CHECK_TIMEOUT_SECONDS: Int = "healthCheckTimeoutSeconds", "Health check timeout seconds";
        HEALTH_CHECK_INTERVAL_SECONDS: Int = "healthCheckIntervalSeconds", "Health check interval seconds";
        HEALTHY_THRESHOLD_COUNT: Int = "healthyThresholdCount", "Healthy threshold count";
        UNHEALTHY_THRESHOLD_COUNT: Int = "unhealthyThresholdCount", "Unhealthy threshold count";
        MATCHER: One<GatewayConnectorHealthCheckMatcher> = "matcher", "Matcher";
    }
}
