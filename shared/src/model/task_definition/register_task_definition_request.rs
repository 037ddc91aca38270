//! `RegisterTaskDefinitionRequest`.

use crate::model::{
    Bool, Choice, Choices, ContainerDefinition, EphemeralStorage, Form, InferenceAccelerator, One, ProxyConfiguration,
    RowsOf, RuntimePlatform, Tag, TaskDefinitionPlacementConstraint, Text, TrustedExecutionConfiguration, Volume,
    structure,
};

structure! {
    /// A task definition: the containers that run together, their size and what they share.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html>
    RegisterTaskDefinitionRequest {
        FAMILY: Text = "family", "Family", [required(), length(1, 255), example("shop-web")];
        REQUIRES_COMPATIBILITIES: Choices = "requiresCompatibilities", "Compatibilities", [
            of(&["EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"]), default("EC2")
        ];
        CPU: Text = "cpu", "Task CPU", [form(Form::Cpu), unit("CPU units"), default("no task limit"), example("256")];
        MEMORY: Text = "memory", "Task memory", [
            form(Form::Memory), unit("MiB"), default("no task limit"), example("512")
        ];
        NETWORK_MODE: Choice = "networkMode", "Network mode", [
            of(&["bridge", "host", "awsvpc", "none"]), default("bridge")
        ];
        RUNTIME_PLATFORM: One<RuntimePlatform> = "runtimePlatform", "Runtime platform", [default("Linux, X86_64")];
        EXECUTION_ROLE_ARN: Text = "executionRoleArn", "Execution role", [
            form(Form::Arn), example("arn:aws:iam::123456789012:role/ecsTaskExecutionRole"), refers_to("roles")
        ];
        TASK_ROLE_ARN: Text = "taskRoleArn", "Task role", [
            form(Form::Arn), example("arn:aws:iam::123456789012:role/shop-web"), refers_to("roles")
        ];
        CONTAINER_DEFINITIONS: RowsOf<ContainerDefinition> = "containerDefinitions", "Containers", [
            required(), items(10)
        ];
        VOLUMES: RowsOf<Volume> = "volumes", "Volumes";
        EPHEMERAL_STORAGE: One<EphemeralStorage> = "ephemeralStorage", "Ephemeral storage", [default("20 GiB")];
        PLACEMENT_CONSTRAINTS: RowsOf<TaskDefinitionPlacementConstraint> =
            "placementConstraints", "Placement constraints", [items(10)];
        PID_MODE: Choice = "pidMode", "PID mode", [of(&["host", "task"]), default("private per container")];
        IPC_MODE: Choice = "ipcMode", "IPC mode", [
            of(&["host", "task", "none"]), default("the Docker daemon's setting")
        ];
        PROXY_CONFIGURATION: One<ProxyConfiguration> = "proxyConfiguration", "Proxy (App Mesh)";
        TRUSTED_EXECUTION_CONFIGURATION: One<TrustedExecutionConfiguration> =
            "trustedExecutionConfiguration", "Trusted execution", [default("SHARED")];
        ENABLE_FAULT_INJECTION: Bool = "enableFaultInjection", "Fault injection", [default("false")];
        INFERENCE_ACCELERATORS: RowsOf<InferenceAccelerator> =
            "inferenceAccelerators", "Elastic Inference accelerators", [deprecated()];
        TAGS: RowsOf<Tag> = "tags", "Tags", [items(50)];
    }
}
