//! `ThresholdConfiguration`.

use crate::model::{Choice, Int, structure};

structure! {
    /// How many failed tasks trip the circuit breaker.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ThresholdConfiguration.html>
    ThresholdConfiguration {
        TYPE: Choice = "type", "Type", [
            required(), of(&["COUNT", "BOUNDED_PERCENT", "UNBOUNDED_PERCENT"]), example("BOUNDED_PERCENT")
        ];
        VALUE: Int = "value", "Value", [required(), example("50")];
    }
}
