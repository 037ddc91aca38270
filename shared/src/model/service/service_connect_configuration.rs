//! `ServiceConnectConfiguration`.

use crate::model::{
    Bool, Form, LogConfiguration, One, RowsOf, ServiceConnectAccessLogConfiguration,
    ServiceConnectContainerConfiguration, ServiceConnectService, Text, structure,
};

structure! {
    /// A service's part in a Service Connect namespace.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectConfiguration.html>
    ServiceConnectConfiguration {
        ENABLED: Bool = "enabled", "Enabled", [required()];
        NAMESPACE: Text = "namespace", "Namespace", [
            form(Form::Arn), default("the cluster's default namespace"), example("shop.local"),
            refers_to("namespaces")
        ];
        SERVICES: RowsOf<ServiceConnectService> = "services", "Services offered";
        LOG_CONFIGURATION: One<LogConfiguration> = "logConfiguration", "Proxy logging", [default("none")];
        ACCESS_LOG_CONFIGURATION: One<ServiceConnectAccessLogConfiguration> = "accessLogConfiguration", "Access log", [
            default("off")
        ];
        CONTAINER_CONFIGURATIONS: RowsOf<ServiceConnectContainerConfiguration> =
            "containerConfigurations", "Proxy settings", [items(10)];
    }
}
