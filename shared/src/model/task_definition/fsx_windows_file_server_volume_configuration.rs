//! `FSxWindowsFileServerVolumeConfiguration`.

use crate::model::{FSxWindowsFileServerAuthorizationConfig, One, Text, structure};

structure! {
    /// A share of a Windows file server (Amazon's managed one) as a volume.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_FSxWindowsFileServerVolumeConfiguration.html>
    FSxWindowsFileServerVolumeConfiguration {
        FILE_SYSTEM_ID: Text = "fileSystemId", "File system", [required(), example("fs-0123456789abcdef0")];
        ROOT_DIRECTORY: Text = "rootDirectory", "Root directory", [required(), example("share\\data")];
        AUTHORIZATION_CONFIG: One<FSxWindowsFileServerAuthorizationConfig> = "authorizationConfig", "Authorization", [
            required()
        ];
    }
}
