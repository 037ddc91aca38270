//! `ServiceConnectTestTrafficRules`.

use crate::model::{One, ServiceConnectTestTrafficHeaderRules, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectTestTrafficRules.html>
    ServiceConnectTestTrafficRules {
        HEADER: One<ServiceConnectTestTrafficHeaderRules> = "header", "Header", [required()];
    }
}
