//! `LinearConfiguration`.

use crate::model::{Double, Int, structure};

structure! {
    /// The steps of a linear deployment.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinearConfiguration.html>
    LinearConfiguration {
        STEP_PERCENT: Double = "stepPercent", "Step size", [
            range(3.0, 100.0), unit("%"), default("10 %"), example("10")
        ];
        STEP_BAKE_TIME_IN_MINUTES: Int = "stepBakeTimeInMinutes", "Step bake time", [
            range(0, 1_440), unit("min"), default("6 min"), example("6")
        ];
    }
}
