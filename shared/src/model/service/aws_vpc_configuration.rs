//! `AwsVpcConfiguration`.

use crate::model::{Choice, Texts, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html>
    AwsVpcConfiguration {
        SUBNETS: Texts = "subnets", "Subnets", [required()];
        SECURITY_GROUPS: Texts = "securityGroups", "Security groups";
        ASSIGN_PUBLIC_IP: Choice = "assignPublicIp", "Assign public IP", [of(&["ENABLED", "DISABLED"])];
    }
}
