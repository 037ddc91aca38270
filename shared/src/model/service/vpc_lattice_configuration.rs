//! `VpcLatticeConfiguration`.

use crate::model::{Form, One, Text, VpcLatticeAdvancedConfiguration, structure};

structure! {
    /// A VPC Lattice target group for a service's tasks.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_VpcLatticeConfiguration.html>
    VpcLatticeConfiguration {
        PORT_NAME: Text = "portName", "Port name", [required(), example("http")];
        TARGET_GROUP_ARN: Text = "targetGroupArn", "Target group", [
            required(), form(Form::Arn),
            example("arn:aws:vpc-lattice:eu-west-1:123456789012:targetgroup/tg-0123456789abcdef0")
        ];
        ROLE_ARN: Text = "roleArn", "Infrastructure role", [
            required(), form(Form::Arn), example("arn:aws:iam::123456789012:role/ecsInfrastructureRole"),
            refers_to("roles")
        ];
        ADVANCED_CONFIGURATION: One<VpcLatticeAdvancedConfiguration> =
            "advancedConfiguration", "Blue/green settings";
    }
}
