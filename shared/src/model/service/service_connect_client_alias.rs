//! `ServiceConnectClientAlias`.

use crate::model::{Int, One, ServiceConnectTestTrafficRules, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectClientAlias.html>
    ServiceConnectClientAlias {
        PORT: Int = "port", "Port", [required(), range(0, 65535)];
        DNS_NAME: Text = "dnsName", "DNS name";
        TEST_TRAFFIC_RULES: One<ServiceConnectTestTrafficRules> = "testTrafficRules", "Test traffic rules";
    }
}
