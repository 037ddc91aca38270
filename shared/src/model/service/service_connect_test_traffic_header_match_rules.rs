//! `ServiceConnectTestTrafficHeaderMatchRules`.

use crate::model::{Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectTestTrafficHeaderMatchRules.html>
    ServiceConnectTestTrafficHeaderMatchRules {
        EXACT: Text = "exact", "Exact", [required()];
    }
}
