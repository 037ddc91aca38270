//! `GatewayConnectorDeregistrationDelay`.

use crate::model::{Int, structure};

structure! {
    /// How long a leaving task may finish its requests.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_GatewayConnectorDeregistrationDelay.html>
    GatewayConnectorDeregistrationDelay {
        TIMEOUT_SECONDS: Int = "timeoutSeconds", "Delay", [range(0, 3600), unit("s"), default("300 s"), example("60")];
    }
}
