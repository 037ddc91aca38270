//! `AwsVpcConfiguration`.

use crate::model::{Choice, Texts, structure};

structure! {
    /// Subnets, security groups and public IP of tasks in awsvpc mode.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html>
    AwsVpcConfiguration {
        SUBNETS: Texts = "subnets", "Subnets", [
            required(), items(16), example("subnet-0123456789abcdef0"), refers_to("subnets")
        ];
        SECURITY_GROUPS: Texts = "securityGroups", "Security groups", [
            items(5), default("the VPC's default group"), example("sg-0123456789abcdef0"), refers_to("securityGroups")
        ];
        ASSIGN_PUBLIC_IP: Choice = "assignPublicIp", "Assign public IP", [
            of(&["ENABLED", "DISABLED"]), default("DISABLED")
        ];
    }
}
