//! `GatewayConnectorHealthCheckMatcher`.

use crate::model::{Text, structure};

structure! {
    /// The response codes that count as healthy.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_GatewayConnectorHealthCheckMatcher.html>
    GatewayConnectorHealthCheckMatcher {
        HTTP_CODE: Text = "httpCode", "HTTP codes", [example("200-299")];
        GRPC_CODE: Text = "grpcCode", "gRPC codes", [example("0")];
    }
}
