//! `TrustedExecutionConfiguration`.

use crate::model::{Choice, Form, Text, structure};

structure! {
    /// How strongly a task on Managed Instances is isolated from its neighbours.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TrustedExecutionConfiguration.html>
    TrustedExecutionConfiguration {
        ISOLATION_MODE: Choice = "isolationMode", "Isolation mode", [
            required(), of(&["SHARED", "ISOLATED_SANDBOX", "CONFIDENTIAL_SANDBOX"]), example("ISOLATED_SANDBOX")
        ];
        ATTESTATION_POLICY: Text = "attestationPolicy", "Attestation policy", [form(Form::Long)];
    }
}
