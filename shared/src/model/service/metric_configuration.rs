//! `MetricConfiguration`.

use crate::model::{Int, Texts, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MetricConfiguration.html>
    MetricConfiguration {
        METRIC_NAMES: Texts = "metricNames", "Metric names", [required(), items(5)];
        RESOLUTION_SECONDS: Int = "resolutionSeconds", "Resolution seconds", [required(), range(20, 60)];
    }
}
