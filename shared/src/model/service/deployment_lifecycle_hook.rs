//! `DeploymentLifecycleHook`.

use crate::model::{
    Choice, Choices, DeploymentLifecycleHookTimeoutConfiguration, Document, Form, One, Text, structure,
};

structure! {
    /// An action at a stage of a deployment: a Lambda function or a pause.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHook.html>
    DeploymentLifecycleHook {
        TARGET_TYPE: Choice = "targetType", "Type", [of(&["AWS_LAMBDA", "PAUSE"]), default("AWS_LAMBDA")];
        HOOK_TARGET_ARN: Text = "hookTargetArn", "Lambda function", [
            form(Form::Arn), example("arn:aws:lambda:eu-west-1:123456789012:function:check-release")
        ];
        ROLE_ARN: Text = "roleArn", "Role", [
            form(Form::Arn), example("arn:aws:iam::123456789012:role/ecsDeploymentHooks"), refers_to("roles")
        ];
        LIFECYCLE_STAGES: Choices = "lifecycleStages", "Stages", [
            of(&[
                "RECONCILE_SERVICE", "PRE_SCALE_UP", "POST_SCALE_UP", "TEST_TRAFFIC_SHIFT",
                "POST_TEST_TRAFFIC_SHIFT", "PRE_PRODUCTION_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT",
                "POST_PRODUCTION_TRAFFIC_SHIFT",
            ]),
            example("POST_TEST_TRAFFIC_SHIFT")
        ];
        HOOK_DETAILS: Document = "hookDetails", "Details", [example("{\"suite\": \"smoke\"}")];
        TIMEOUT_CONFIGURATION: One<DeploymentLifecycleHookTimeoutConfiguration> = "timeoutConfiguration", "Timeout", [
            default("24 h, then roll back")
        ];
    }
}
