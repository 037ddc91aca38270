//! `DeploymentAlarms`.

use crate::model::{Bool, Texts, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentAlarms.html>
    DeploymentAlarms {
        ALARM_NAMES: Texts = "alarmNames", "Alarm names", [required()];
        ROLLBACK: Bool = "rollback", "Rollback", [required()];
        ENABLE: Bool = "enable", "Enable", [required()];
    }
}
