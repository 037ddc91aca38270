//! `TrustedExecutionConfiguration`.

use crate::model::{Choice, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TrustedExecutionConfiguration.html>
    TrustedExecutionConfiguration {
        ISOLATION_MODE: Choice = "isolationMode", "Isolation mode", [required(), of(&["SHARED", "ISOLATED_SANDBOX", "CONFIDENTIAL_SANDBOX"])];
        ATTESTATION_POLICY: Text = "attestationPolicy", "Attestation policy";
    }
}
