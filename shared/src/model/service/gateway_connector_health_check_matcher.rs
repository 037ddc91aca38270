//! `GatewayConnectorHealthCheckMatcher`.

use crate::model::{Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_GatewayConnectorHealthCheckMatcher.html>
    GatewayConnectorHealthCheckMatcher {
        HTTP_CODE: Text = "httpCode", "HTTP code";
        GRPC_CODE: Text = "grpcCode", "Grpc code";
    }
}
