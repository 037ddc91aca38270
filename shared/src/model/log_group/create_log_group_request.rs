//! `CreateLogGroupRequest`.

use crate::model::{Bool, Choice, Form, Text, TextMap, structure};

structure! {
    /// A log group: what containers write, kept in CloudWatch Logs.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html>
    CreateLogGroupRequest: Logs "CreateLogGroupRequest" {
        LOG_GROUP_NAME: Text = "logGroupName", "Log group name", [required(), length(1, 512), example("/shop/web")];
        LOG_GROUP_CLASS: Choice = "logGroupClass", "Class", [
            of(&["STANDARD", "INFREQUENT_ACCESS", "DELIVERY", "ESSENTIALS"]), default("STANDARD")
        ];
        KMS_KEY_ID: Text = "kmsKeyId", "KMS key", [
            form(Form::Arn), length(0, 256), default("CloudWatch Logs' own key"),
            example("arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef")
        ];
        DELETION_PROTECTION_ENABLED: Bool = "deletionProtectionEnabled", "Deletion protection", [default("false")];
        TAGS: TextMap = "tags", "Tags";
    }
}
