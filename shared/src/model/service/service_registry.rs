//! `ServiceRegistry`.

use crate::model::{Form, Int, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRegistry.html>
    ServiceRegistry {
        REGISTRY_ARN: Text = "registryArn", "Registry ARN", [form(Form::Arn)];
        PORT: Int = "port", "Port";
        CONTAINER_NAME: Text = "containerName", "Container name";
        CONTAINER_PORT: Int = "containerPort", "Container port";
    }
}
