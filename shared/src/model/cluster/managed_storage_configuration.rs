//! `ManagedStorageConfiguration`.

use crate::model::{Form, Text, structure};

structure! {
    /// The keys that encrypt the storage that ECS manages.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ManagedStorageConfiguration.html>
    ManagedStorageConfiguration {
        KMS_KEY_ID: Text = "kmsKeyId", "KMS key", [
            form(Form::Arn), default("an AWS managed key"),
            example("arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef")
        ];
        FARGATE_EPHEMERAL_STORAGE_KMS_KEY_ID: Text =
            "fargateEphemeralStorageKmsKeyId", "KMS key for Fargate's scratch disk", [
            form(Form::Arn), default("an AWS managed key"),
            example("arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef")
        ];
    }
}
