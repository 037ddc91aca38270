//! `S3FilesVolumeConfiguration`.

use crate::model::{Form, Int, Text, structure};

structure! {
    /// An Amazon S3 Files file system as a volume.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_S3FilesVolumeConfiguration.html>
    S3FilesVolumeConfiguration {
        FILE_SYSTEM_ARN: Text = "fileSystemArn", "File system", [
            required(), form(Form::Arn),
            example("arn:aws:s3files:eu-west-1:123456789012:file-system/fs-0123456789abcdef0")
        ];
        ROOT_DIRECTORY: Text = "rootDirectory", "Root directory", [default("/"), example("/reports")];
        TRANSIT_ENCRYPTION_PORT: Int = "transitEncryptionPort", "Encryption port", [
            range(1, 65_535), default("chosen by the mount helper"), example("2999")
        ];
        ACCESS_POINT_ARN: Text = "accessPointArn", "Access point", [
            form(Form::Arn),
            example("arn:aws:s3files:eu-west-1:123456789012:file-system/fs-01ab/access-point/fsap-23cd")
        ];
    }
}
