//! `S3FilesVolumeConfiguration`.

use crate::model::{Form, Int, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_S3FilesVolumeConfiguration.html>
    S3FilesVolumeConfiguration {
        FILE_SYSTEM_ARN: Text = "fileSystemArn", "File system ARN", [required(), form(Form::Arn)];
        ROOT_DIRECTORY: Text = "rootDirectory", "Root directory";
        TRANSIT_ENCRYPTION_PORT: Int = "transitEncryptionPort", "Transit encryption port";
        ACCESS_POINT_ARN: Text = "accessPointArn", "Access point ARN", [form(Form::Arn)];
    }
}
