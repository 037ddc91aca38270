//! `ContainerDefinition`.

use crate::model::{
    Bool, Choice, ContainerDependency, ContainerRestartPolicy, EnvironmentFile, FirelensConfiguration, HealthCheck,
    HostEntry, Int, KeyValuePair, LinuxParameters, LogConfiguration, MountPoint, One, PortMapping,
    RepositoryCredentials, ResourceRequirement, RowsOf, Secret, SystemControl, Text, TextMap, Texts, Ulimit,
    VolumeFrom, structure,
};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>
    ContainerDefinition {
        NAME: Text = "name", "Name";
        IMAGE: Text = "image", "Image";
        REPOSITORY_CREDENTIALS: One<RepositoryCredentials> = "repositoryCredentials", "Repository credentials";
        CPU: Int = "cpu", "CPU", [range(0, 2_147_483_647)];
        MEMORY: Int = "memory", "Memory", [range(4, 2_147_483_647)];
        MEMORY_RESERVATION: Int = "memoryReservation", "Memory reservation", [range(4, 2_147_483_647)];
        LINKS: Texts = "links", "Links";
        PORT_MAPPINGS: RowsOf<PortMapping> = "portMappings", "Port mappings";
        ESSENTIAL: Bool = "essential", "Essential";
        RESTART_POLICY: One<ContainerRestartPolicy> = "restartPolicy", "Restart policy";
        ENTRY_POINT: Texts = "entryPoint", "Entry point";
        COMMAND: Texts = "command", "Command";
        ENVIRONMENT: RowsOf<KeyValuePair> = "environment", "Environment";
        ENVIRONMENT_FILES: RowsOf<EnvironmentFile> = "environmentFiles", "Environment files";
        MOUNT_POINTS: RowsOf<MountPoint> = "mountPoints", "Mount points";
        VOLUMES_FROM: RowsOf<VolumeFrom> = "volumesFrom", "Volumes from";
        LINUX_PARAMETERS: One<LinuxParameters> = "linuxParameters", "Linux parameters";
        SECRETS: RowsOf<Secret> = "secrets", "Secrets";
        DEPENDS_ON: RowsOf<ContainerDependency> = "dependsOn", "Depends on";
        START_TIMEOUT: Int = "startTimeout", "Start timeout", [range(2, 2_147_483_647)];
        STOP_TIMEOUT: Int = "stopTimeout", "Stop timeout", [range(2, 2_147_483_647)];
        VERSION_CONSISTENCY: Choice = "versionConsistency", "Version consistency", [of(&["enabled", "disabled"])];
        HOSTNAME: Text = "hostname", "Hostname";
        USER: Text = "user", "User";
        WORKING_DIRECTORY: Text = "workingDirectory", "Working directory";
        DISABLE_NETWORKING: Bool = "disableNetworking", "Disable networking";
        PRIVILEGED: Bool = "privileged", "Privileged";
        READONLY_ROOT_FILESYSTEM: Bool = "readonlyRootFilesystem", "Readonly root filesystem";
        DNS_SERVERS: Texts = "dnsServers", "DNS servers";
        DNS_SEARCH_DOMAINS: Texts = "dnsSearchDomains", "DNS search domains";
        EXTRA_HOSTS: RowsOf<HostEntry> = "extraHosts", "Extra hosts";
        DOCKER_SECURITY_OPTIONS: Texts = "dockerSecurityOptions", "Docker security options";
        INTERACTIVE: Bool = "interactive", "Interactive";
        PSEUDO_TERMINAL: Bool = "pseudoTerminal", "Pseudo terminal";
        DOCKER_LABELS: TextMap = "dockerLabels", "Docker labels";
        ULIMITS: RowsOf<Ulimit> = "ulimits", "Ulimits";
        LOG_CONFIGURATION: One<LogConfiguration> = "logConfiguration", "Log configuration";
        HEALTH_CHECK: One<HealthCheck> = "healthCheck", "Health check";
        SYSTEM_CONTROLS: RowsOf<SystemControl> = "systemControls", "System controls";
        RESOURCE_REQUIREMENTS: RowsOf<ResourceRequirement> = "resourceRequirements", "Resource requirements";
        FIRELENS_CONFIGURATION: One<FirelensConfiguration> = "firelensConfiguration", "Firelens configuration";
        CREDENTIAL_SPECS: Texts = "credentialSpecs", "Credential specs";
    }
}
