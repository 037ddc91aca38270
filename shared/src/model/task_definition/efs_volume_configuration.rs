//! `EFSVolumeConfiguration`.

use crate::model::{Choice, EFSAuthorizationConfig, Int, One, Text, structure};

structure! {
    /// An Amazon EFS file system as a volume.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html>
    EFSVolumeConfiguration {
        FILE_SYSTEM_ID: Text = "fileSystemId", "File system", [required(), example("fs-0123456789abcdef0")];
        ROOT_DIRECTORY: Text = "rootDirectory", "Root directory", [default("/"), example("/shop/uploads")];
        TRANSIT_ENCRYPTION: Choice = "transitEncryption", "Encryption in transit", [
            of(&["ENABLED", "DISABLED"]), default("DISABLED")
        ];
        TRANSIT_ENCRYPTION_PORT: Int = "transitEncryptionPort", "Encryption port", [
            range(1, 65_535), default("chosen by the mount helper"), example("2999")
        ];
        AUTHORIZATION_CONFIG: One<EFSAuthorizationConfig> = "authorizationConfig", "Authorization", [
            default("none: anyone who can reach the mount target")
        ];
    }
}
