//! `CreateServiceRequest`.

use crate::model::{
    Bool, CapacityProviderStrategyItem, Choice, DeploymentConfiguration, DeploymentController, GatewayConnector, Int,
    LoadBalancer, MonitoringConfiguration, NetworkConfiguration, One, PlacementConstraint, PlacementStrategy, RowsOf,
    ServiceConnectConfiguration, ServiceRegistry, ServiceVolumeConfiguration, Tag, Text, VpcLatticeConfiguration,
    structure,
};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html>
    CreateServiceRequest {
        CLUSTER: Text = "cluster", "Cluster";
        SERVICE_NAME: Text = "serviceName", "Service name", [required()];
        TASK_DEFINITION: Text = "taskDefinition", "Task definition", [refers_to("taskDefinitions")];
        AVAILABILITY_ZONE_REBALANCING: Choice = "availabilityZoneRebalancing", "Availability zone rebalancing", [of(&["ENABLED", "DISABLED"])];
        LOAD_BALANCERS: RowsOf<LoadBalancer> = "loadBalancers", "Load balancers";
        SERVICE_REGISTRIES: RowsOf<ServiceRegistry> = "serviceRegistries", "Service registries";
        DESIRED_COUNT: Int = "desiredCount", "Desired count", [range(0, 2_147_483_647)];
        CLIENT_TOKEN: Text = "clientToken", "Client token";
        LAUNCH_TYPE: Choice = "launchType", "Launch type", [of(&["EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"])];
        CAPACITY_PROVIDER_STRATEGY: RowsOf<CapacityProviderStrategyItem> = "capacityProviderStrategy", "Capacity provider strategy";
        PLATFORM_VERSION: Text = "platformVersion", "Platform version";
        ROLE: Text = "role", "Role";
        DEPLOYMENT_CONFIGURATION: One<DeploymentConfiguration> = "deploymentConfiguration", "Deployment configuration";
        PLACEMENT_CONSTRAINTS: RowsOf<PlacementConstraint> = "placementConstraints", "Placement constraints";
        PLACEMENT_STRATEGY: RowsOf<PlacementStrategy> = "placementStrategy", "Placement strategy";
        NETWORK_CONFIGURATION: One<NetworkConfiguration> = "networkConfiguration", "Network configuration";
        HEALTH_CHECK_GRACE_PERIOD_SECONDS: Int = "healthCheckGracePeriodSeconds", "Health check grace period seconds", [range(0, 2_147_483_647)];
        SCHEDULING_STRATEGY: Choice = "schedulingStrategy", "Scheduling strategy", [of(&["REPLICA", "DAEMON"])];
        DEPLOYMENT_CONTROLLER: One<DeploymentController> = "deploymentController", "Deployment controller";
        TAGS: RowsOf<Tag> = "tags", "Tags", [items(50)];
        ENABLE_ECS_MANAGED_TAGS: Bool = "enableECSManagedTags", "Enable ECS managed tags";
        PROPAGATE_TAGS: Choice = "propagateTags", "Propagate tags", [of(&["TASK_DEFINITION", "SERVICE", "NONE"])];
        ENABLE_EXECUTE_COMMAND: Bool = "enableExecuteCommand", "Enable execute command";
        SERVICE_CONNECT_CONFIGURATION: One<ServiceConnectConfiguration> = "serviceConnectConfiguration", "Service connect configuration";
        VOLUME_CONFIGURATIONS: RowsOf<ServiceVolumeConfiguration> = "volumeConfigurations", "Volume configurations";
        VPC_LATTICE_CONFIGURATIONS: RowsOf<VpcLatticeConfiguration> = "vpcLatticeConfigurations", "VPC lattice configurations";
        GATEWAY_CONNECTORS: RowsOf<GatewayConnector> = "gatewayConnectors", "Gateway connectors", [items(1)];
        MONITORING: One<MonitoringConfiguration> = "monitoring", "Monitoring";
    }
}
