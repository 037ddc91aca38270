//! `VpcLatticeAdvancedConfiguration`.

use crate::model::{Form, Text, structure};

structure! {
    /// What ECS switches in VPC Lattice in a blue/green deployment.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_VpcLatticeAdvancedConfiguration.html>
    VpcLatticeAdvancedConfiguration {
        ALTERNATE_TARGET_GROUP_ARN: Text = "alternateTargetGroupArn", "Alternate target group", [
            form(Form::Arn), example("arn:aws:vpc-lattice:eu-west-1:123456789012:targetgroup/tg-0fedcba9876543210")
        ];
        PRODUCTION_LISTENER_RULE: Text = "productionListenerRule", "Production listener rule", [
            form(Form::Arn),
            example("arn:aws:vpc-lattice:eu-west-1:123456789012:service/svc-01ab/listener/listener-23cd/rule/rule-45ef")
        ];
        TEST_LISTENER_RULE: Text = "testListenerRule", "Test listener rule", [
            form(Form::Arn),
            example("arn:aws:vpc-lattice:eu-west-1:123456789012:service/svc-01ab/listener/listener-23cd/rule/rule-67ab")
        ];
    }
}
