//! `FSxWindowsFileServerVolumeConfiguration`.

use crate::model::{FSxWindowsFileServerAuthorizationConfig, One, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_FSxWindowsFileServerVolumeConfiguration.html>
    FSxWindowsFileServerVolumeConfiguration {
        FILE_SYSTEM_ID: Text = "fileSystemId", "File system ID", [required()];
        ROOT_DIRECTORY: Text = "rootDirectory", "Root directory", [required()];
        AUTHORIZATION_CONFIG: One<FSxWindowsFileServerAuthorizationConfig> = "authorizationConfig", "Authorization config", [required()];
    }
}
