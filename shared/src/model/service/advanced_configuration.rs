//! `AdvancedConfiguration`.

use crate::model::{Form, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AdvancedConfiguration.html>
    AdvancedConfiguration {
        ALTERNATE_TARGET_GROUP_ARN: Text = "alternateTargetGroupArn", "Alternate target group ARN", [form(Form::Arn)];
        PRODUCTION_LISTENER_RULE: Text = "productionListenerRule", "Production listener rule";
        TEST_LISTENER_RULE: Text = "testListenerRule", "Test listener rule";
        ROLE_ARN: Text = "roleArn", "Role ARN", [form(Form::Arn)];
    }
}
