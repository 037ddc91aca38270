//! `DeploymentAlarms`.

use crate::model::{Bool, Texts, structure};

structure! {
    /// CloudWatch alarms that can fail a deployment.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentAlarms.html>
    DeploymentAlarms {
        ENABLE: Bool = "enable", "Enabled", [required()];
        ROLLBACK: Bool = "rollback", "Roll back on alarm", [required()];
        ALARM_NAMES: Texts = "alarmNames", "Alarms", [required(), example("shop-web-5xx"), refers_to("alarms")];
    }
}
