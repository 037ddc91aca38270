//! `ServiceConnectTestTrafficHeaderRules`.

use crate::model::{One, ServiceConnectTestTrafficHeaderMatchRules, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectTestTrafficHeaderRules.html>
    ServiceConnectTestTrafficHeaderRules {
        NAME: Text = "name", "Name", [required()];
        VALUE: One<ServiceConnectTestTrafficHeaderMatchRules> = "value", "Value";
    }
}
