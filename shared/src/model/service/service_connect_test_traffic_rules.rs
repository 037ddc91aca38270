//! `ServiceConnectTestTrafficRules`.

use crate::model::{One, ServiceConnectTestTrafficHeaderRules, structure};

structure! {
    /// Which requests count as test traffic in a blue/green deployment.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectTestTrafficRules.html>
    ServiceConnectTestTrafficRules {
        HEADER: One<ServiceConnectTestTrafficHeaderRules> = "header", "Header", [required()];
    }
}
