//! `ContainerDefinition`.

use crate::model::{
    Bool, Choice, ContainerDependency, ContainerRestartPolicy, EnvironmentFile, FirelensConfiguration, Form,
    HealthCheck, HostEntry, Int, KeyValuePair, LinuxParameters, LogConfiguration, MountPoint, One, PortMapping,
    RepositoryCredentials, ResourceRequirement, RowsOf, Secret, SystemControl, Text, TextMap, Texts, Ulimit,
    VolumeFrom, structure,
};

structure! {
    /// One container of a task: its image, size, ports, environment and how it is watched.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>
    ContainerDefinition {
        NAME: Text = "name", "Name", [length(1, 255), example("web")];
        IMAGE: Text = "image", "Image", [
            form(Form::Image), example("123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop-web:1.4.2")
        ];
        ESSENTIAL: Bool = "essential", "Essential", [default("true")];
        CPU: Int = "cpu", "CPU", [
            range(0, 2_147_483_647), unit("CPU units"), default("0 (minimum share)"), example("256")
        ];
        MEMORY: Int = "memory", "Memory limit", [
            range(4, 2_147_483_647), unit("MiB"), default("the task's memory"), example("512")
        ];
        MEMORY_RESERVATION: Int = "memoryReservation", "Memory reservation (soft limit)", [
            range(4, 2_147_483_647), unit("MiB"), default("the memory limit"), example("256")
        ];
        PORT_MAPPINGS: RowsOf<PortMapping> = "portMappings", "Ports";
        ENVIRONMENT: RowsOf<KeyValuePair> = "environment", "Environment variables";
        ENVIRONMENT_FILES: RowsOf<EnvironmentFile> = "environmentFiles", "Environment files", [items(10)];
        SECRETS: RowsOf<Secret> = "secrets", "Secrets";
        ENTRY_POINT: Texts = "entryPoint", "Entry point", [
            form(Form::Long), default("the image's ENTRYPOINT"), example("/docker-entrypoint.sh")
        ];
        COMMAND: Texts = "command", "Command", [
            form(Form::Long), default("the image's CMD"), example("node\nserver.js")
        ];
        WORKING_DIRECTORY: Text = "workingDirectory", "Working directory", [
            default("the image's WORKDIR"), example("/app")
        ];
        USER: Text = "user", "User", [default("the image's USER"), example("1000:1000")];
        HEALTH_CHECK: One<HealthCheck> = "healthCheck", "Health check", [default("none")];
        DEPENDS_ON: RowsOf<ContainerDependency> = "dependsOn", "Depends on";
        START_TIMEOUT: Int = "startTimeout", "Start timeout", [
            range(2, 2_147_483_647), unit("s"), default("3 min on Fargate"), example("60")
        ];
        STOP_TIMEOUT: Int = "stopTimeout", "Stop timeout", [
            range(2, 2_147_483_647), unit("s"), default("30 s"), example("60")
        ];
        RESTART_POLICY: One<ContainerRestartPolicy> = "restartPolicy", "Restart policy", [
            default("no restart in place")
        ];
        LOG_CONFIGURATION: One<LogConfiguration> = "logConfiguration", "Logging", [
            default("none on Fargate, the daemon's on EC2")
        ];
        FIRELENS_CONFIGURATION: One<FirelensConfiguration> = "firelensConfiguration", "FireLens log router";
        MOUNT_POINTS: RowsOf<MountPoint> = "mountPoints", "Mount points";
        VOLUMES_FROM: RowsOf<VolumeFrom> = "volumesFrom", "Volumes from";
        READONLY_ROOT_FILESYSTEM: Bool = "readonlyRootFilesystem", "Read-only root file system", [default("false")];
        RESOURCE_REQUIREMENTS: RowsOf<ResourceRequirement> = "resourceRequirements", "GPUs and accelerators";
        LINUX_PARAMETERS: One<LinuxParameters> = "linuxParameters", "Linux parameters";
        ULIMITS: RowsOf<Ulimit> = "ulimits", "Ulimits", [default("the daemon's limits")];
        SYSTEM_CONTROLS: RowsOf<SystemControl> = "systemControls", "Kernel parameters (sysctl)";
        PRIVILEGED: Bool = "privileged", "Privileged", [default("false")];
        DOCKER_SECURITY_OPTIONS: Texts = "dockerSecurityOptions", "Docker security options", [
            example("no-new-privileges")
        ];
        CREDENTIAL_SPECS: Texts = "credentialSpecs", "Credential spec (gMSA)", [
            items(1), example("credentialspec:arn:aws:ssm:eu-west-1:123456789012:parameter/gmsa")
        ];
        REPOSITORY_CREDENTIALS: One<RepositoryCredentials> = "repositoryCredentials", "Private registry credentials";
        VERSION_CONSISTENCY: Choice = "versionConsistency", "Version consistency", [
            of(&["enabled", "disabled"]), default("enabled")
        ];
        HOSTNAME: Text = "hostname", "Hostname", [example("web-1")];
        LINKS: Texts = "links", "Links (bridge)", [example("redis:cache")];
        EXTRA_HOSTS: RowsOf<HostEntry> = "extraHosts", "Extra hosts";
        DNS_SERVERS: Texts = "dnsServers", "DNS servers", [default("the instance's"), example("10.0.0.2")];
        DNS_SEARCH_DOMAINS: Texts = "dnsSearchDomains", "DNS search domains", [example("corp.example.com")];
        DISABLE_NETWORKING: Bool = "disableNetworking", "Disable networking", [default("false")];
        INTERACTIVE: Bool = "interactive", "Interactive (keep stdin open)", [default("false")];
        PSEUDO_TERMINAL: Bool = "pseudoTerminal", "Pseudo terminal (TTY)", [default("false")];
        DOCKER_LABELS: TextMap = "dockerLabels", "Docker labels";
    }
}
