//! `ServiceRegistry`.

use crate::model::{Form, Int, Text, structure};

structure! {
    /// A Cloud Map service in which a service's tasks register.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRegistry.html>
    ServiceRegistry {
        REGISTRY_ARN: Text = "registryArn", "Cloud Map service", [
            form(Form::Arn), example("arn:aws:servicediscovery:eu-west-1:123456789012:service/srv-0123456789abcdef"),
            refers_to("discoveryServices")
        ];
        PORT: Int = "port", "Port", [range(1, 65_535), example("8080")];
        CONTAINER_NAME: Text = "containerName", "Container", [example("web")];
        CONTAINER_PORT: Int = "containerPort", "Container port", [range(1, 65_535), example("8080")];
    }
}
