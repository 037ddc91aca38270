//! `ServiceConnectConfiguration`.

use crate::model::{
    Bool, LogConfiguration, One, RowsOf, ServiceConnectAccessLogConfiguration, ServiceConnectContainerConfiguration,
    ServiceConnectService, Text, structure,
};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectConfiguration.html>
    ServiceConnectConfiguration {
        ENABLED: Bool = "enabled", "Enabled", [required()];
        NAMESPACE: Text = "namespace", "Namespace";
        SERVICES: RowsOf<ServiceConnectService> = "services", "Services";
        LOG_CONFIGURATION: One<LogConfiguration> = "logConfiguration", "Log configuration";
        ACCESS_LOG_CONFIGURATION: One<ServiceConnectAccessLogConfiguration> = "accessLogConfiguration", "Access log configuration";
        CONTAINER_CONFIGURATIONS: RowsOf<ServiceConnectContainerConfiguration> = "containerConfigurations", "Container configurations", [items(10)];
    }
}
