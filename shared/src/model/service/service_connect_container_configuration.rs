//! `ServiceConnectContainerConfiguration`.

use crate::model::{Choice, structure};

structure! {
    /// One setting of the Service Connect proxy. Exactly one member is set.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectContainerConfiguration.html>
    ServiceConnectContainerConfiguration {
        LOG_LEVEL: Choice = "logLevel", "Log level", [of(&["debug", "info"]), default("info")];
    }
}
