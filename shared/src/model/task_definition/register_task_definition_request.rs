//! `RegisterTaskDefinitionRequest`.

use crate::model::{
    Bool, Choice, Choices, ContainerDefinition, EphemeralStorage, Form, InferenceAccelerator, One, ProxyConfiguration,
    RowsOf, RuntimePlatform, Tag, TaskDefinitionPlacementConstraint, Text, TrustedExecutionConfiguration, Volume,
    structure,
};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html>
    RegisterTaskDefinitionRequest {
        FAMILY: Text = "family", "Family", [required()];
        TASK_ROLE_ARN: Text = "taskRoleArn", "Task role ARN", [form(Form::Arn)];
        EXECUTION_ROLE_ARN: Text = "executionRoleArn", "Execution role ARN", [form(Form::Arn)];
        NETWORK_MODE: Choice = "networkMode", "Network mode", [of(&["bridge", "host", "awsvpc", "none"])];
        CONTAINER_DEFINITIONS: RowsOf<ContainerDefinition> = "containerDefinitions", "Container definitions", [required()];
        VOLUMES: RowsOf<Volume> = "volumes", "Volumes";
        PLACEMENT_CONSTRAINTS: RowsOf<TaskDefinitionPlacementConstraint> = "placementConstraints", "Placement constraints";
        REQUIRES_COMPATIBILITIES: Choices = "requiresCompatibilities", "Requires compatibilities", [of(&["EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"])];
        CPU: Text = "cpu", "CPU";
        MEMORY: Text = "memory", "Memory";
        TAGS: RowsOf<Tag> = "tags", "Tags", [items(50)];
        PID_MODE: Choice = "pidMode", "PID mode", [of(&["host", "task"])];
        IPC_MODE: Choice = "ipcMode", "IPC mode", [of(&["host", "task", "none"])];
        PROXY_CONFIGURATION: One<ProxyConfiguration> = "proxyConfiguration", "Proxy configuration";
        INFERENCE_ACCELERATORS: RowsOf<InferenceAccelerator> = "inferenceAccelerators", "Inference accelerators", [deprecated()];
        EPHEMERAL_STORAGE: One<EphemeralStorage> = "ephemeralStorage", "Ephemeral storage";
        RUNTIME_PLATFORM: One<RuntimePlatform> = "runtimePlatform", "Runtime platform";
        ENABLE_FAULT_INJECTION: Bool = "enableFaultInjection", "Enable fault injection";
        TRUSTED_EXECUTION_CONFIGURATION: One<TrustedExecutionConfiguration> = "trustedExecutionConfiguration", "Trusted execution configuration";
    }
}
