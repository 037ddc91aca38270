//! `ServiceManagedEBSVolumeConfiguration`.

use crate::model::{Bool, Choice, EBSTagSpecification, Form, Int, RowsOf, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceManagedEBSVolumeConfiguration.html>
    ServiceManagedEBSVolumeConfiguration {
        ENCRYPTED: Bool = "encrypted", "Encrypted";
        KMS_KEY_ID: Text = "kmsKeyId", "KMS key ID";
        VOLUME_TYPE: Text = "volumeType", "Volume type";
        SIZE_IN_GI_B: Int = "sizeInGiB", "Size in gi b";
        SNAPSHOT_ID: Text = "snapshotId", "Snapshot ID";
        VOLUME_INITIALIZATION_RATE: Int = "volumeInitializationRate", "Volume initialization rate";
        IOPS: Int = "iops", "IOPS";
        THROUGHPUT: Int = "throughput", "Throughput";
        TAG_SPECIFICATIONS: RowsOf<EBSTagSpecification> = "tagSpecifications", "Tag specifications";
        ROLE_ARN: Text = "roleArn", "Role ARN", [required(), form(Form::Arn)];
        FILESYSTEM_TYPE: Choice = "filesystemType", "Filesystem type", [of(&["ext3", "ext4", "xfs", "ntfs"])];
    }
}
