//! `ServiceConnectService`.

use crate::model::{
    Int, One, RowsOf, ServiceConnectClientAlias, ServiceConnectTlsConfiguration, Text, TimeoutConfiguration, structure,
};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html>
    ServiceConnectService {
        PORT_NAME: Text = "portName", "Port name", [required()];
        DISCOVERY_NAME: Text = "discoveryName", "Discovery name";
        CLIENT_ALIASES: RowsOf<ServiceConnectClientAlias> = "clientAliases", "Client aliases";
        INGRESS_PORT_OVERRIDE: Int = "ingressPortOverride", "Ingress port override", [range(0, 65535)];
        TIMEOUT: One<TimeoutConfiguration> = "timeout", "Timeout";
        TLS: One<ServiceConnectTlsConfiguration> = "tls", "TLS";
    }
}
