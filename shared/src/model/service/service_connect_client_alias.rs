//! `ServiceConnectClientAlias`.

use crate::model::{Int, One, ServiceConnectTestTrafficRules, Text, structure};

structure! {
    /// The name and port under which clients reach a service.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectClientAlias.html>
    ServiceConnectClientAlias {
        PORT: Int = "port", "Port", [required(), range(0, 65_535), example("80")];
        DNS_NAME: Text = "dnsName", "DNS name", [length(0, 127), default("discovery name.namespace"), example("web")];
        TEST_TRAFFIC_RULES: One<ServiceConnectTestTrafficRules> = "testTrafficRules", "Test traffic", [
            default("by the header x-amzn-ecs-blue-green-test")
        ];
    }
}
