//! `InferenceAccelerator`.

use crate::model::{Text, structure};

structure! {
    /// An Elastic Inference accelerator, of a service that AWS has shut down.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_InferenceAccelerator.html>
    InferenceAccelerator {
        DEVICE_NAME: Text = "deviceName", "Device name", [required(), example("device_1")];
        DEVICE_TYPE: Text = "deviceType", "Device type", [required(), example("eia2.medium")];
    }
}
