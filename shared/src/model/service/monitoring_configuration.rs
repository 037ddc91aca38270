//! `MonitoringConfiguration`.

use crate::model::{MetricConfiguration, RowsOf, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MonitoringConfiguration.html>
    MonitoringConfiguration {
        METRIC_CONFIGURATIONS: RowsOf<MetricConfiguration> = "metricConfigurations", "Metric configurations", [items(5)];
    }
}
