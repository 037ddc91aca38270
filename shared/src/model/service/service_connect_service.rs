//! `ServiceConnectService`.

use crate::model::{
    Int, One, RowsOf, ServiceConnectClientAlias, ServiceConnectTlsConfiguration, Text, TimeoutConfiguration, structure,
};

structure! {
    /// A port that a service offers in its Service Connect namespace.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html>
    ServiceConnectService {
        PORT_NAME: Text = "portName", "Port name", [required(), example("http")];
        DISCOVERY_NAME: Text = "discoveryName", "Discovery name", [
            length(0, 64), default("the port name"), example("shop-web")
        ];
        CLIENT_ALIASES: RowsOf<ServiceConnectClientAlias> = "clientAliases", "Client alias", [items(1)];
        INGRESS_PORT_OVERRIDE: Int = "ingressPortOverride", "Proxy port", [
            range(0, 65_535), default("the container port, in bridge mode a free one"), example("15000")
        ];
        TIMEOUT: One<TimeoutConfiguration> = "timeout", "Timeouts";
        TLS: One<ServiceConnectTlsConfiguration> = "tls", "TLS", [default("off")];
    }
}
