//! `FirelensConfiguration`.

use crate::model::{Choice, TextMap, structure};

structure! {
    /// Makes a container the task's log router.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_FirelensConfiguration.html>
    FirelensConfiguration {
        TYPE: Choice = "type", "Router type", [required(), of(&["fluentd", "fluentbit"]), example("fluentbit")];
        OPTIONS: TextMap = "options", "Options";
    }
}
