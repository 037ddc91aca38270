//! `CreateServiceRequest`.

use crate::model::{
    Bool, CapacityProviderStrategyItem, Choice, DeploymentConfiguration, DeploymentController, Form, GatewayConnector,
    Int, LoadBalancer, MonitoringConfiguration, NetworkConfiguration, One, PlacementConstraint, PlacementStrategy,
    RowsOf, ServiceConnectConfiguration, ServiceRegistry, ServiceVolumeConfiguration, Tag, Text,
    VpcLatticeConfiguration, structure,
};

structure! {
    /// A service: keeps a number of tasks of one task definition running and reachable.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html>
    CreateServiceRequest {
        SERVICE_NAME: Text = "serviceName", "Service name", [required(), length(1, 255), example("web")];
        CLUSTER: Text = "cluster", "Cluster", [
            form(Form::Arn), default("the cluster named default"), example("shop-prod"), refers_to("clusters")
        ];
        TASK_DEFINITION: Text = "taskDefinition", "Task definition", [
            form(Form::Arn), example("shop-web:42"), refers_to("taskDefinitions")
        ];
        DESIRED_COUNT: Int = "desiredCount", "Desired count", [
            range(0, 2_147_483_647), default("must be set for replica services"), example("2")
        ];
        LAUNCH_TYPE: Choice = "launchType", "Launch type", [
            of(&["EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"]),
            default("the cluster's default strategy, else EC2")
        ];
        CAPACITY_PROVIDER_STRATEGY: RowsOf<CapacityProviderStrategyItem> =
            "capacityProviderStrategy", "Capacity provider strategy", [
            items(20), default("the cluster's default strategy")
        ];
        PLATFORM_VERSION: Text = "platformVersion", "Fargate platform version", [default("LATEST"), example("LATEST")];
        NETWORK_CONFIGURATION: One<NetworkConfiguration> = "networkConfiguration", "Network";
        LOAD_BALANCERS: RowsOf<LoadBalancer> = "loadBalancers", "Load balancers", [items(5)];
        HEALTH_CHECK_GRACE_PERIOD_SECONDS: Int = "healthCheckGracePeriodSeconds", "Health check grace period", [
            range(0, 2_147_483_647), unit("s"), default("0 s"), example("60")
        ];
        DEPLOYMENT_CONFIGURATION: One<DeploymentConfiguration> = "deploymentConfiguration", "Deployment";
        DEPLOYMENT_CONTROLLER: One<DeploymentController> = "deploymentController", "Deployment controller", [
            default("ECS")
        ];
        SCHEDULING_STRATEGY: Choice = "schedulingStrategy", "Scheduling strategy", [
            of(&["REPLICA", "DAEMON"]), default("REPLICA")
        ];
        AVAILABILITY_ZONE_REBALANCING: Choice = "availabilityZoneRebalancing", "Availability zone rebalancing", [
            of(&["ENABLED", "DISABLED"]), default("ENABLED where the service allows it")
        ];
        PLACEMENT_CONSTRAINTS: RowsOf<PlacementConstraint> = "placementConstraints", "Placement constraints", [
            items(10)
        ];
        PLACEMENT_STRATEGY: RowsOf<PlacementStrategy> = "placementStrategy", "Placement strategy", [
            items(5), default("spread over availability zones")
        ];
        SERVICE_CONNECT_CONFIGURATION: One<ServiceConnectConfiguration> =
            "serviceConnectConfiguration", "Service Connect", [
            default("the cluster's default namespace, if it has one")
        ];
        SERVICE_REGISTRIES: RowsOf<ServiceRegistry> = "serviceRegistries", "Service discovery", [items(1)];
        VPC_LATTICE_CONFIGURATIONS: RowsOf<VpcLatticeConfiguration> = "vpcLatticeConfigurations", "VPC Lattice";
        GATEWAY_CONNECTORS: RowsOf<GatewayConnector> = "gatewayConnectors", "Gateway connectors", [items(1)];
        VOLUME_CONFIGURATIONS: RowsOf<ServiceVolumeConfiguration> =
            "volumeConfigurations", "Volumes at launch (EBS)", [items(1)];
        ENABLE_EXECUTE_COMMAND: Bool = "enableExecuteCommand", "ECS Exec", [default("false")];
        MONITORING: One<MonitoringConfiguration> = "monitoring", "Metric resolution", [default("60 s")];
        PROPAGATE_TAGS: Choice = "propagateTags", "Propagate tags", [
            of(&["TASK_DEFINITION", "SERVICE", "NONE"]), default("NONE")
        ];
        ENABLE_ECS_MANAGED_TAGS: Bool = "enableECSManagedTags", "ECS managed tags", [default("false")];
        TAGS: RowsOf<Tag> = "tags", "Tags", [items(50)];
        ROLE: Text = "role", "Load balancer role", [
            form(Form::Arn), default("the service-linked role"), example("ecsServiceRole"), refers_to("roles")
        ];
        CLIENT_TOKEN: Text = "clientToken", "Client token", [length(0, 36), example("shop-web-2026-01-15")];
    }
}
