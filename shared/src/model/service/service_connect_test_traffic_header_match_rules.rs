//! `ServiceConnectTestTrafficHeaderMatchRules`.

use crate::model::{Text, structure};

structure! {
    /// How the value of the test header is compared.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectTestTrafficHeaderMatchRules.html>
    ServiceConnectTestTrafficHeaderMatchRules {
        EXACT: Text = "exact", "Equals", [required(), example("true")];
    }
}
