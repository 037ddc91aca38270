//! `CanaryConfiguration`.

use crate::model::{Double, Int, structure};

structure! {
    /// The first step of a canary deployment.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CanaryConfiguration.html>
    CanaryConfiguration {
        CANARY_PERCENT: Double = "canaryPercent", "Canary share", [
            range(0.1, 100.0), unit("%"), default("5 %"), example("5")
        ];
        CANARY_BAKE_TIME_IN_MINUTES: Int = "canaryBakeTimeInMinutes", "Canary bake time", [
            range(0, 1_440), unit("min"), default("10 min"), example("15")
        ];
    }
}
