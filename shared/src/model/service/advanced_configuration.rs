//! `AdvancedConfiguration`.

use crate::model::{Form, Text, structure};

structure! {
    /// What ECS switches on a load balancer in a blue/green, linear or canary deployment.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AdvancedConfiguration.html>
    AdvancedConfiguration {
        ALTERNATE_TARGET_GROUP_ARN: Text = "alternateTargetGroupArn", "Alternate target group", [
            form(Form::Arn),
            example("arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/shop-green/0123456789abcdef"),
            refers_to("targetGroups")
        ];
        PRODUCTION_LISTENER_RULE: Text = "productionListenerRule", "Production listener rule", [
            form(Form::Arn),
            example("arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener-rule/app/shop/01ab/23cd/45ef"),
            refers_to("listenerRules")
        ];
        TEST_LISTENER_RULE: Text = "testListenerRule", "Test listener rule", [
            form(Form::Arn),
            example("arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener-rule/app/shop/01ab/23cd/67ab"),
            refers_to("listenerRules")
        ];
        ROLE_ARN: Text = "roleArn", "Infrastructure role", [
            form(Form::Arn), example("arn:aws:iam::123456789012:role/ecsInfrastructureRole"), refers_to("roles")
        ];
    }
}
