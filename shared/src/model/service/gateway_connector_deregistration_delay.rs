//! `GatewayConnectorDeregistrationDelay`.

use crate::model::{Int, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_GatewayConnectorDeregistrationDelay.html>
    GatewayConnectorDeregistrationDelay {
        TIMEOUT_SECONDS: Int = "timeoutSeconds", "Timeout seconds", [range(0, 3600)];
    }
}
