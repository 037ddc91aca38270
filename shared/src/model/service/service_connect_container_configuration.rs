//! `ServiceConnectContainerConfiguration`.

use crate::model::{Choice, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectContainerConfiguration.html>
    ServiceConnectContainerConfiguration {
        LOG_LEVEL: Choice = "logLevel", "Log level", [of(&["debug", "info"])];
    }
}
