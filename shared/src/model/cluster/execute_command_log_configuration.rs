//! `ExecuteCommandLogConfiguration`.

use crate::model::{Bool, Text, structure};

structure! {
    /// Where the output of ECS Exec is kept.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExecuteCommandLogConfiguration.html>
    ExecuteCommandLogConfiguration {
        CLOUD_WATCH_LOG_GROUP_NAME: Text = "cloudWatchLogGroupName", "Log group", [
            example("/shop/exec"), refers_to("logGroups")
        ];
        CLOUD_WATCH_ENCRYPTION_ENABLED: Bool = "cloudWatchEncryptionEnabled", "Encrypted log group", [default("false")];
        S3_BUCKET_NAME: Text = "s3BucketName", "S3 bucket", [example("shop-exec-logs")];
        S3_ENCRYPTION_ENABLED: Bool = "s3EncryptionEnabled", "Encrypted in S3", [default("false")];
        S3_KEY_PREFIX: Text = "s3KeyPrefix", "S3 key prefix", [example("exec")];
    }
}
