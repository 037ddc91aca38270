//! `VpcLatticeConfiguration`.

use crate::model::{Form, One, Text, VpcLatticeAdvancedConfiguration, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_VpcLatticeConfiguration.html>
    VpcLatticeConfiguration {
        ROLE_ARN: Text = "roleArn", "Role ARN", [required(), form(Form::Arn)];
        TARGET_GROUP_ARN: Text = "targetGroupArn", "Target group ARN", [required(), form(Form::Arn)];
        PORT_NAME: Text = "portName", "Port name", [required()];
        ADVANCED_CONFIGURATION: One<VpcLatticeAdvancedConfiguration> = "advancedConfiguration", "Advanced configuration";
    }
}
