//! `EFSAuthorizationConfig`.

use crate::model::{Choice, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSAuthorizationConfig.html>
    EFSAuthorizationConfig {
        ACCESS_POINT_ID: Text = "accessPointId", "Access point ID";
        IAM: Choice = "iam", "IAM", [of(&["ENABLED", "DISABLED"])];
    }
}
