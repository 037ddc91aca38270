//! `InferenceAccelerator`.

use crate::model::{Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_InferenceAccelerator.html>
    InferenceAccelerator {
        DEVICE_NAME: Text = "deviceName", "Device name", [required()];
        DEVICE_TYPE: Text = "deviceType", "Device type", [required()];
    }
}
