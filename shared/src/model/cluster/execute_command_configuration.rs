//! `ExecuteCommandConfiguration`.

use crate::model::{Choice, ExecuteCommandLogConfiguration, Form, One, Text, structure};

structure! {
    /// How sessions of ECS Exec are encrypted and logged.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExecuteCommandConfiguration.html>
    ExecuteCommandConfiguration {
        KMS_KEY_ID: Text = "kmsKeyId", "KMS key", [
            form(Form::Arn), default("TLS alone"), example("alias/ecs-exec")
        ];
        LOGGING: Choice = "logging", "Logging", [of(&["NONE", "DEFAULT", "OVERRIDE"]), default("DEFAULT")];
        LOG_CONFIGURATION: One<ExecuteCommandLogConfiguration> = "logConfiguration", "Log destination";
    }
}
