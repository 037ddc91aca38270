//! `LoadBalancer`.

use crate::model::{AdvancedConfiguration, Form, Int, One, Text, structure};

structure! {
    /// A load balancer that a service's tasks register with.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html>
    LoadBalancer {
        TARGET_GROUP_ARN: Text = "targetGroupArn", "Target group", [
            form(Form::Arn),
            example("arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/shop-web/0123456789abcdef"),
            refers_to("targetGroups")
        ];
        LOAD_BALANCER_NAME: Text = "loadBalancerName", "Classic Load Balancer", [
            example("shop-classic"), refers_to("classicLoadBalancers")
        ];
        CONTAINER_NAME: Text = "containerName", "Container", [example("web")];
        CONTAINER_PORT: Int = "containerPort", "Container port", [range(0, 65_536), example("8080")];
        ADVANCED_CONFIGURATION: One<AdvancedConfiguration> = "advancedConfiguration", "Blue/green settings";
    }
}
