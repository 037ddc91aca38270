//! `LoadBalancer`.

use crate::model::{AdvancedConfiguration, Form, Int, One, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html>
    LoadBalancer {
        TARGET_GROUP_ARN: Text = "targetGroupArn", "Target group ARN", [form(Form::Arn), refers_to("targetGroups")];
        LOAD_BALANCER_NAME: Text = "loadBalancerName", "Load balancer name";
        CONTAINER_NAME: Text = "containerName", "Container name";
        CONTAINER_PORT: Int = "containerPort", "Container port", [range(0, 65_536)];
        ADVANCED_CONFIGURATION: One<AdvancedConfiguration> = "advancedConfiguration", "Advanced configuration";
    }
}
