//! The AWS pages that rules point to.

pub(super) const REGISTER_TASK_DEFINITION: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html";
pub(super) const CONTAINER_DEFINITION: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html";
pub(super) const PORT_MAPPING: &str = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html";
pub(super) const CONTAINER_DEPENDENCY: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html";
pub(super) const HEALTH_CHECK: &str = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html";
pub(super) const VOLUME: &str = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Volume.html";
pub(super) const CREATE_SERVICE: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html";
pub(super) const AWSVPC_CONFIGURATION: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html";
pub(super) const FARGATE_TASKS: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html";
pub(super) const TASK_SIZE: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size";
pub(super) const WINDOWS: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-considerations.html";
pub(super) const ECS_ANYWHERE: &str = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html";
pub(super) const QUOTAS: &str = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html";
pub(super) const SECRETS: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html";
pub(super) const ENVIRONMENT_FILES: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html";
pub(super) const PROXY_CONFIGURATION: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ProxyConfiguration.html";
pub(super) const TAG: &str = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html";
pub(super) const RUNTIME_PLATFORM: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RuntimePlatform.html";
pub(super) const EPHEMERAL_STORAGE: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EphemeralStorage.html";
pub(super) const TASK_PLACEMENT_CONSTRAINT: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinitionPlacementConstraint.html";
pub(super) const TRUSTED_EXECUTION: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TrustedExecutionConfiguration.html";
pub(super) const TASK_SIZE_ERROR: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html";
pub(super) const MANAGED_INSTANCES_PARAMETERS: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters-managed-instances.html";
