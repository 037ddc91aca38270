//! `MetricConfiguration`.

use crate::model::{Int, Texts, structure};

structure! {
    /// The resolution of some metrics of a service.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MetricConfiguration.html>
    MetricConfiguration {
        METRIC_NAMES: Texts = "metricNames", "Metrics", [required(), items(5), example("CPUUtilization")];
        RESOLUTION_SECONDS: Int = "resolutionSeconds", "Resolution", [
            required(), range(20, 60), unit("s"), example("20")
        ];
    }
}
