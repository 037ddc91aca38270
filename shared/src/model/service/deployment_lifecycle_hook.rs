//! `DeploymentLifecycleHook`.

use crate::model::{
    Choice, Choices, DeploymentLifecycleHookTimeoutConfiguration, Document, Form, One, Text, structure,
};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHook.html>
    DeploymentLifecycleHook {
        TARGET_TYPE: Choice = "targetType", "Target type", [of(&["AWS_LAMBDA", "PAUSE"])];
        HOOK_TARGET_ARN: Text = "hookTargetArn", "Hook target ARN", [form(Form::Arn)];
        ROLE_ARN: Text = "roleArn", "Role ARN", [form(Form::Arn)];
        LIFECYCLE_STAGES: Choices = "lifecycleStages", "Lifecycle stages", [of(&["RECONCILE_SERVICE", "PRE_SCALE_UP", "POST_SCALE_UP", "TEST_TRAFFIC_SHIFT", "POST_TEST_TRAFFIC_SHIFT", "PRE_PRODUCTION_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT", "POST_PRODUCTION_TRAFFIC_SHIFT"])];
        HOOK_DETAILS: Document = "hookDetails", "Hook details";
        TIMEOUT_CONFIGURATION: One<DeploymentLifecycleHookTimeoutConfiguration> = "timeoutConfiguration", "Timeout configuration";
    }
}
