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
pub(super) const ENVIRONMENT_FILES: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html";
pub(super) const EXECUTION_ROLE: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html";
pub(super) const PRIVATE_REGISTRY: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/private-auth.html";
pub(super) const RESTART_POLICY: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-restart-policy.html";
pub(super) const CONTAINER_RESTART_POLICY: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerRestartPolicy.html";
pub(super) const IMAGE_BEST_PRACTICES: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html";
pub(super) const TASK_SECURITY: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html";
pub(super) const LOAD_BALANCER_DRAINING: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-connection-draining.html";
pub(super) const GMSA: &str = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-gmsa.html";
pub(super) const HOST_NETWORK: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/networking-networkmode-host.html";
pub(super) const TASK_DEFINITION_PARAMETERS: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html";
pub(super) const USING_FIRELENS: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html";
pub(super) const SECRET: &str = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html";
pub(super) const SECRETS_MANAGER_VARIABLES: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html";
pub(super) const ENVIRONMENT_FILE: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EnvironmentFile.html";
pub(super) const MOUNT_POINT: &str = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MountPoint.html";
pub(super) const VOLUME_FROM: &str = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_VolumeFrom.html";
pub(super) const HOST_VOLUME: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HostVolumeProperties.html";
pub(super) const DOCKER_VOLUME: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DockerVolumeConfiguration.html";
pub(super) const BIND_MOUNTS: &str = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html";
pub(super) const EBS_VOLUMES: &str = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-volumes.html";
pub(super) const EFS_VOLUMES: &str = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html";
pub(super) const EFS_VOLUME: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html";
pub(super) const EFS_AUTHORIZATION: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSAuthorizationConfig.html";
pub(super) const FSX_WINDOWS_VOLUME: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_FSxWindowsFileServerVolumeConfiguration.html";
pub(super) const S3FILES_VOLUME: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_S3FilesVolumeConfiguration.html";
pub(super) const CANNOT_PULL_IMAGE: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html";
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
