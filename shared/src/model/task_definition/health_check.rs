//! `HealthCheck`.

use crate::model::{Form, Int, Texts, structure};

structure! {
    /// The command that tells ECS whether a container works.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html>
    HealthCheck {
        COMMAND: Texts = "command", "Command", [
            required(), form(Form::Long), example("CMD-SHELL\ncurl -f http://localhost:8080/health || exit 1")
        ];
        INTERVAL: Int = "interval", "Interval", [range(5, 300), unit("s"), default("30 s"), example("15")];
        TIMEOUT: Int = "timeout", "Timeout", [range(2, 60), unit("s"), default("5 s"), example("5")];
        RETRIES: Int = "retries", "Retries", [range(1, 10), default("3"), example("3")];
        START_PERIOD: Int = "startPeriod", "Start period", [range(0, 300), unit("s"), default("off"), example("30")];
    }
}
