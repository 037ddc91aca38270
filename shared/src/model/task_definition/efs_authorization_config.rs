//! `EFSAuthorizationConfig`.

use crate::model::{Choice, Text, structure};

structure! {
    /// How a task proves that it may use an EFS file system.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSAuthorizationConfig.html>
    EFSAuthorizationConfig {
        ACCESS_POINT_ID: Text = "accessPointId", "Access point", [example("fsap-0123456789abcdef0")];
        IAM: Choice = "iam", "IAM authorization", [of(&["ENABLED", "DISABLED"]), default("DISABLED")];
    }
}
