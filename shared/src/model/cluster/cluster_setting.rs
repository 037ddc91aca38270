//! `ClusterSetting`.

use crate::model::{Choice, Text, structure};

structure! {
    /// A setting of a cluster; there is one, for Container Insights.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ClusterSetting.html>
    ClusterSetting {
        NAME: Choice = "name", "Setting", [of(&["containerInsights"]), example("containerInsights")];
        VALUE: Text = "value", "Value", [example("enhanced")];
    }
}
