//! `LinearConfiguration`.

use crate::model::{Double, Int, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinearConfiguration.html>
    LinearConfiguration {
        STEP_PERCENT: Double = "stepPercent", "Step percent";
        STEP_BAKE_TIME_IN_MINUTES: Int = "stepBakeTimeInMinutes", "Step bake time in minutes";
    }
}
