//! `ServiceVolumeConfiguration`.

use crate::model::{One, ServiceManagedEBSVolumeConfiguration, Text, structure};

structure! {
    /// The settings of a volume that the task definition leaves to launch.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceVolumeConfiguration.html>
    ServiceVolumeConfiguration {
        NAME: Text = "name", "Volume", [required(), example("data")];
        MANAGED_EBS_VOLUME: One<ServiceManagedEBSVolumeConfiguration> = "managedEBSVolume", "EBS volume";
    }
}
