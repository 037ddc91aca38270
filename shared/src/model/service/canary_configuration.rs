//! `CanaryConfiguration`.

use crate::model::{Double, Int, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CanaryConfiguration.html>
    CanaryConfiguration {
        CANARY_PERCENT: Double = "canaryPercent", "Canary percent";
        CANARY_BAKE_TIME_IN_MINUTES: Int = "canaryBakeTimeInMinutes", "Canary bake time in minutes";
    }
}
