//! `ServiceVolumeConfiguration`.

use crate::model::{One, ServiceManagedEBSVolumeConfiguration, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceVolumeConfiguration.html>
    ServiceVolumeConfiguration {
        NAME: Text = "name", "Name", [required()];
        MANAGED_EBS_VOLUME: One<ServiceManagedEBSVolumeConfiguration> = "managedEBSVolume", "Managed EBS volume";
    }
}
