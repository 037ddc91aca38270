//! The structures of `CreateCluster` that a service has not.

mod cluster_configuration;
mod cluster_service_connect_defaults_request;
mod cluster_setting;
mod create_cluster_request;
mod execute_command_configuration;
mod execute_command_log_configuration;
mod managed_storage_configuration;

pub use cluster_configuration::ClusterConfiguration;
pub use cluster_service_connect_defaults_request::ClusterServiceConnectDefaultsRequest;
pub use cluster_setting::ClusterSetting;
pub use create_cluster_request::CreateClusterRequest;
pub use execute_command_configuration::ExecuteCommandConfiguration;
pub use execute_command_log_configuration::ExecuteCommandLogConfiguration;
pub use managed_storage_configuration::ManagedStorageConfiguration;
