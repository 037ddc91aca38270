//! `ServiceManagedEBSVolumeConfiguration`.

use crate::model::{Bool, Choice, EBSTagSpecification, Form, Int, RowsOf, Text, structure};

structure! {
    /// The EBS volume that ECS makes for each task of a service.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceManagedEBSVolumeConfiguration.html>
    ServiceManagedEBSVolumeConfiguration {
        ROLE_ARN: Text = "roleArn", "Infrastructure role", [
            required(), form(Form::Arn), example("arn:aws:iam::123456789012:role/ecsInfrastructureRole"),
            refers_to("roles")
        ];
        SIZE_IN_GI_B: Int = "sizeInGiB", "Size", [
            range(1, 65_536), unit("GiB"), default("the snapshot's size"), example("50")
        ];
        SNAPSHOT_ID: Text = "snapshotId", "Snapshot", [example("snap-0123456789abcdef0")];
        VOLUME_TYPE: Text = "volumeType", "Volume type", [default("gp3"), example("gp3")];
        IOPS: Int = "iops", "IOPS", [range(100, 256_000), default("3000 for gp3"), example("3000")];
        THROUGHPUT: Int = "throughput", "Throughput", [
            range(125, 2_000), unit("MiB/s"), default("125 MiB/s"), example("250")
        ];
        VOLUME_INITIALIZATION_RATE: Int = "volumeInitializationRate", "Initialisation rate", [
            unit("MiB/s"), default("on first use"), example("200")
        ];
        FILESYSTEM_TYPE: Choice = "filesystemType", "File system", [
            of(&["ext3", "ext4", "xfs", "ntfs"]), default("xfs, on Windows ntfs")
        ];
        ENCRYPTED: Bool = "encrypted", "Encrypted", [default("the Region's EBS default")];
        KMS_KEY_ID: Text = "kmsKeyId", "KMS key", [
            form(Form::Arn), default("the EBS default key"),
            example("arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef")
        ];
        TAG_SPECIFICATIONS: RowsOf<EBSTagSpecification> = "tagSpecifications", "Tags", [default("ECS's own tags only")];
    }
}
