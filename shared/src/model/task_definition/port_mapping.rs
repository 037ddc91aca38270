//! `PortMapping`.

use crate::model::{Choice, Int, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html>
    PortMapping {
        CONTAINER_PORT: Int = "containerPort", "Container port", [range(1, 65_535)];
        HOST_PORT: Int = "hostPort", "Host port", [range(0, 65_535)];
        PROTOCOL: Choice = "protocol", "Protocol", [of(&["tcp", "udp"])];
        NAME: Text = "name", "Name";
        APP_PROTOCOL: Choice = "appProtocol", "App protocol", [of(&["http", "http2", "grpc"])];
        CONTAINER_PORT_RANGE: Text = "containerPortRange", "Container port range";
    }
}
