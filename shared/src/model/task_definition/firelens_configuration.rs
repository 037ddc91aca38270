//! `FirelensConfiguration`.

use crate::model::{Choice, TextMap, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_FirelensConfiguration.html>
    FirelensConfiguration {
        TYPE: Choice = "type", "Type", [required(), of(&["fluentd", "fluentbit"])];
        OPTIONS: TextMap = "options", "Options";
    }
}
