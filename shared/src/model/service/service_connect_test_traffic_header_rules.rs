//! `ServiceConnectTestTrafficHeaderRules`.

use crate::model::{One, ServiceConnectTestTrafficHeaderMatchRules, Text, structure};

structure! {
    /// The HTTP header that marks test traffic.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectTestTrafficHeaderRules.html>
    ServiceConnectTestTrafficHeaderRules {
        NAME: Text = "name", "Header name", [required(), example("x-shop-test")];
        VALUE: One<ServiceConnectTestTrafficHeaderMatchRules> = "value", "Header value";
    }
}
