//! `NetworkConfiguration`.

use crate::model::{AwsVpcConfiguration, One, structure};

structure! {
    /// The network of a service's tasks.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_NetworkConfiguration.html>
    NetworkConfiguration {
        AWSVPC_CONFIGURATION: One<AwsVpcConfiguration> = "awsvpcConfiguration", "VPC";
    }
}
