//! `MonitoringConfiguration`.

use crate::model::{MetricConfiguration, RowsOf, structure};

structure! {
    /// How finely ECS reports a service's metrics.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MonitoringConfiguration.html>
    MonitoringConfiguration {
        METRIC_CONFIGURATIONS: RowsOf<MetricConfiguration> = "metricConfigurations", "Metrics", [items(5)];
    }
}
