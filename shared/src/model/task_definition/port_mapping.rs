//! `PortMapping`.

use crate::model::{Choice, Int, Text, structure};

structure! {
    /// One port, or range of ports, that a container listens on.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html>
    PortMapping {
        CONTAINER_PORT: Int = "containerPort", "Container port", [range(1, 65_535), example("8080")];
        HOST_PORT: Int = "hostPort", "Host port", [
            range(0, 65_535), default("dynamic in bridge, else the container port"), example("0")
        ];
        PROTOCOL: Choice = "protocol", "Protocol", [of(&["tcp", "udp"]), default("tcp")];
        NAME: Text = "name", "Port name", [length(1, 64), example("http")];
        APP_PROTOCOL: Choice = "appProtocol", "Application protocol", [of(&["http", "http2", "grpc"]), default("tcp")];
        CONTAINER_PORT_RANGE: Text = "containerPortRange", "Container port range", [example("8000-8010")];
    }
}
