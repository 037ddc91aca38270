//! `ServiceConnectAccessLogConfiguration`.

use crate::model::{Choice, structure};

structure! {
    /// The access log of the Service Connect proxy.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectAccessLogConfiguration.html>
    ServiceConnectAccessLogConfiguration {
        FORMAT: Choice = "format", "Format", [required(), of(&["TEXT", "JSON"]), example("JSON")];
        INCLUDE_QUERY_PARAMETERS: Choice = "includeQueryParameters", "Include query parameters", [
            of(&["DISABLED", "ENABLED"]), default("DISABLED")
        ];
    }
}
