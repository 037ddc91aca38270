//! `EFSVolumeConfiguration`.

use crate::model::{Choice, EFSAuthorizationConfig, Int, One, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html>
    EFSVolumeConfiguration {
        FILE_SYSTEM_ID: Text = "fileSystemId", "File system ID", [required()];
        ROOT_DIRECTORY: Text = "rootDirectory", "Root directory";
        TRANSIT_ENCRYPTION: Choice = "transitEncryption", "Transit encryption", [of(&["ENABLED", "DISABLED"])];
        TRANSIT_ENCRYPTION_PORT: Int = "transitEncryptionPort", "Transit encryption port", [range(1, 65_535)];
        AUTHORIZATION_CONFIG: One<EFSAuthorizationConfig> = "authorizationConfig", "Authorization config";
    }
}
